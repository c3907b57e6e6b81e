/** The house rules that a machine can check: which room may know which, and how files look. Exceptions are data with a reason. */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { exportsDefault, importsIn, type OwnImport, outsideIn, ownFiles, readOwn, relativeLinksIn, roomOf, treeOf } from './harness/house';
import { RULES } from './harness/project';
import { type Syntax, testSyntax } from './harness/syntax';

interface Room {
  /** Rooms it may import from. */
  readonly rooms: readonly string[];
  /** Rooms it may take types from. */
  readonly types?: readonly string[];
  /** Packages, by the beginning of what is imported. */
  readonly packages?: readonly string[];
}

/** Who may know whom. Rooms that are not yet built are listed, so that their first file already obeys. */
const ROOMS: Readonly<Record<string, Room>> = {
  base: { rooms: [] },
  ir: { rooms: ['base'] },
  syntax: { rooms: ['base'], packages: ['web-tree-sitter'] },
  languages: { rooms: ['base', 'ir', 'syntax'], packages: ['jsonc-parser'] },
  engine: { rooms: ['base', 'ir'] },
  models: { rooms: ['engine'] },
  data: { rooms: ['base'], types: ['engine'] },
  rules: { rooms: ['base', 'ir', 'engine', 'data'], types: ['syntax'] },
  deps: { rooms: ['base'] },
  policy: { rooms: ['base'], packages: ['jsonc-parser', 'minimatch'] },
  provenance: { rooms: ['base'] },
  proofs: { rooms: ['base'] },
  analyzer: { rooms: ['base', 'ir', 'syntax', 'languages', 'engine', 'models', 'data', 'rules', 'deps', 'policy', 'provenance'] },
  report: { rooms: ['base', 'rules'], packages: ['picocolors'] },
  host: { rooms: ['base'], packages: ['node:', 'fdir', 'ignore'] },
  lsp: {
    rooms: ['base', 'analyzer', 'report', 'host', 'policy', 'proofs'],
    packages: ['vscode-languageserver', 'node:path', 'node:url', 'node:console'],
  },
  cli: { rooms: ['base', 'analyzer', 'report', 'host', 'policy', 'proofs'], packages: ['commander', 'node:fs', 'node:path'] },
  mcp: { rooms: ['base', 'analyzer', 'report', 'host', 'policy'] },
  client: { rooms: [], packages: ['vscode', 'vscode-languageclient', 'node:child_process', 'node:readline'] },
  test: { rooms: [], packages: ['node:', 'mocha', 'playwright-core', 'vscode', 'vscode-languageserver', '@vscode/test-electron'] },
  bench: { rooms: ['base', 'analyzer', 'engine', 'host', 'languages', 'syntax'], packages: ['node:'] },
};

/** Files that may know more than their room: what, and why. */
const MAY_IMPORT: Readonly<Record<string, { readonly what: readonly string[]; readonly why: string }>> = {
  'server/cli/engine.ts': { what: ['syntax', 'languages', 'rules', 'package.json'], why: 'puts the parts together for the command line' },
  'server/cli/world.ts': { what: ['rules'], why: 'names the type of the rules that reports list' },
  'server/cli/main.ts': { what: ['package.json'], why: 'prints the version' },
  'server/lsp/initialize.ts': { what: ['package.json'], why: 'tells the editor the version' },
  'server/lsp/workspace.ts': { what: ['syntax', 'languages', 'rules'], why: 'puts the parts together for the editor' },
};

/** Rooms that are below the edges: they read nothing but what they are given. */
const BELOW = [
  'base',
  'ir',
  'syntax',
  'languages',
  'engine',
  'models',
  'data',
  'rules',
  'deps',
  'policy',
  'provenance',
  'proofs',
  'analyzer',
  'report',
];
const OUTSIDE = new Set(
  'process console fetch performance setTimeout setInterval setImmediate __dirname __filename require XMLHttpRequest'.split(' '),
);
const MAY_REACH_OUT: Readonly<Record<string, string>> = {
  'server/analyzer/theAnalyzer.ts': 'a long scan lets other work through now and then, by the clock',
  'server/analyzer/scan.ts': 'a long scan lets other work through now and then, by the clock',
};

/** Words that would tie the engine to one language or library. */
const FOREIGN =
  /\b(?:javascript|typescript|ecmascript|python|java|golang|csharp|php|ruby|kotlin|express|fastify|koa|hapi|nestjs|django|flask|fastapi|spring|mongo|mongodb|mongoose|mysql|mysql2|postgres|postgresql|sqlite|sequelize|typeorm|prisma|knex|redis|axios|lodash|jwt|jsonwebtoken|bcrypt|winston|pino|helmet|react|jquery|tree-sitter|npm|vscode)\b/i;
