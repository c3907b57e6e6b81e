/** Java to version 21. */
import type { Language } from '../language';
import { likelyImports } from './likelyImports';
import { LANGUAGE, lower } from './module';
import { resolve } from './resolve';

export const java: Language = {
  id: LANGUAGE,
  extensions: ['.java'],
  editorIds: ['java'],
  lineComment: '//',
  grammarFor: () => 'java',
  // Members stand for themselves while another is damaged.
  mending: {
    containers: { program: ['', ''], class_body: ['class A {', '}'], interface_body: ['interface A {', '}'] },
    wholes: new Set([
      'method_declaration',
      'constructor_declaration',
      'compact_constructor_declaration',
      'field_declaration',
      'static_initializer',
      'lambda_expression',
    ]),
  },
  lower,
  lowerAgain: (tree, file) => ({ module: lower(tree, file), reused: undefined, memory: { tree } }),
  likelyImports,
  resolve,
  // The folder of a module of Maven or Gradle.
  unit: (file) => /^(?:(.*?)\/)?src\/\w+\/(?:java|generated|kotlin)\//.exec(file)?.[1] ?? '',
};
