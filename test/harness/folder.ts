/** Real folders for tests: written from a map, removed afterwards. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Folder {
  /** Real absolute path. */
  readonly path: string;
  at(...parts: string[]): string;
  write(file: string, content: string | Uint8Array): void;
}

const made: string[] = [];

export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  const root = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'gatehouse-test-')));
  made.push(root);
  const result: Folder = {
    path: root,
    at: (...parts) => path.join(root, ...parts),
    write(file, content) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), content);
    },
  };
  for (const [file, content] of Object.entries(files)) result.write(file, content);
  return result;
}

export function removeFolders(): void {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}
