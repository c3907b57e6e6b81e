/** The source file that a path with, without or with another extension means. */
import type { Host, Listing } from '../../base/host';
import { folderOf, inFolder, nameOf } from '../paths';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What an extension written in an import may stand for. https://www.typescriptlang.org/docs/handbook/modules/reference.html#file-extension-substitution */
const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** Where an output lies beside its source: `source` takes the source, `written` the file that is named. */
export type Order = 'source' | 'written';

export function plainFile(base: string, host: Host, order: Order): string | undefined {
  const name = nameOf(base);
  const listing = name === '' ? undefined : host.list(folderOf(base));
  if (!listing) return undefined;
  const extension = extensionOf(name);
  if (EXTENSIONS.includes(extension)) {
    const stem = name.slice(0, -extension.length);
    const swaps = (SWAPS[extension] ?? []).map((swap) => stem + swap);
    // `./a.js` of a file `a.jsx` is what bundlers understand.
    const names = [...(order === 'source' ? [...swaps, name] : [name, ...swaps]), ...(extension === '.js' ? [`${stem}.jsx`] : [])];
    const found = firstOf(listing, names);
    if (found !== undefined) return found;
  }
  return firstOf(
    listing,
    EXTENSIONS.map((end) => name + end),
  );
}

/** A folder's `index`. */
export function indexFile(folder: string, host: Host): string | undefined {
  const listing = host.list(folder);
  return (
    listing &&
    firstOf(
      listing,
      EXTENSIONS.map((end) => `index${end}`),
    )
  );
}

function firstOf(listing: Listing, names: readonly string[]): string | undefined {
  for (const name of names) {
    const file = listing.files.has(name) ? inFolder(listing.folder, name) : listing.links.get(name);
    if (file !== undefined && isSource(file)) return file;
  }
  return undefined;
}

/** Declarations say nothing about what is done, and what lies in node_modules is other people's. */
function isSource(file: string): boolean {
  return EXTENSIONS.includes(extensionOf(file)) && !/\.d\.([^./]+\.)?[mc]?ts$/.test(file) && !/(^|\/)node_modules\//.test(file);
}

export function isTypeScript(file: string): boolean {
  return /\.[mc]?tsx?$/.test(file);
}

function extensionOf(file: string): string {
  const dot = file.lastIndexOf('.');
  return dot > file.lastIndexOf('/') ? file.slice(dot) : '';
}
