/** Reads a type's text: `: import pg Pool`, `: class c0`, `: name Pool`. */
import type { IrLine } from './tokens';
import type { TypeRef } from './types';

/** Nothing where the line goes on without a colon. */
export function readType(line: IrLine): { readonly type?: TypeRef } {
  if (!line.accept(':')) return {};
  const from = line.word('import, class or name');
  if (from === 'import') return { type: { from, module: line.name('a module'), name: line.name('a name') } };
  if (from === 'class') return { type: { from, index: line.numbered('c', 'a class') } };
  if (from === 'name') return { type: { from, name: line.name('a name') } };
  return line.fail(`expected import, class or name, found \`${from}\``);
}
