/** Writes a file whole or not at all: whatever goes wrong, an existing file keeps its content. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Throws the system's error when the file cannot be written. Devices and pipes (`/dev/stdout`) are written in place. */
export function writeFile(file: string, text: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw Object.assign(new Error(`${file} is a folder`), { code: 'EISDIR' });
  if (stat !== undefined && !stat.isFile()) {
    writeFileSync(file, text);
    return;
  }
  const { target, temporary } = placeFor(file, stat !== undefined);
  // The file's own permissions decide, not only the folder's: renaming over a read-only file would otherwise succeed.
  if (stat !== undefined) closeSync(openSync(target, 'r+'));
  try {
    const fd = openSync(temporary, 'wx', stat?.mode);
    try {
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Throws what `writeFile` would, as far as that can be known before there is anything to write. Leaves nothing behind. */
export function checkWritable(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw Object.assign(new Error(`${file} is a folder`), { code: 'EISDIR' });
  if (stat !== undefined && !stat.isFile()) return;
  const { target, temporary } = placeFor(file, stat !== undefined);
  if (stat !== undefined) closeSync(openSync(target, 'r+'));
  closeSync(openSync(temporary, 'wx'));
  rmSync(temporary, { force: true });
}

/** A link's target is replaced, not the link; the temporary file lies beside it, where a rename cannot cross file systems. */
function placeFor(file: string, exists: boolean): { target: string; temporary: string } {
  const target = exists ? realpathSync(file) : path.resolve(file);
  return { target, temporary: path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}`) };
}
