/** Whatever changes on disk, imports mean what they would mean to somebody who sees the disk for the first time. */
import { strict as assert } from 'node:assert';
import { type Random, random } from '../harness/random';
import { importsOver } from '../harness/resolving';

const RUNS = 60;
const STEPS = 8;

const FOLDERS = [
  '',
  'src',
  'src/db',
  'packages/a',
  'packages/a/src',
  'packages/b',
  'packages/b/lib',
  'apps/web',
  'dist',
  'node_modules/pg',
];
const SOURCES = ['index.ts', 'index.js', 'db.ts', 'db.js', 'db.d.ts', 'a.mts', 'a.cjs', 'src.ts', 'main.js'];
const NAMES =
  './db ../db . .. ./ ../src ./db.js ./a.mjs ../../packages/a @acme/a @acme/a/db @acme/a/src/db b b/lib/index.js pg #db ~/db src/db express fs ../../../x /etc/passwd'.split(
    ' ',
  );
const CONFIGURATIONS: Readonly<Record<string, readonly string[]>> = {
  'package.json': [
    '{ "workspaces": ["packages/*", "apps/*"] }',
    '{ "workspaces": ["**"], "imports": { "#db": "./src/db.js" } }',
    '{ "name": "@acme/a", "main": "dist/index.js" }',
    '{ "name": "@acme/a", "exports": { ".": "./src/index.ts", "./*": "./dist/*.js" } }',
    '{ "name": "b", "main": "lib/index.js", "dependencies": { "@acme/a": "file:../a" } }',
    '{ "name": "b", "exports": { "import": "./main.js" }, "imports": { "#db": "@acme/a" } }',
    '{ "name": ',
  ],
  'tsconfig.json': [
    '{ "compilerOptions": { "baseUrl": "." } }',
    '{ "compilerOptions": { "paths": { "~/*": ["./src/*", "./dist/*"], "*": ["./node_modules/*"] } } }',
    '{ "extends": "../tsconfig.json", "references": [{ "path": "../packages/a" }] }',
    '{ "compilerOptions": { "outDir": "dist", "rootDir": "src", "rootDirs": ["src", "lib"] } }',
    '[[[',
  ],
  'pnpm-workspace.yaml': ['packages:\n  - packages/*\n', 'packages: ["apps/*", "!packages/b"]\n'],
};

describe('imports after any changes on disk', () => {
  it(`mean what they mean at first sight (${RUNS} seeded runs)`, function () {
    this.timeout(120_000);
    let resolved = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const r = random(seed);
      const disk: Record<string, string> = {};
      for (let i = 0; i < 25; i++) change(r, disk);
      const imports = importsOver(disk);
      const importers = ['src/app.ts', 'packages/b/lib/x.js', 'apps/web/main.cjs', 'x.ts'];
      let before = meanings(imports, importers);
      for (let step = 0; step < STEPS; step++) {
        const about = `seed ${seed}, step ${step}`;
        const told = Array.from({ length: 1 + r.int(4) }, () => change(r, disk)).flat();
        const mattered = told.map((path) => imports.changedOnDisk(path));
        const changed = new Set(imports.takeChanged());
        const now = meanings(imports, importers);
        assert.deepEqual(now, meanings(importsOver(disk), importers), `${about} after ${told.join(', ')}`);
        const reversed = Object.fromEntries(Object.entries(disk).reverse());
        assert.deepEqual(now, meanings(importsOver(reversed), importers), about);
        for (const importer of importers) {
          const differs = JSON.stringify(now[importer]) !== JSON.stringify(before[importer]);
          assert.equal(changed.has(importer), differs, `${about}: ${importer} after ${told.join(', ')}`);
          if (differs) assert.ok(mattered.includes(true), about);
        }
        for (const target of Object.values(now).flatMap((of) => Object.values(of))) {
          if (target === null) continue;
          resolved++;
          assert.ok(
            Object.hasOwn(disk, target) && /(?<!\.d)\.[mc]?[jt]s$/.test(target) && !target.includes('node_modules'),
            `${about}: ${target}`,
          );
        }
        before = now;
      }
    }
    assert.ok(resolved > RUNS * STEPS, `only ${resolved} imports meant anything`);
  });
});

type Meanings = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

function meanings(imports: ReturnType<typeof importsOver>, importers: readonly string[]): Meanings {
  return Object.fromEntries(
    importers.map((importer) => [importer, Object.fromEntries(NAMES.map((name) => [name, imports.resolve(importer, name) ?? null]))]),
  );
}

/** A file or a folder comes, goes or changes; returns what a watcher says. */
function change(r: Random, disk: Record<string, string>): readonly string[] {
  const files = Object.keys(disk);
  const what = r.int(10);
  if (what < 3 && files.length > 0) {
    const file = files[r.int(files.length)];
    delete disk[file];
    return [file];
  }
  if (what === 3) {
    // A folder goes at once, and only its own name is said.
    const folder = FOLDERS[1 + r.int(FOLDERS.length - 1)];
    for (const file of files) if (file.startsWith(`${folder}/`)) delete disk[file];
    return [folder];
  }
  const folder = FOLDERS[r.int(FOLDERS.length)];
  const inside = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  if (what < 7) {
    const file = inside(SOURCES[r.int(SOURCES.length)]);
    disk[file] = '';
    return [file];
  }
  const names = Object.keys(CONFIGURATIONS);
  const name = names[r.int(names.length)];
  const kinds = CONFIGURATIONS[name];
  disk[inside(name)] = kinds[r.int(kinds.length)];
  return [inside(name)];
}
