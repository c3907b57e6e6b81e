/** Python 3, and what the grammar knows of Python 2. */
import type { Language } from '../language';
import { likelyImports } from './likelyImports';
import { LANGUAGE, lower } from './module';
import { resolve } from './resolve';

export const python: Language = {
  id: LANGUAGE,
  extensions: ['.py', '.pyi', '.pyw'],
  editorIds: ['python'],
  lineComment: '#',
  grammarFor: () => 'python',
  // Statements of the top level stand for themselves while another is damaged.
  mending: {
    containers: { module: ['', ''] },
    wholes: new Set(['function_definition', 'class_definition', 'decorated_definition', 'lambda']),
  },
  lower,
  lowerAgain: (tree, file) => ({ module: lower(tree, file), reused: undefined, memory: { tree } }),
  likelyImports,
  resolve,
};
