/**
 * Which workspace file an import means. Relative ones start at the file's own package; absolute ones are looked for in the
 * folders that may be roots of packages: those above the file, the workspace's own, and `src` in each. Packages from a registry
 * are no file of ours.
 */
import type { Host, Listing } from '../../base/host';
import { ancestors, folderOf, inFolder } from '../paths';

/** Longer texts are no names of modules. */
const MAX_LENGTH = 500;
/** Other people's code: environments and what is installed in them. */
const FOREIGN = /(?:^|\/)(?:site-packages|dist-packages|node_modules|\.?venv|env|\.tox|\.nox|__pypackages__)(?:\/|$)/;

export function resolve(fromFile: string, moduleText: string, host: Host): string | undefined {
  if (moduleText === '' || moduleText.length > MAX_LENGTH) return undefined;
  const [module, part] = moduleText.split('\0');
  if (!/^\.*[\p{L}_][\p{L}\p{N}_.]*$|^\.+$/u.test(module)) return undefined;
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const names = module
    .slice(dots)
    .split('.')
    .filter((name) => name !== '');
  if (dots > 0) {
    let folder = folderOf(fromFile);
    for (let i = 1; i < dots; i++) {
      if (folder === '') return undefined;
      folder = folderOf(folder);
    }
    return part === undefined ? moduleAt(folder, names, host) : partAt(folder, names, part, host);
  }
  if (names.length === 0) return undefined;
  for (const root of roots(fromFile, names[0], host)) {
    const found = part === undefined ? moduleAt(root, names, host) : partAt(root, names, part, host);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Folders in which the first name of an absolute import may be found, the likeliest first. */
function* roots(fromFile: string, first: string, host: Host): Generator<string> {
  for (const folder of ancestors(folderOf(fromFile))) {
    const listing = host.list(folder);
    if (listing === undefined) continue;
    if (has(listing, first) && !isOwnPackage(folder, fromFile, first, listing)) yield folder;
    if (listing.folders.includes('src')) {
      const src = host.list(inFolder(folder, 'src'));
      if (src !== undefined && has(src, first)) yield inFolder(folder, 'src');
    }
  }
}

/**
 * A file inside a package does not see what lies in it by bare names: `import json` in `pkg/api.py` is not `pkg/json.py`, and
 * `from flask import` in `pkg/web/flask/views.py` is not `pkg/web/flask`.
 */
function isOwnPackage(folder: string, fromFile: string, first: string, listing: Listing): boolean {
  if (!listing.files.has('__init__.py') || (folder === '' && folderOf(fromFile) !== '')) return false;
  return STANDARD.has(first) || !START_HERE.some((name) => listing.files.has(name));
}

/** Files that are run from their folder see their neighbours; so do those of a project that begins there. */
const START_HERE = [
  'manage.py main.py app.py wsgi.py asgi.py server.py run.py cli.py __main__.py',
  'pyproject.toml setup.py setup.cfg requirements.txt Pipfile',
].flatMap((names) => names.split(' '));

const STANDARD: ReadonlySet<string> = new Set(
  `abc argparse array ast asyncio base64 calendar collections concurrent configparser contextlib copy csv ctypes dataclasses datetime
  decimal email enum errno functools glob gzip hashlib heapq hmac html http importlib inspect io itertools json logging math mimetypes
  multiprocessing numbers operator os pathlib pickle platform pprint queue random re secrets select shlex shutil signal site smtplib
  socket sqlite3 ssl stat string struct subprocess sys tarfile tempfile threading time token tokenize traceback types typing unittest
  urllib uuid warnings weakref xml zipfile zlib`.split(/\s+/),
);

function has(listing: Listing, name: string): boolean {
  return (
    listing.files.has(`${name}.py`) || listing.folders.includes(name) || listing.files.has(`${name}.pyi`) || listing.links.has(`${name}.py`)
  );
}

/** The file of a module below a folder: `a/b.py` or `a/b/__init__.py`; a folder without the latter has no file of its own. */
function moduleAt(root: string, names: readonly string[], host: Host): string | undefined {
  const folder = names.slice(0, -1).reduce(inFolder, root);
  const last = names.at(-1);
  if (last === undefined) return fileIn(root, '__init__', host);
  return fileIn(inFolder(folder, last), '__init__', host) ?? fileIn(folder, last, host);
}

/** The module `part` of a package; undefined where the package's own text gives that name another meaning is for others to say. */
function partAt(root: string, names: readonly string[], part: string, host: Host): string | undefined {
  return moduleAt(root, [...names, part], host);
}

function fileIn(folder: string, name: string, host: Host): string | undefined {
  if (FOREIGN.test(folder)) return undefined;
  const listing = host.list(folder);
  if (listing === undefined) return undefined;
  for (const file of [`${name}.py`, `${name}.pyi`]) {
    if (listing.files.has(file)) return inFolder(listing.folder, file);
    const target = listing.links.get(file);
    if (target !== undefined && /\.pyi?$/.test(target) && !FOREIGN.test(target)) return target;
  }
  return undefined;
}
