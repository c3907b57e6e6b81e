/** The steps that make the product: bundles, and the package an editor installs. */
import { run, runNode, step, stopUnless } from './program.mjs';

export const PACKAGE = 'gatehouse.vsix';

/** Bundles the extension, the server and the command line, and all suites. */
export function build() {
  return step('Building', async () => stopUnless(await runNode('esbuild.mjs', '--tests'), 'The build failed.'));
}

export function pack() {
  return step(`Packing the extension into ${PACKAGE}`, async () => {
    const args = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--out', PACKAGE];
    stopUnless(await run(process.execPath, args), 'The extension could not be packed.');
  });
}
