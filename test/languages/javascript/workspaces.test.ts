/** Which file an import of a package of the same workspace means. */
import { strict as assert } from 'node:assert';
import type { Texts } from '../../harness/project';
import { files, resolveIn as resolve } from '../../harness/resolving';

describe('imports of packages in the workspace', () => {
  const texts: Texts = {
    ...files(
      'packages/db/src/index.ts',
      'packages/db/src/pool.ts',
      'packages/core/lib/main.js',
      'apps/web/server.ts',
      'tools/lint/index.js',
      'apps/web/src/env.ts',
    ),
    'package.json': '{ "name": "shop", "workspaces": ["packages/*", "tools/lint"] }',
    'packages/db/package.json':
      '{ "name": "@shop/db", "main": "dist/index.js", "exports": { ".": { "import": "./dist/index.js" }, "./*": "./dist/*.js" } }',
    'packages/core/package.json': '{ "name": "core", "main": "./lib/main.js" }',
    'tools/lint/package.json': '{ "name": "@shop/lint" }',
    'apps/web/package.json': '{ "name": "web", "imports": { "#env": "./src/env.js" } }',
  };
  it('finds them by name, built entries by their sources', () => {
    assert.equal(resolve(texts, 'apps/web/server.ts', '@shop/db'), 'packages/db/src/index.ts');
    assert.equal(resolve(texts, 'apps/web/server.ts', '@shop/db/pool'), 'packages/db/src/pool.ts');
    assert.equal(resolve(texts, 'apps/web/server.ts', 'core'), 'packages/core/lib/main.js');
    assert.equal(resolve(texts, 'apps/web/server.ts', '@shop/lint'), 'tools/lint/index.js');
  });
  it('knows a package by its own imports', () => assert.equal(resolve(texts, 'apps/web/server.ts', '#env'), 'apps/web/src/env.ts'));
  it('reads the list of pnpm', () => {
    const pnpm: Texts = {
      ...files('libs/auth/index.ts', 'app.ts'),
      'pnpm-workspace.yaml': "# all\npackages:\n  - 'libs/*'\n  - '!libs/old'\ncatalog:\n  - x\n",
      'libs/auth/package.json': '{ "name": "@acme/auth" }',
    };
    assert.equal(resolve(pnpm, 'app.ts', '@acme/auth'), 'libs/auth/index.ts');
  });
  it('leaves what comes from a registry, and broken manifests, alone', () => {
    assert.equal(resolve(texts, 'apps/web/server.ts', 'express'), undefined);
    assert.equal(resolve(texts, 'apps/web/server.ts', 'fs'), undefined);
    const broken: Texts = {
      ...files('app.ts'),
      'package.json': '{ "name": "x", "workspaces": [3, "*"], "exports": [[[[[[[["./a"]]]]]]]] }',
      'pnpm-workspace.yaml': ':',
    };
    assert.equal(resolve(broken, 'app.ts', 'x'), undefined);
    assert.equal(resolve(broken, 'app.ts', '@x/y'), undefined);
  });
});

/** A workspace of one package `db` in a folder of another name, and an app that imports it. */
function withPackage(manifest: string, ...names: string[]): Texts {
  return {
    ...files('apps/web/main.ts', ...names.map((name) => `packages/database/${name}`)),
    'package.json': '{ "workspaces": ["packages/*", "apps/*"] }',
    'packages/database/package.json': `{ "name": "@shop/db", ${manifest} }`,
  };
}
const meant = (texts: Texts, module = '@shop/db', from = 'apps/web/main.ts'): string | undefined =>
  resolve(texts, from, module)?.replace('packages/database/', '');

