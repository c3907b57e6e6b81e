/** Which parts of a text stand for themselves while another part is damaged: statements, members and properties, not what is in functions. */
import type { Mending } from '../../syntax/mend';

export const MENDING: Mending = {
  containers: {
    program: ['', ''],
    statement_block: ['{', '}'],
    class_body: ['class A {', '}'],
    object: ['({', '})'],
  },
  wholes: new Set([
    'function_declaration',
    'function_expression',
    'generator_function',
    'generator_function_declaration',
    'arrow_function',
    'method_definition',
    'field_definition',
    'public_field_definition',
    'class_static_block',
  ]),
};
