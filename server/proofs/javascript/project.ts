/** What is known of a JavaScript project: its runner, its packages, and how its tests are named, placed and written. */
import type { Host } from '../../base/host';
import { filesBelow, folderOf, foldersAbove, folderWith, joined, mostOf, stemOf, textsOf } from '../places';

export type Runner = 'vitest' | 'jest' | 'mocha' | 'node';

export interface Project {
  /** The folder of the nearest package.json. */
  readonly root: string;
  readonly runner: Runner;
  readonly has: (name: string) => boolean;
  /** Of the nearest package.json, by their names. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Of the nearest package.json: files are ES modules. */
  readonly isModule: boolean;
  /** TypeScript compiles this folder, and no other; `to` is a folder of the project. */
  readonly compiled: { readonly from: string; readonly to: string | undefined } | undefined;
  readonly tests: readonly { readonly file: string; readonly text: string }[];
}

const TEST_FILE = /(?:^|\/)(?:[^/]+[._-](?:e2e-)?(?:test|spec)|(?:__tests__|tests?|spec)\/(?:[^/]+\/)*[^/]+)\.[cm]?[jt]sx?$/;
/** Files of tests that are no tests themselves. */
const BESIDE_TESTS =
  /(?:^|\/)(?:setup|teardown|helpers?|fixtures?|mocks?|utils?|support|factories|data|config|__mocks__)(?:[./-]|$)|\.d\.ts$/i;

export function readProject(host: Host, file: string): Project | string {
  const root = folderWith(host, file, ['package.json']);
  if (root === undefined) return 'there is no package.json above it';
  const packages = foldersAbove(joined(root, 'x')).flatMap((folder) => read(host, joined(folder, 'package.json')));
  const names = new Set(packages.flatMap((p) => Object.keys({ ...p.dependencies, ...p.devDependencies, ...p.peerDependencies })));
  const scripts = packages.flatMap((p) => Object.values(p.scripts ?? {})).join('\n');
  const files = filesBelow(host, root, (one) => TEST_FILE.test(one) && !BESIDE_TESTS.test(one.slice(root.length)));
  const ends = /\.[cm]?tsx?$/.test(file) ? /\.[cm]?[jt]sx?$/ : /\.[cm]?jsx?$/;
  return {
    root,
    runner: runnerOf(names, scripts, packages),
    has: (name) => names.has(name),
    scripts: packages[0]?.scripts ?? {},
    isModule: packages[0]?.type === 'module',
    compiled: compiledBy(host, root),
    tests: textsOf(
      host,
      files.filter((one) => ends.test(one)),
    ),
  };
}

interface Package {
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly jest?: unknown;
}

function read(host: Host, file: string): readonly Package[] {
  try {
    const parsed: unknown = JSON.parse(host.readText(file) ?? 'null');
    return typeof parsed === 'object' && parsed !== null ? [parsed as Package] : [];
  } catch {
    return [];
  }
}

/** What the scripts run counts before what is merely there. */
function runnerOf(names: ReadonlySet<string>, scripts: string, packages: readonly Package[]): Runner {
  for (const runner of ['vitest', 'jest', 'mocha'] as const) if (new RegExp(`\\b${runner}\\b`).test(scripts)) return runner;
  if (/\bnode\b[^\n]*--test\b/.test(scripts)) return 'node';
  if (packages.some((p) => p.jest !== undefined)) return 'jest';
  for (const runner of ['vitest', 'jest', 'mocha'] as const) if (names.has(runner)) return runner;
  return names.has('ts-jest') || names.has('react-scripts') ? 'jest' : 'node';
}

function compiledBy(host: Host, root: string): Project['compiled'] {
  const text = host.readText(joined(root, 'tsconfig.json')) ?? '';
  const from = /"rootDir"\s*:\s*"(?:\.\/)?([\w/-]+?)\/?"/.exec(text)?.[1] ?? /"include"\s*:\s*\[\s*"(?:\.\/)?([\w-]+)/.exec(text)?.[1];
  return from === undefined ? undefined : { from: joined(root, from), to: /"outDir"\s*:\s*"(?:\.\/)?([\w/-]+?)\/?"/.exec(text)?.[1] };
}

/** Beside the tests that there are, named as they are. */
export function testFile({ root, runner, tests, compiled }: Project, about: string, number: number): string {
  const base = stemOf(about) === 'index' ? (folderOf(about).split('/').pop() ?? 'index') : stemOf(about);
  const stem = `${base}.security${number === 1 ? '' : `-${number}`}`;
  const ending = /\.[^.]+$/.exec(about)?.[0].replace(/x$/, '') ?? '.js';
  const names = tests.map(({ file }) => file);
  const suffix = mostOf(names.map((name) => /([._-](?:e2e-)?(?:test|spec))\.[^.]+$/.exec(name)?.[1] ?? '')) ?? '.test';
  return joined(folderFor(root, names, about, compiled, runner), `${stem}${suffix}${ending}`);
}

const OF_REQUESTS = /(?:^|\/)(?:integration|e2e|api|http|routes?|endpoints?|controllers?)(?:\/|$)/i;

function folderFor(root: string, names: readonly string[], about: string, compiled: Project['compiled'], runner: Runner): string {
  const beside = folderOf(about);
  if (names.length === 0) {
    // Without a runner of its own, what is compiled is what can be run.
    const isCompiled = compiled !== undefined && /\.[cm]?tsx?$/.test(about) && (runner === 'node' || runner === 'mocha');
    return isCompiled ? beside : joined(root, 'test');
  }
  const folders = names.map(folderOf);
  const kind = mostOf(
    folders.map((f) =>
      /(?:^|\/)__tests__$/.test(f) && f !== joined(root, '__tests__') ? 'near' : isOfTests(f, root) ? 'apart' : 'beside',
    ),
  );
  if (kind === 'near') return joined(beside, '__tests__');
  if (kind === 'beside') return beside;
  const apart = folders.filter((f) => isOfTests(f, root));
  return mostOf(apart.filter((f) => OF_REQUESTS.test(f.slice(root.length)))) ?? mostOf(apart) ?? beside;
}

function isOfTests(folder: string, root: string): boolean {
  return /(?:^|\/)(?:__tests__|tests?|spec|specs)(?:\/|$)/.test(folder.slice(root.length));
}