describe('where packages of a workspace lie', () => {
  const inFolder = (folder: string): Texts => ({ ...files(`${folder}/index.ts`), [`${folder}/package.json`]: '{ "name": "db" }' });
  const place = (texts: Texts): string | undefined => resolve({ ...texts, 'app.ts': '' }, 'app.ts', 'db');
  it('is told by npm and yarn, as a list or an object', () => {
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "workspaces": ["./libs/*/"] }' }), 'libs/x/index.ts');
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "workspaces": { "packages": ["libs/*"] } }' }), 'libs/x/index.ts');
    assert.equal(place({ ...inFolder('libs/a/b/x'), 'package.json': '{ "workspaces": ["libs/**"] }' }), 'libs/a/b/x/index.ts');
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "workspaces": ["{apps,libs}/*"] }' }), 'libs/x/index.ts');
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "workspaces": ["libs/*", "!libs/x"] }' }), undefined);
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "workspaces": ["../*", "lib?/*-y"] }' }), undefined);
  });
  it('is told by pnpm, as a block or in brackets', () => {
    for (const yaml of [
      'packages:\n  - "libs/*" # all\n',
      '# first\ncatalog:\n  x: 1\npackages:\n- libs/*\n- apps/*\n',
      "packages: ['apps/*', 'libs/**']\n",
      'packages: [\n  "libs/*", # these\n]\n',
      '"packages":\r\n  - libs/x\r\n',
    ])
      assert.equal(place({ ...inFolder('libs/x'), 'pnpm-workspace.yaml': yaml }), 'libs/x/index.ts', yaml);
    for (const yaml of [
      'packages:\n',
      'packages: &all\n  - *x\n',
      'other:\n  - libs/*\n',
      'packages:\n  - "libs/*"\n  - "!**/x"\n',
      ':::\u0000',
    ])
      assert.equal(place({ ...inFolder('libs/x'), 'pnpm-workspace.yaml': yaml }), undefined, yaml);
  });
  it('is told by lerna', () => {
    assert.equal(place({ ...inFolder('libs/x'), 'lerna.json': '{ "packages": ["libs/*"] }' }), 'libs/x/index.ts');
    assert.equal(place({ ...inFolder('packages/x'), 'lerna.json': '{ "version": "1.0.0" }' }), 'packages/x/index.ts');
  });
  it('is told by a dependency on a folder', () => {
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "dependencies": { "db": "file:./libs/x" } }' }), 'libs/x/index.ts');
    assert.equal(place({ ...inFolder('libs/x'), 'package.json': '{ "devDependencies": { "db": "link:libs/x" } }' }), 'libs/x/index.ts');
    for (const wanted of ['file:../x', 'file:/libs/x', '^1.0.0', 'file:x.tgz', 'workspace:*'])
      assert.equal(place({ ...inFolder('libs/x'), 'package.json': `{ "dependencies": { "db": "${wanted}" } }` }), undefined, wanted);
    const alias = { 'package.json': '{ "workspaces": ["libs/*"], "dependencies": { "store": "workspace:db@*" } }' };
    assert.equal(resolve({ ...inFolder('libs/x'), ...alias }, 'app.ts', 'store'), 'libs/x/index.ts');
  });
  it('does not depend on the order of files, and is one place', () => {
    const texts: Texts = { ...inFolder('libs/b'), ...inFolder('libs/a'), 'package.json': '{ "workspaces": ["libs/b", "libs/*"] }' };
    assert.equal(place(texts), 'libs/a/index.ts');
    assert.equal(place(Object.fromEntries(Object.entries(texts).reverse())), 'libs/a/index.ts');
  });
  it('is the package itself for its own files', () => {
    const texts = withPackage('"exports": { "./pool": "./pool.ts" }', 'pool.ts', 'test/a.ts');
    assert.equal(meant(texts, '@shop/db/pool', 'packages/database/test/a.ts'), 'pool.ts');
  });
});

