/**
 * Puts VS Code's own rule about proposed APIs back into code-server's build, which lets every extension use all of them.
 * Without it a feature that no user has would look as if it worked.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MARK = '/*stock*/';

/** The extension hosts' question "may this extension use that proposal?", answered `true` there. */
const GATE = /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\()/g;
const GATE_STOCK = `function $1($2,$3){${MARK}return!!$2.enabledApiProposals&&$2.enabledApiProposals.includes($3)}`;

/** The window's "all extensions may", which stock VS Code derives from how the window was opened. */
const ALL =
  /(this\._envEnabledExtensions=new Set\(\(([\w$]+)\.extensionEnabledProposedApi\?\?\[\]\)[^;]*?this\._envEnablesProposedApiForAll=)!0/g;
const ALL_STOCK = `$1${MARK}(this._envEnabledExtensions.size===0&&Array.isArray($2.extensionEnabledProposedApi))`;

const CHANGES = [
  { file: 'vs/workbench/api/node/extensionHostProcess.js', find: GATE, put: GATE_STOCK },
  { file: 'vs/workbench/api/worker/extensionHostWorkerMain.js', find: GATE, put: GATE_STOCK },
  { file: 'vs/code/browser/workbench/workbench.js', find: ALL, put: ALL_STOCK },
];

/** `vscode` is the folder with VS Code's server. Throws when a place is not found exactly once: then this build is another one. */
export function restoreStockProposals(vscode: string): void {
  for (const { file, find, put } of CHANGES) {
    const full = path.join(vscode, 'out', file);
    const text = readFileSync(full, 'utf8');
    if (text.includes(MARK)) continue;
    const places = [...text.matchAll(find)].length;
    if (places !== 1) throw new Error(`${file}: expected one place to restore VS Code's rule about proposed APIs, found ${places}.`);
    writeFileSync(full, text.replace(find, put));
  }
}
