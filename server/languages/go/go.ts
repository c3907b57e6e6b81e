/** Go, by the files of one folder that make a package. */
import type { Language } from '../language';
import { likelyImports } from './imports';
import { LANGUAGE, lower } from './module';
import { resolve } from './resolve';

export const go: Language = {
  id: LANGUAGE,
  extensions: ['.go'],
  editorIds: ['go'],
  lineComment: '//',
  grammarFor: () => 'go',
  // Declarations of the top level stand for themselves while another is damaged.
  mending: {
    containers: { source_file: ['', ''] },
    wholes: new Set(['function_declaration', 'method_declaration', 'func_literal']),
  },
  lower,
  lowerAgain: (tree, file) => ({ module: lower(tree, file), reused: undefined, memory: { tree } }),
  likelyImports,
  resolve,
};