describe('what a manifest exports', () => {
  it('goes by the conditions in force, in the order of the manifest', () => {
    const texts = withPackage(
      '"type": "module", "exports": { "types": "./a.d.ts", "browser": "./b.js", "node": { "import": "./n.js", "require": "./r.cjs" }, "default": "./d.js" }',
      ...['a.d.ts', 'b.js', 'n.js', 'r.cjs', 'd.js'],
    );
    assert.equal(meant(texts), 'n.js');
    assert.equal(meant(texts, '@shop/db', 'apps/web/old.cts'), 'r.cjs');
    assert.equal(meant(texts, '@shop/db', 'apps/web/old.js'), 'r.cjs');
    assert.equal(meant({ ...texts, 'apps/web/package.json': '{ "type": "module" }' }, '@shop/db', 'apps/web/new.js'), 'n.js');
    assert.equal(meant(withPackage('"exports": { "default": "./d.js", "import": "./n.js" }', 'n.js', 'd.js')), 'd.js');
    assert.equal(meant(withPackage('"exports": { "require": "./r.js" }', 'r.js')), 'r.js');
  });
  it('is nothing but what it names', () => {
    const texts = withPackage(
      '"exports": { ".": "./index.ts", "./*": "./src/*.ts", "./internal/*": null, "./*.js": "./src/*.ts" }',
      ...['index.ts', 'src/pool.ts', 'src/internal/key.ts', 'other/a.ts'],
    );
    assert.equal(meant(texts), 'index.ts');
    assert.equal(meant(texts, '@shop/db/pool'), 'src/pool.ts');
    assert.equal(meant(texts, '@shop/db/pool.js'), 'src/pool.ts');
    for (const path of ['internal/key', 'other/a', '../secret', 'src/../../x'])
      assert.equal(meant(texts, `@shop/db/${path}`), undefined, path);
    assert.equal(meant(withPackage('"exports": { "./a": "./a.ts" }', 'a.ts', 'index.ts')), undefined);
    assert.equal(meant(withPackage('"exports": "./a.ts"', 'a.ts', 'b.ts'), '@shop/db/b'), undefined);
    assert.equal(meant(withPackage('"exports": { ".": { "import": null, "default": "./a.ts" } }', 'a.ts')), undefined);
  });
  it('may be a list, of which the first that is there counts', () => {
    assert.equal(meant(withPackage('"exports": ["./gone.js", "./a.js"]', 'a.js')), 'a.js');
    assert.equal(meant(withPackage('"exports": { ".": [{ "worker": "./w.js" }, "./a.js"] }', 'a.js', 'w.js')), 'a.js');
  });
  it('never leads out of the package', () => {
    const texts = {
      ...withPackage('"exports": { ".": "../secret.ts", "./x": "/secret.ts", "./y/*": "./*" }', 'a.ts'),
      'packages/secret.ts': '',
    };
    for (const path of ['', '/x', '/y/../secret']) assert.equal(meant(texts, `@shop/db${path}`), undefined, path);
  });
  it('knows folders the old way', () => {
    assert.equal(meant(withPackage('"exports": { "./lib/": "./code/" }', 'code/a.js'), '@shop/db/lib/a.js'), 'code/a.js');
  });
  it('has names of its own for the package itself', () => {
    const texts: Texts = {
      ...withPackage('"exports": "./index.ts"', 'index.ts'),
      'apps/web/package.json':
        '{ "imports": { "#env": { "browser": "./b.ts", "default": "./env.ts" }, "#db": "@shop/db", "#lib/*": "./dist/lib/*.js", "#no": null } }',
      ...files('apps/web/env.ts', 'apps/web/b.ts', 'apps/web/src/lib/a.ts'),
    };
    assert.equal(meant(texts, '#env'), 'apps/web/env.ts');
    assert.equal(meant(texts, '#db'), 'index.ts');
    assert.equal(meant(texts, '#lib/a'), 'apps/web/src/lib/a.ts');
    assert.equal(meant(texts, '#no'), undefined);
    assert.equal(meant(texts, '#none'), undefined);
  });
});

