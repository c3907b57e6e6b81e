/** What an import of one file is called in another. */

/** A module as a file in another folder has to write it; undefined where that is the file itself. */
export function modulePath(from: string, module: string, to: string): string | undefined {
  if (!module.startsWith('.')) return module;
  const target = resolved(folderOf(from), module);
  if (withoutEnding(target) === withoutEnding(to)) return undefined;
  return relative(folderOf(to), target);
}

const folderOf = (file: string): readonly string[] => file.split('/').slice(0, -1);
const withoutEnding = (file: string): string => file.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');

function resolved(folder: readonly string[], module: string): string {
  const out = [...folder];
  for (const part of module.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '.' && part !== '') out.push(part);
  }
  return out.join('/');
}

function relative(folder: readonly string[], target: string): string {
  const parts = target.split('/');
  let shared = 0;
  while (shared < folder.length && shared < parts.length - 1 && folder[shared] === parts[shared]) shared++;
  const up = folder.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${parts.slice(shared).join('/')}`;
}
