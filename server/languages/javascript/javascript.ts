/** JavaScript, JSX, TypeScript and TSX: one lowering over three grammars. */
import type { Language } from '../language';
import { likelyImports } from './likelyImports';
import { MENDING } from './mending';
import { lower, lowerAgain } from './module';
import { resolve } from './resolve';

export const javascript: Language = {
  id: 'javascript',
  extensions: ['.js', '.jsx', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx'],
  editorIds: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'],
  lineComment: '//',
  mending: MENDING,
  grammarFor(file) {
    if (/\.tsx$/i.test(file)) return 'tsx';
    return /\.[mc]?ts$/i.test(file) ? 'typescript' : 'javascript';
  },
  lower,
  lowerAgain,
  likelyImports,
  resolve,
  // One of several that stand side by side, or what has a source folder of its own.
  unit: (file) =>
    /^(?:[^/]+\/)*?(?:apps|packages|libs|services|projects)\/[^/]+(?=\/)/.exec(file)?.[0] ?? /^(?:(.*?)\/)?src\//.exec(file)?.[1] ?? '',
};
