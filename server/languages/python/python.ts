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
  lower,
  likelyImports,
  resolve,
};