const MAY_NAME: Readonly<Record<string, string>> = {
  'server/engine/paths.ts': 'explains a path by an example',
  'server/engine/values.ts': 'explains a label by an example',
  'server/engine/model.ts': 'explains the language of models by examples',
  'server/engine/pathLanguage.ts': 'explains the path language by examples',
};

const MAX_LINES = 500;
/** Packages that no file imports, and what uses them. */
const USED_BY_TOOLS: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'the formatter and linter, run by the scripts',
  '@types/mocha': 'types for the tests',
  '@types/node': 'types for everything outside the analysis',
  '@types/vscode': 'types for the client',
  '@vscode/vsce': 'packs the extension, run by the scripts',
  mocha: 'runs the tests',
  typescript: 'checks types, run by the scripts',
};
const TOP_LEVEL = new Set(
  '.ci .github .gitattributes .gitignore .npmrc .vscode .vscodeignore CHANGELOG.md CONTRIBUTING.md LICENSE README.md bench biome.json client esbuild.mjs media package-lock.json package.json server syntaxes test tsconfig.json'.split(
    ' ',
  ),
);

const files = ownFiles();
const sources = files.filter((f) => f.endsWith('.ts') && !f.startsWith('test/workspaces/'));
const texts = files.filter((f) => /\.(?:ts|mjs|json|jsonc|md|yml|yaml|sh)$|^\.ci\/|^[^/]*$/.test(f) && !/\.(?:png|ico|vsix)$/.test(f));

