/** Puts the stand-in assistant among installed extensions: first of all, because the editor looks at plain folders only while its own list of extensions is missing. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The built extension. */
export const STAND_IN = path.resolve('dist/test/vscode/stand-in');

export function installStandIn(extensions: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(STAND_IN, 'package.json'), 'utf8'));
  cpSync(STAND_IN, path.join(extensions, `${publisher}.${name}-${version}`), { recursive: true });
}
