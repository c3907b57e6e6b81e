/** Root-relative paths with `/`; `''` is the root. None of these ever names something above it. */

/** `''` for a file at the root. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder and all above it, up to the root. */
export function ancestors(folder: string): string[] {
  const out = [folder];
  for (let current = folder; current !== ''; ) {
    current = folderOf(current);
    out.push(current);
  }
  return out;
}

/** Joins two paths; undefined when the result lies above the root, or has no place below it (`/etc`, `C:\`, `file:…`). */
export function join(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || /[\0\\]|^\w+:/.test(path)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The rest of `path` below `folder`; undefined when it does not lie there. */
export function below(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
