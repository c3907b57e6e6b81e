/** The code that is measured: generated, and real: packages that lie in node_modules, and this project's own sources. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedProject } from './generated';
import type { Texts } from './product';

/** Written by hand, or compiled without packing several files into one. */
const FEW_PACKAGES: readonly string[] = ['commander/lib', 'mocha/lib', 'semver', 'vscode-jsonrpc/lib'];
const PACKAGES: readonly string[] = [
  ...FEW_PACKAGES,
  '@vscode/vsce/out',
  'azure-devops-node-api',
  'cheerio/dist/commonjs',
  'js-yaml/lib',
  'lodash',
  'markdown-it/lib',
  'parse5/dist/cjs',
  'undici/lib',
  'vscode-languageclient/lib',
  'vscode-languageserver-protocol/lib',
];

export const SEED = 20_260_101;

/** Small programs of this project, one or more for each language, repeated: `word` is what copies are told apart by. */
const PROGRAMS = {
  'the shop, TypeScript': { folder: 'shop', word: '', ending: /\.[jt]s$/ },
  'the clinic, Python': { folder: 'clinic-api', word: 'clinic', ending: /\.py$/ },
  'the bank, Java': { folder: 'bank', word: 'harbourbank', ending: /\.java$/ },
  'the booking service, Go': { folder: 'booking', word: 'booking', ending: /\.go$|go\.mod$/ },
};

/** `lines` is for the generated one and for the small programs; with few of them the real ones are cut down, too. */
export function corpora(lines: number): Readonly<Record<string, Texts>> {
  const isSmall = lines < 40_000;
  const packages = isSmall ? FEW_PACKAGES : PACKAGES;
  const own = isSmall ? ['server/syntax', 'server/languages'] : ['client', 'server', 'test/harness'];
  return {
    'generated TypeScript': generatedProject(lines, SEED),
    'packages, JavaScript': new Map(packages.flatMap((name) => filesBelow(`node_modules/${name}`, /\.[cm]?js$/))),
    'own sources, TypeScript': new Map(own.flatMap((folder) => filesBelow(folder, /\.ts$/))),
    ...Object.fromEntries(
      Object.entries(PROGRAMS).map(([name, { folder, word, ending }]) => [
        name,
        repeated(`test/workspaces/${folder}`, word, ending, Math.min(lines / 2, 20_000)),
      ]),
    ),
  };
}

/**
 * As many lines of the packages as asked for, again and again under other names, with a line of its own in every function: nothing
 * that is kept of one copy is of use for the next.
 */
export function repeatedPackages(lines: number): Texts {
  const all = PACKAGES.flatMap((name) => filesBelow(`node_modules/${name}`, /\.[cm]?js$/));
  const out = new Map<string, string>();
  for (let copy = 0, written = 0; written < lines; copy++) {
    for (const [file, text] of all) {
      let marks = 0;
      const changed = text.replace(FUNCTION_BEGINS, (begin) => `${begin}\n  const mark${copy}x${marks++} = ${copy};`);
      written += changed.split('\n').length;
      out.set(`copy${copy}/${file.replace('node_modules/', '')}`, changed);
      if (written >= lines) break;
    }
  }
  return out;
}
/** As many lines of a folder as asked for; each copy is a program of its own. */
function repeated(folder: string, word: string, ending: RegExp, lines: number): Texts {
  const all = filesBelow(folder, ending);
  const out = new Map<string, string>();
  for (let copy = 0, written = 0; written < lines && all.length > 0; copy++) {
    const own = (text: string): string => (word === '' ? text : text.replaceAll(word, `${word}${copy}`));
    for (const [file, text] of all) {
      out.set(`copy${copy}/${own(file.slice(folder.length + 1))}`, own(text));
      written += text.split('\n').length;
    }
  }
  return out;
}

/** The end of a line on which a function with a body begins. */
const FUNCTION_BEGINS = /^.*(?:\bfunction\b[^{}]*|=> |^ +(?!if\b|for\b|while\b|switch\b|catch\b|with\b)[\w$]+\([^(){}]*\) )\{$/gm;

/** Files of a package that is missing are left out: the lists of packages change. */
function filesBelow(folder: string, ending: RegExp): [string, string][] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true }).map(String);
  } catch {
    return [];
  }
  return entries
    .map((entry) => path.posix.join(folder, entry.replaceAll('\\', '/')))
    .filter((file) => ending.test(file) && !/\.d\.[cm]?ts$|\.min\.js$|(?:^|\/)node_modules\/.*\/node_modules\//.test(file))
    .sort()
    .map((file) => [file, readFileSync(file, 'utf8')]);
}

/** For programs that read from the disk. `node_modules` is renamed, since a scan leaves it out. */
export function write(texts: Texts, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of texts) {
    const target = path.join(folder, file.replaceAll('node_modules/', 'packages/'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
