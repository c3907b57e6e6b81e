/** What is known of a Python project: its runner, its fixtures, and how its tests are named and placed. */
import type { Host } from '../../base/host';
import { filesBelow, folderOf, foldersAbove, folderWith, joined, mostOf, stemOf, textsOf } from '../places';

export interface Project {
  readonly root: string;
  readonly isUnittest: boolean;
  /** Of all that say what is installed. */
  readonly asks: string;
  readonly tests: readonly { readonly file: string; readonly text: string }[];
  /** Names of fixtures that tests may ask for, with their code. */
  readonly fixtures: ReadonlyMap<string, string>;
}

const BUILD_FILES = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg', 'Pipfile', 'manage.py'];
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|tests)\.py$/;

export function readProject(host: Host, file: string): Project {
  const root = folderWith(host, file, BUILD_FILES) ?? '';
  const below = filesBelow(host, root, (one) => TEST_FILE.test(one) || /(?:^|\/)conftest\.py$/.test(one));
  const texts = textsOf(host, below);
  const tests = texts.filter(({ file: one }) => TEST_FILE.test(one));
  const asks = [
    ...foldersAbove(joined(root, 'x')).flatMap((folder) => BUILD_FILES.map((name) => joined(folder, name))),
    ...requirementFiles(host, root),
  ]
    .map((name) => host.readText(name) ?? '')
    .join('\n');
  const isPytest = /\bpytest\b/.test(asks) || texts.some(({ text }) => /\bimport pytest\b|^def test_/m.test(text));
  return {
    root,
    asks,
    tests,
    isUnittest: !isPytest && tests.some(({ text }) => /\bTestCase\b/.test(text)),
    fixtures: new Map(texts.filter(({ file: one }) => one.endsWith('conftest.py')).flatMap(({ text }) => fixturesIn(text))),
  };
}

function requirementFiles(host: Host, root: string): readonly string[] {
  const names = [...(host.list(root)?.files ?? [])].filter((name) => /requirements.*\.txt$/.test(name)).map((name) => joined(root, name));
  const folder = joined(root, 'requirements');
  return [...names, ...[...(host.list(folder)?.files ?? [])].map((name) => joined(folder, name))].sort();
}

function fixturesIn(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/^@(?:pytest\.|pytest_asyncio\.)?fixture\b[^\n]*\n(?:[^\n]*\n){0,6}?(?:async )?def (\w+)\(/gm)].map((found) => {
    const end = text.slice(found.index + found[0].length).search(/\n(?=[^\s)])/);
    const name = /name\s*=\s*["'](\w+)["']/.exec(found[0])?.[1] ?? found[1];
    return [name, text.slice(found.index, end < 0 ? undefined : found.index + found[0].length + end)] as const;
  });
}

export function testFile({ root, tests }: Project, about: string, number: number): string {
  const base = /^(?:__init__|main|app|views|routes|urls|api|routers?|endpoints)$/.test(stemOf(about))
    ? nearest(about, root)
    : stemOf(about);
  const stem = `${base}_security${number === 1 ? '' : `_${number}`}`;
  const names = tests.map(({ file }) => file);
  const isBehind = names.length > 0 && names.every((name) => /_test\.py$/.test(name) && !/\/test_[^/]*$/.test(name));
  return joined(folderFor(root, names, about), isBehind ? `${stem}_test.py` : `test_${stem}.py`);
}

function nearest(about: string, root: string): string {
  const folder = folderOf(about).slice(root.length).split('/').pop() ?? '';
  return folder === '' || stemOf(about) === 'main' || stemOf(about) === 'app'
    ? stemOf(about) === '__init__'
      ? folder || 'app'
      : stemOf(about)
    : `${folder}_${stemOf(about)}`.replace('___init__', '');
}

const OF_REQUESTS = /(?:^|\/)(?:integration|e2e|api|http|routes|routers|endpoints|views|functional)(?:\/|$)/i;

function folderFor(root: string, names: readonly string[], about: string): string {
  if (names.length === 0) return joined(root, 'tests');
  // `tests.py` of one package is no place for tests of another.
  const folders = names.filter((name) => !/(?:^|\/)tests\.py$/.test(name)).map(folderOf);
  if (folders.length === 0) return folderOf(about);
  return mostOf(folders.filter((f) => OF_REQUESTS.test(f.slice(root.length)))) ?? mostOf(folders) ?? joined(root, 'tests');
}

/** `clinic.routers.accounts`: from where packages begin, or from the folder of the build files. */
export function moduleOf(host: Host, file: string, root: string): string {
  let top = folderOf(file);
  const isPackage = (folder: string): boolean => host.exists(joined(folder, '__init__.py'));
  if (isPackage(top)) {
    while (top !== '' && isPackage(top)) top = folderOf(top);
  } else top = root;
  const from = top === '' ? '' : `${top}/`;
  const own = file.startsWith(from) ? file.slice(from.length) : file;
  return own
    .replace(/\.py$/, '')
    .replace(/^src\//, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}
