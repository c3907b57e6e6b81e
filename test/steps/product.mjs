/** The steps that make the product: bundles, and the package an editor installs. */
import { PACKAGE, runNode, step, stopUnless } from './program.mjs';

/** Bundles the extension, the server and the command line, and all suites. */
export function build() {
  return step('Building', async () => stopUnless(await runNode('esbuild.mjs', '--tests'), 'The build failed.'));
}

export function pack() {
  return step(`Packing the extension into ${PACKAGE}`, async () =>
    stopUnless(await runNode('test/pack.mjs'), 'The extension could not be packed.'),
  );
}
