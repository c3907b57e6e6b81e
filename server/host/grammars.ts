/** The grammar files that lie beside the bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Name (`javascript.wasm`) → bytes, read when asked for. */
export interface GrammarFiles {
  /** Throws with the path and what to do when the file is missing. */
  bytes(name: string): Uint8Array;
  names(): readonly string[];
}

/** `folder` defaults to `grammars` beside the running bundle. Throws when it is not there: the installation is damaged. */
export function loadGrammars(folder: string = path.join(__dirname, 'grammars')): GrammarFiles {
  let names: readonly string[];
  try {
    names = readdirSync(folder)
      .filter((name) => name.endsWith('.wasm'))
      .sort();
  } catch {
    throw new Error(
      `The grammars are missing: ${folder} cannot be read. Install Gatehouse again, or run \`npm run build\` in its sources.`,
    );
  }
  return {
    names: () => names,
    bytes(name) {
      try {
        return readFileSync(path.join(folder, name));
      } catch {
        throw new Error(`The grammar ${name} is missing from ${folder}. Install Gatehouse again, or run \`npm run build\` in its sources.`);
      }
    },
  };
}
