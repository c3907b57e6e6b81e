/** What becomes of findings when files, folders and configurations come, go and change on disk. */
import { strict as assert } from 'node:assert';
import type { Analyzer } from '../../server/analyzer/analyzer';
import { analyzerOver, findingsOf } from '../harness/project';
import { type Syntax, testSyntax } from '../harness/syntax';

const DB =
  "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const find = (id) => pool.query(`select * from users where id = ${id}`);\n";
const app = (from: string): string =>
  `import express from 'express';\nimport { find } from '${from}';\nexpress().get('/', (req, res) => find(req.query.id));\n`;

interface Change {
  readonly about: string;
  readonly from: string;
  readonly texts: Readonly<Record<string, string>>;
  /** New texts, and undefined for files that go. */
  readonly change: Readonly<Record<string, string | undefined>>;
  /** What the watcher says, if not the names of the files. */
  readonly told?: readonly string[];
}

const WORKSPACE = { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/x/package.json': '{ "name": "db" }' };

/** Each makes a flow appear; the other way round it goes again. */
const CHANGES: readonly Change[] = [
  { about: 'a file', from: './db', texts: {}, change: { 'db.js': DB } },
  { about: 'a folder with an index', from: './data', texts: {}, change: { 'data/index.js': DB } },
  { about: 'a file before another', from: './db', texts: { 'db.js': 'export const find = () => 1;' }, change: { 'db.ts': DB } },
  { about: 'a file before a folder', from: './db', texts: { 'db/index.js': 'export const find = () => 1;' }, change: { 'db.js': DB } },
  { about: 'a folder, told as a whole', from: './data/db', texts: {}, change: { 'data/db.js': DB, 'data/other.js': '' }, told: ['data'] },
  { about: 'a folder in a folder', from: './a/b/c/db', texts: {}, change: { 'a/b/c/db.js': DB }, told: ['a'] },
  {
    about: 'a package',
    from: 'db',
    texts: { 'package.json': '{ "workspaces": ["packages/*"] }' },
    change: { 'packages/x/package.json': '{ "name": "db" }', 'packages/x/index.js': DB },
  },
  {
    about: 'a package, its files first',
    from: 'db',
    texts: { 'package.json': '{ "workspaces": ["packages/*"] }' },
    change: { 'packages/x/index.js': DB, 'packages/x/package.json': '{ "name": "db" }' },
  },
  { about: 'the source of a package', from: 'db', texts: WORKSPACE, change: { 'packages/x/src/index.ts': DB } },
  {
    about: 'a workspace',
    from: 'db',
    texts: { 'packages/x/package.json': '{ "name": "db" }', 'packages/x/index.js': DB },
    change: { 'package.json': '{ "workspaces": ["packages/*"] }' },
  },
  {
    about: 'a workspace of pnpm',
    from: 'db',
    texts: { 'packages/x/package.json': '{ "name": "db" }', 'packages/x/index.js': DB },
    change: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
  },
  {
    about: 'the name of a package',
    from: 'db',
    texts: { ...WORKSPACE, 'packages/x/package.json': '{ "name": "old" }', 'packages/x/index.js': DB },
    change: { 'packages/x/package.json': '{ "name": "db" }' },
  },
  {
    about: 'what a package exports',
    from: 'db',
    texts: { ...WORKSPACE, 'packages/x/a.js': '', 'packages/x/b.js': DB },
    change: { 'packages/x/package.json': '{ "name": "db", "exports": "./b.js" }' },
  },
  {
    about: 'an alias',
    from: '@/db',
    texts: { 'src/db.js': DB },
    change: { 'jsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }' },
  },
  {
    about: 'an alias of a configuration that is extended',
    from: '@/db',
    texts: { 'src/db.js': DB, 'tsconfig.json': '{ "extends": "./config/shared.json" }' },
    change: { 'config/shared.json': '{ "compilerOptions": { "paths": { "@/*": ["../src/*"] } } }' },
  },
  {
    about: 'a nearer configuration',
    from: '@/db',
    texts: { 'src/db.js': DB, 'tsconfig.json': '{}' },
    change: { 'apps/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["../src/*"] } } }' },
  },
  {
    about: 'output made source',
    from: './lib',
    texts: { 'apps/lib/package.json': '{ "main": "dist/a.js" }' },
    change: { 'apps/lib/src/a.js': DB },
  },
];

describe('findings after changes on disk', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  for (const { about, from, texts, change, told } of CHANGES) {
    it(`follow ${about}`, async () => {
      const inApps = about === 'a nearer configuration' || about === 'output made source';
      const disk: Record<string, string> = { ...texts, [inApps ? 'apps/app.js' : 'app.js']: app(from) };
      const without = { ...disk };
      const analyzer = analyzerOver(syntax, disk, 'editor');
      assert.deepEqual(found(analyzer, disk), []);
      const names = told ?? Object.keys(change);
      for (let round = 0; round < 2; round++) {
        for (const [file, text] of Object.entries(change)) if (text !== undefined) disk[file] = text;
        for (const name of names) assert.equal(analyzer.changedOnDisk(name), true, name);
        assert.equal(found(analyzer, disk).length, 1, `round ${round}`);
        const scan = analyzerOver(syntax, disk);
        assert.deepEqual(
          found(analyzer, disk),
          (await findingsOf(scan, disk)).map((f) => f.fingerprint),
        );
        scan.dispose();
        for (const file of Object.keys(change)) {
          if (without[file] === undefined) delete disk[file];
          else disk[file] = without[file];
        }
        for (const name of names) analyzer.changedOnDisk(name);
        assert.deepEqual(found(analyzer, disk), [], `round ${round}, undone`);
      }
      analyzer.dispose();
    });
  }

  it('cost nothing where nobody looked', () => {
    const disk: Record<string, string> = { 'app.js': app('./db'), 'db.js': DB, 'tsconfig.json': '{}' };
    const analyzer = analyzerOver(syntax, disk, 'editor');
    found(analyzer, disk);
    for (const file of ['data.json', 'readme.md', 'assets', 'assets/logo.svg', 'node_modules/x/package.json', 'out/settings.json'])
      assert.equal(analyzer.changedOnDisk(file), false, file);
    assert.equal(analyzer.changedOnDisk('tsconfig.json'), true);
    analyzer.dispose();
  });
});

/** Twice: what a file says may depend on importers that are met for the first time. */
function found(analyzer: Analyzer, disk: Readonly<Record<string, string>>): string[] {
  const files = Object.keys(disk).filter((file) => /\.[jt]s$/.test(file));
  for (const file of files) analyzer.check(file);
  return files.flatMap((file) => analyzer.check(file).findings.map((f) => f.fingerprint));
}
