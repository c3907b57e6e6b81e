/** Which file an import means. */
import { strict as assert } from 'node:assert';
import { languageOf } from '../../harness/lowering';
import { memoryHost, type Texts } from '../../harness/project';

function resolve(texts: Texts, from: string, module: string): string | undefined {
  return languageOf(from)!.resolve(from, module, memoryHost(texts));
}
function files(...names: string[]): Texts {
  return Object.fromEntries(names.map((name) => [name, '']));
}

describe('imports by relative path', () => {
  it('finds a file by its extensions, sources before what is built', () => {
    const texts = files('src/a.ts', 'src/b.jsx', 'src/c.ts', 'src/c.js', 'lib/index.mjs', 'index.ts');
    assert.equal(resolve(texts, 'src/app.ts', './a'), 'src/a.ts');
    assert.equal(resolve(texts, 'src/app.ts', './b'), 'src/b.jsx');
    assert.equal(resolve(texts, 'src/app.ts', './c'), 'src/c.ts');
    assert.equal(resolve(texts, 'src/app.ts', './c.js'), 'src/c.js');
    assert.equal(resolve(texts, 'src/app.ts', '../lib'), 'lib/index.mjs');
    assert.equal(resolve(texts, 'src/app.ts', '../lib/'), 'lib/index.mjs');
    assert.equal(resolve(texts, 'src/app.ts', '..'), 'index.ts');
  });
  it('takes the extension of the output for that of the source', () => {
    const texts = files('a.ts', 'b.tsx', 'c.mts', 'd.cts');
    assert.equal(resolve(texts, 'app.ts', './a.js'), 'a.ts');
    assert.equal(resolve(texts, 'app.ts', './b.js'), 'b.tsx');
    assert.equal(resolve(texts, 'app.ts', './c.mjs'), 'c.mts');
    assert.equal(resolve(texts, 'app.ts', './d.cjs'), 'd.cts');
  });
  it('keeps a dot in a name apart from an extension', () => {
    assert.equal(resolve(files('user.service.ts'), 'app.ts', './user.service'), 'user.service.ts');
  });
  it('knows no declarations, no data and nothing outside the root', () => {
    const texts = files('types.d.ts', 'data.json', 'outside.ts');
    assert.equal(resolve(texts, 'app.ts', './types'), undefined);
    assert.equal(resolve(texts, 'app.ts', './data.json'), undefined);
    assert.equal(resolve(texts, 'app.ts', '../outside'), undefined);
    assert.equal(resolve(texts, 'a/app.ts', '../../outside'), undefined);
    assert.equal(resolve(texts, 'app.ts', '/outside'), undefined);
    assert.equal(resolve(texts, 'app.ts', ''), undefined);
  });
});

describe('imports by configuration', () => {
  const texts: Texts = {
    ...files('src/db/pool.ts', 'src/main.ts', 'shared/log.ts', 'web/src/App.tsx', 'web/src/ui/Button.tsx', 'web/main.ts', 'src/special.ts'),
    'tsconfig.base.json':
      '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], "log": ["./shared/log"], "@/special/*": ["nowhere/*", "src/*"] } } }',
    'tsconfig.json': '{ /* comment */ "extends": "./tsconfig.base", "compilerOptions": { "strict": true, }, }',
    'web/tsconfig.json': '{ "references": [{ "path": "./tsconfig.app.json" }] }',
    'web/tsconfig.app.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
  };
  it('follows paths, inherited ones too, the longest pattern first', () => {
    assert.equal(resolve(texts, 'src/main.ts', '@/db/pool'), 'src/db/pool.ts');
    assert.equal(resolve(texts, 'src/main.ts', 'log'), 'shared/log.ts');
    assert.equal(resolve(texts, 'src/main.ts', '@/special/special'), 'src/special.ts');
  });
  it('looks below baseUrl', () => assert.equal(resolve(texts, 'src/main.ts', 'src/db/pool.js'), 'src/db/pool.ts'));
  it('takes the nearest configuration and those it refers to', () => {
    assert.equal(resolve(texts, 'web/main.ts', '~/ui/Button'), 'web/src/ui/Button.tsx');
    assert.equal(resolve(texts, 'web/main.ts', '@/db/pool'), undefined);
  });
  it('is not led outside, in circles, or astray by a wrong file', () => {
    const hostile: Texts = {
      ...files('a.ts', 'secret.ts'),
      'x/tsconfig.json':
        '{ "extends": "./tsconfig.json", "compilerOptions": { "baseUrl": "../..", "paths": { "*": ["../../*"], "n": 5, "m": [7] } } }',
      'y/tsconfig.json': '[1, 2',
      'z/tsconfig.json': '{ "compilerOptions": "none", "extends": [4], "references": [null, { "path": 1 }] }',
    };
    for (const from of ['x/a.ts', 'y/a.ts', 'z/a.ts'])
      for (const name of ['a', 'n', 'm', '../..', 'secret']) assert.equal(resolve(hostile, from, name), undefined);
  });
});

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