describe('house', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('knows every room', () => {
    const unknown = new Set(sources.map(roomOf).filter((room) => room !== 'server' && room !== '' && !ROOMS[room]));
    assert.deepEqual([...unknown], []);
    assert.deepEqual(
      [...new Set(files.map((f) => f.split('/')[0]))].filter((name) => !TOP_LEVEL.has(name)),
      [],
    );
  });

  it('lets each room import only what it may know', () => {
    const wrong = sources.flatMap((file) => {
      const bad = importsIn(treeOf(syntax, file), file).filter((i) => !mayImport(file, i));
      return bad.map((i) => `${file} imports ${i.from}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('reaches outside only through the host', () => {
    const wrong = sources
      .filter((f) => BELOW.includes(roomOf(f)) && !MAY_REACH_OUT[f])
      .flatMap((file) => outsideIn(treeOf(syntax, file), OUTSIDE).map((name) => `${file} uses ${name}`));
    assert.deepEqual(wrong, []);
  });

  it('keeps languages and libraries out of engine and ir', () => {
    const wrong = linesOf(
      sources.filter((f) => /^server\/(?:engine|ir)\//.test(f) && !MAY_NAME[f]),
      FOREIGN,
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps files short', () => {
    const long = sources.map((f) => [f, readOwn(f).split('\n').length - 1] as const).filter(([, lines]) => lines > MAX_LINES);
    assert.deepEqual(long, []);
  });

  it('opens every file with a comment', () => {
    assert.deepEqual(
      [...sources, ...files.filter((f) => f.endsWith('.mjs'))].filter((f) => !/^(?:#![^\n]*\n)?\s*\/[/*]/.test(readOwn(f))),
      [],
    );
  });

  it('names files after what they hold', () => {
    const vague = sources.filter((f) => /(?:^|\/|[a-z])(?:utils?|helpers?|manager|service|common|misc)(?:\.|\/)/i.test(f));
    assert.deepEqual(vague, []);
    assert.deepEqual(
      linesOf(sources, /\bclass \w*(?:Manager|Helper|Service|Util)s?\b/).filter((line) => !line.startsWith('test/')),
      [],
    );
  });

  it('exports by name', () => {
    const wrong = sources.filter((f) => !f.endsWith('.d.ts') && !f.startsWith('test/') && exportsDefault(treeOf(syntax, f)));
    assert.deepEqual(wrong, []);
  });

  it('runs all tests', () => {
    const tests = sources.filter((f) => f.startsWith('test/'));
    assert.deepEqual(linesOf(tests, /\b(?:describe|it|suite|test|context)\.(?:only|skip)\b|^\s*x(?:it|describe)\(|\bthis\.skip\(/), []);
  });

  it('leaves no promise without an issue', () => {
    const marks = ['TO', 'FIX', 'XX'].map((start, i) => start + ['DO', 'ME', 'X'][i]);
    const pattern = new RegExp(`\\b(?:${marks.join('|')})\\b(?!\\s*\\(?#\\d)`);
    assert.deepEqual(
      linesOf(
        texts.filter((f) => /\.(?:ts|mjs|yml|sh)$/.test(f)),
        pattern,
      ),
      [],
    );
  });

  it('keeps generated files out of git', () => {
    const generated =
      /(?:^|\/)(?:dist|out|node_modules|coverage|\.cache|\.vscode-e2e|\.vscode-test)\/|\.(?:vsix|wasm|map|log|tsbuildinfo)$|\.min\.[cm]?js$/;
    assert.deepEqual(
      files.filter((f) => generated.test(f)),
      [],
    );
  });

  it('says nothing of the machine it was written on', () => {
    const folders = ['/wo|rk/(?:main|shared)', '/tm|p/gh', '/ho|me/\\w+/', '/Us|ers/\\w+/', '/ro|ot/'].map((f) => f.replace('|', ''));
    const machine = new RegExp(`(?<![\\w.])(?:${folders.join('|')})`);
    assert.deepEqual(linesOf(texts, machine), []);
  });

  it('links only to what is there', () => {
    const pages = files.filter((f) => /^(?:server\/.*|[^/]+)\.md$/.test(f));
    const links = pages.flatMap((page) => relativeLinksIn(readOwn(page)).map((to) => ({ page, to })));
    const known = new Set(files);
    const dead = links.filter(({ page, to }) => !known.has(path.posix.join(path.posix.dirname(page), to)));
    assert.deepEqual(dead, []);
    assert.ok(links.length > 50, 'links are found at all');
  });

  it('uses every package it asks for', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readOwn('package.json')) as Record<
      string,
      Record<string, string> | undefined
    >;
    const imported = new Set<string>();
    for (const file of [...sources, ...files.filter((f) => f.endsWith('.mjs'))]) {
      for (const { from } of importsIn(treeOf(syntax, file), file)) {
        imported.add(
          from
            .split('/')
            .slice(0, from.startsWith('@') ? 2 : 1)
            .join('/'),
        );
      }
    }
    const grammars = readOwn('esbuild.mjs');
    const unused = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !imported.has(name) && !USED_BY_TOOLS[name] && !grammars.includes(`'${name}/`),
    );
    assert.deepEqual(unused, []);
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    assert.deepEqual(loose, [], 'versions are exact');
  });

  it('has no exception that is not needed', () => {
    const listed = [...Object.keys(MAY_IMPORT), ...Object.keys(MAY_REACH_OUT), ...Object.keys(MAY_NAME)];
    assert.deepEqual(
      listed.filter((f) => !files.includes(f)),
      [],
    );
  });
});

describe('rules in the house', () => {
  const families = files.filter(
    (f) => /^server\/rules\/[^/]+\/[^/]+\.ts$/.test(f) && !/^server\/rules\/fixes\//.test(f) && path.posix.basename(f).includes('-'),
  );

  it('are named after their files, and their files after them', () => {
    assert.deepEqual(families.map((f) => path.posix.basename(f, '.ts')).sort(), RULES.map((r) => r.id).sort());
    for (const file of families) assert.ok(path.posix.basename(file).startsWith(`${path.posix.basename(path.posix.dirname(file))}-`), file);
    for (const { id } of RULES) assert.match(id, /^[a-z]+(?:-[a-z]+)+$/);
  });
  it('have a page beside them, and ship it', () => {
    for (const file of families) {
      const page = file.replace(/\.ts$/, '.md');
      assert.ok(files.includes(page), `${page} is missing`);
      assert.equal(RULES.find((r) => r.id === path.posix.basename(file, '.ts'))?.page, readOwn(page));
    }
  });
  it('have no page without a rule', () => {
    const pages = files.filter((f) => /^server\/rules\/[^/]+\/[^/]+\.md$/.test(f));
    assert.deepEqual(
      pages.filter((p) => !families.includes(p.replace(/\.md$/, '.ts'))),
      [],
    );
  });
});

function mayImport(file: string, { from, file: target, typeOnly }: OwnImport): boolean {
  const room = roomOf(file);
  const { rooms, types = [], packages = [] } = ROOMS[room] ?? { rooms: [] };
  const extra = MAY_IMPORT[file]?.what ?? [];
  if (target === undefined)
    return packages.some(
      (p) => from === p || from.startsWith(p.endsWith(':') ? p : `${p}/`) || (p === 'vscode-languageserver' && from.startsWith(p)),
    );
  if (target.startsWith('..')) return false;
  if (/\.[cm]?[jt]s$/.test(target)) return false;
  if (!target.includes('/')) return extra.includes(target);
  if (room === 'test') return typeOnly || roomOf(target) === 'test' || file.startsWith('test/harness/');
  if (room === 'client' && target === 'server/lsp/protocol') return true;
  // `../rules` is the index of a room.
  const to = target.startsWith('server/') ? target.split('/')[1] : roomOf(target);
  return to === room || rooms.includes(to) || extra.includes(to) || (typeOnly && types.includes(to));
}

/** `file:line: text` of every line that matches. */
function linesOf(of: readonly string[], pattern: RegExp): string[] {
  return of.flatMap((file) =>
    readOwn(file)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}
