/**
 * Opens a folder in an editor with the packed extension and the stand-in assistant: in an installed VS Code, else in
 * the one that npm carries. Arguments: the folder, and `--copy` to open a copy, which may be spoiled.
 */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { carriedCode } from './carriedCode';
import { installPacked, QUIET, serveEditor } from './editorServer';
import { temporaryFolder } from './ending';
import { programOnPath, run } from './run';
import { SUGGESTIONS } from './stand-in/suggestions';
import { installStandIn, STAND_IN } from './standIn';

const PACKED = 'gatehouse.vsix';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(given: string, isCopied: boolean): Promise<void> {
  const code = programOnPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (code !== undefined && (await openInstalled(code, given, isCopied))) return;
  await serveCarried(given, isCopied);
}

/** False, with the reason said, when the installed editor does not do as it is told. */
async function openInstalled(code: string, given: string, isCopied: boolean): Promise<boolean> {
  const tell = (...args: string[]) => (process.platform === 'win32' ? run('cmd', ['/c', code, ...args]) : run(code, args));
  try {
    say(`Installing ${PACKED} into ${code}.`);
    await tell('--install-extension', path.resolve(PACKED), '--force');
    // The window stays when we have gone, and so must the copy.
    const folder = isCopied ? copyInto(mkdtempSync(path.join(tmpdir(), 'gatehouse-')), given) : given;
    say(`Opening ${folder}; the stand-in assistant runs in this one window only.`);
    await tell('--new-window', `--extensionDevelopmentPath=${STAND_IN}`, folder);
  } catch (error) {
    say(`${(error as Error).message}\nSo the VS Code that npm carries is taken instead.`);
    return false;
  }
  sayWhatToDo(isCopied);
  return true;
}

async function serveCarried(given: string, isCopied: boolean): Promise<void> {
  const code = await carriedCode(say);
  const home = temporaryFolder('start');
  const folder = isCopied ? copyInto(home, given) : given;
  const extensions = path.join(home, 'extensions');
  mkdirSync(extensions);
  installStandIn(extensions);
  await installPacked(code, PACKED, extensions);
  const server = await serveEditor(code, {
    extensions,
    settings: QUIET,
    testDriver: false,
    isTrusted: true,
    log: path.resolve('out/logs/start-server.log'),
  });
  sayWhatToDo(isCopied);
  say(`\nThe editor is served at\n\n  ${server.address(folder)}\n\n${isCopied ? 'It shows a copy of the folder. ' : ''}Ctrl+C ends it.`);
  await server.ended;
  throw new Error("VS Code's server has ended by itself; out/logs/start-server.log says more.");
}

function copyInto(home: string, folder: string): string {
  const copy = path.join(home, path.basename(folder));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function sayWhatToDo(isShop: boolean): void {
  say(
    `\nTo see the guard act: open ${isShop ? 'src/routes/orders.ts' : 'a file with an Express application or router'}, go to its end, write one of these`,
  );
  say('comments, press Enter, wait for the grey text, and press Tab. Ctrl+. on the underlined code offers the fix.\n');
  for (const { ask } of SUGGESTIONS) say(`  // ${ask}`);
}

const [folder, ...flags] = process.argv.slice(2);
main(path.resolve(folder), flags.includes('--copy')).then(
  () => process.exit(0),
  (error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