describe('a package that is not built', () => {
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['output of the same shape', '"main": "dist/index.js"', ['src/index.ts'], 'src/index.ts'],
    ['several formats', '"main": "./dist/cjs/index.cjs", "module": "./dist/esm/index.mjs"', ['src/index.ts'], 'src/index.ts'],
    ['a bundle', '"main": "dist/db.cjs.js"', ['src/index.ts'], 'src/index.ts'],
    ['declarations', '"types": "./dist/pool.d.ts"', ['src/pool.ts'], 'src/pool.ts'],
    ['sources that are named', '"main": "dist/x.js", "source": "code/begin.ts"', ['code/begin.ts', 'src/index.ts'], 'code/begin.ts'],
    ['types that are sources', '"main": "dist/x.js", "types": "code/begin.ts"', ['code/begin.ts'], 'code/begin.ts'],
    [
      'a condition for sources',
      '"exports": { "@shop/source": "./code/a.ts", "default": "./dist/b.js" }',
      ['code/a.ts', 'src/b.ts'],
      'code/a.ts',
    ],
    ['types under a condition', '"exports": { "types": "./code/a.ts", "default": "./dist/a.js" }', ['code/a.ts'], 'code/a.ts'],
    [
      'a browser build beside',
      '"exports": { "browser": "./src/web.js", "default": "./dist/index.js" }',
      ['src/web.js', 'src/index.js'],
      'src/index.js',
    ],
    ['sources at the top', '"main": "lib/index.js"', ['index.ts'], 'index.ts'],
    ['sources in lib', '"main": "dist/index.js"', ['lib/index.ts'], 'lib/index.ts'],
    ['sources among the output', '"main": "dist/src/main.js"', ['src/main.ts'], 'src/main.ts'],
    ['the way to the package', '"main": "dist/packages/database/src/main.js"', ['src/main.ts'], 'src/main.ts'],
    ['a folder that is published', '"main": "index.js", "publishConfig": { "directory": "dist" }', ['src/index.ts'], 'src/index.ts'],
    ['what is only published', '"main": "src/a.ts", "publishConfig": { "main": "dist/b.js" }', ['src/a.ts', 'src/b.ts'], 'src/a.ts'],
    ['no word of it', '"version": "1.0.0"', ['src/index.ts'], 'src/index.ts'],
    ['written by hand', '"main": "lib/index.js"', ['lib/index.js', 'src/other.ts'], 'lib/index.js'],
    ['built all the same', '"main": "dist/index.js"', ['dist/index.js', 'src/index.ts'], 'src/index.ts'],
    ['compiled into lib', '"main": "lib/index.js"', ['lib/index.js', 'src/index.ts'], 'src/index.ts'],
    ['output and nothing else', '"main": "dist/index.js"', ['dist/index.js'], 'dist/index.js'],
  ];
  for (const [name, manifest, names, expected] of cases) {
    it(`is met by its sources: ${name}`, () => assert.equal(meant(withPackage(manifest, ...names)), expected));
  }
  it('is met by the folders its configuration names', () => {
    const texts: Texts = {
      ...withPackage(
        '"main": "./target/js/begin.js", "exports": { ".": "./target/js/begin.js", "./*": "./target/js/*.js" }',
        'code/begin.ts',
        'code/pool.ts',
      ),
      'packages/database/tsconfig.build.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "outDir": "target/js" } }',
      'packages/database/tsconfig.json': '{ "compilerOptions": { "rootDir": "code" } }',
    };
    assert.equal(meant(texts), 'code/begin.ts');
    assert.equal(meant(texts, '@shop/db/pool'), 'code/pool.ts');
  });
  it('is met from beside its output', () => {
    const texts = files('bin/run.js', 'src/cli.ts', 'dist/cli.js', 'dist/a.js', 'src/a.ts', 'build/own.js');
    assert.equal(resolve(texts, 'bin/run.js', '../dist/cli.js'), 'src/cli.ts');
    assert.equal(resolve(texts, 'bin/run.js', '../build/own'), 'build/own.js');
    assert.equal(resolve(texts, 'dist/cli.js', './a'), 'dist/a.js');
  });
  it('is met by what it exports, where only a build makes a file of that name', () => {
    const texts = withPackage(
      '"exports": { "./query": "./dist/query/all.legacy.js", "./none": "./dist/x.js" }',
      'src/query/index.ts',
      'src/index.ts',
    );
    assert.equal(meant(texts, '@shop/db/query'), 'src/query/index.ts');
    assert.equal(meant(texts, '@shop/db/none'), undefined);
    assert.equal(meant(texts, '@shop/db/src/query'), undefined);
  });
  it('is met below its name', () => {
    const texts = withPackage('"main": "dist/index.js"', 'src/index.ts', 'src/pool.ts', 'src/models/index.ts');
    assert.equal(meant(texts, '@shop/db/dist/pool'), 'src/pool.ts');
    assert.equal(meant(texts, '@shop/db/pool'), 'src/pool.ts');
    assert.equal(meant(texts, '@shop/db/src/models'), 'src/models/index.ts');
    assert.equal(meant(texts, '@shop/db/lib/models/index.js'), 'src/models/index.ts');
    assert.equal(meant(texts, '@shop/db/nowhere'), undefined);
    assert.equal(meant(texts, '@shop/db/package.json'), undefined);
  });
});

describe('hostile manifests', () => {
  it('end in nothing', () => {
    const deep = `${'['.repeat(200_000)}`;
    for (const manifest of [
      deep,
      `{ "name": "@shop/db", "exports": ${'{"default":'.repeat(50)}"./a.ts"${'}'.repeat(50)} }`,
      '{ "name": "@shop/db", "exports": { "./*": 5, ".": true } }',
      '{ "name": "@shop/db", "main": "../../../../etc/passwd", "exports": 7 }',
      '{ "name": "@shop/db", "main": "/etc/passwd", "module": "file:///etc/passwd", "types": "C:\\\\x" }',
      '{ "name": { "toString": 1 }, "workspaces": { "packages": 3 } }',
      '{ "name": "@shop/db", "main": ["a"], "__proto__": { "main": "a.ts" } }',
    ]) {
      const texts = { ...withPackage('"main": 1'), 'packages/database/package.json': manifest };
      assert.equal(meant(texts), undefined, manifest.slice(0, 100));
    }
  });
  it('with many patterns are looked at for a while', () => {
    const patterns = JSON.stringify(Array.from({ length: 5000 }, (_, i) => `${'{a,b}'.repeat(20)}/**/*/**/${i}*`));
    assert.equal(
      resolve({ ...files('a/b/c/index.ts', 'app.ts'), 'package.json': `{ "workspaces": ${patterns} }` }, 'app.ts', 'c'),
      undefined,
    );
  });
});
