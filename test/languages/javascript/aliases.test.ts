/** Which file an import means by compiler options. */
import { strict as assert } from 'node:assert';
import type { Texts } from '../../harness/project';
import { files, resolveIn as resolve } from '../../harness/resolving';

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

describe('inherited compiler options', () => {
  it('come from several configurations, the last one first', () => {
    const texts: Texts = {
      ...files('src/a.ts', 'lib/a.ts', 'src/app.ts'),
      'one.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "x/*": ["src/*"] } } }',
      'two.json': '{ "compilerOptions": { "paths": { "x/*": ["lib/*"] } } }',
      'tsconfig.json': '{ "extends": ["./one", "./two.json"] }',
    };
    assert.equal(resolve(texts, 'src/app.ts', 'x/a'), 'lib/a.ts');
  });
  it('are relative to where they were written, or to the base of whoever asks', () => {
    const texts: Texts = {
      ...files('config/src/a.ts', 'web/src/a.ts', 'web/app.ts', 'shop/app.ts', 'shop/src/a.ts'),
      'config/base.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'config/leaf.json': '{ "compilerOptions": { "paths": { "@/*": ["${configDir}/src/*"] } } }',
      'web/tsconfig.json': '{ "extends": "../config/base.json", "compilerOptions": { "baseUrl": "." } }',
      'shop/tsconfig.json': '{ "extends": "../config/leaf" }',
      'tools/tsconfig.json': '{ "extends": "../config/base" }',
    };
    assert.equal(resolve(texts, 'web/app.ts', '@/a'), 'web/src/a.ts');
    assert.equal(resolve(texts, 'shop/app.ts', '@/a'), 'shop/src/a.ts');
    assert.equal(resolve(texts, 'tools/x.ts', '@/a'), 'config/src/a.ts');
  });
  it('come from a package of the workspace, and not from one of a registry', () => {
    const texts: Texts = {
      ...files('apps/web/src/a.ts', 'apps/api/src/a.ts', 'apps/old/src/a.ts'),
      'package.json': '{ "workspaces": ["apps/*", "config"] }',
      'config/package.json': '{ "name": "@shop/tsconfig", "tsconfig": "web.json" }',
      'config/web.json': '{ "compilerOptions": { "paths": { "@/*": ["${configDir}/src/*"] } } }',
      'apps/web/tsconfig.json': '{ "extends": "@shop/tsconfig/web.json" }',
      'apps/api/tsconfig.json': '{ "extends": "@shop/tsconfig" }',
      'apps/old/tsconfig.json': '{ "extends": "@tsconfig/node20/tsconfig.json" }',
      'node_modules/@tsconfig/node20/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["../../../apps/old/src/*"] } } }',
    };
    assert.equal(resolve(texts, 'apps/web/src/b.ts', '@/a'), 'apps/web/src/a.ts');
    assert.equal(resolve(texts, 'apps/api/src/b.ts', '@/a'), 'apps/api/src/a.ts');
    assert.equal(resolve(texts, 'apps/old/src/b.ts', '@/a'), undefined);
  });
  it('come to an end where configurations extend one another', () => {
    const texts: Texts = {
      ...files('a.ts', 'app.ts'),
      'tsconfig.json': '{ "extends": "./other.json", "references": [{ "path": "." }, { "path": "./other.json" }] }',
      'other.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": { "one": ["./a"] } } }',
    };
    assert.equal(resolve(texts, 'app.ts', 'one'), 'a.ts');
  });
});

describe('several configurations', () => {
  it('in one folder: the one that includes the file counts first', () => {
    const texts: Texts = {
      ...files('src/app.ts', 'src/a.ts', 'scripts/a.ts', 'scripts/build.ts'),
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.node.json" }, { "path": "./tsconfig.app.json" }] }',
      'tsconfig.node.json': '{ "compilerOptions": { "paths": { "@/*": ["./scripts/*"] } }, "include": ["scripts", "*.config.ts"] }',
      'tsconfig.app.json':
        '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } }, "include": ["src/**/*.ts"], "exclude": ["**/*.test.ts"] }',
    };
    assert.equal(resolve(texts, 'src/app.ts', '@/a'), 'src/a.ts');
    assert.equal(resolve(texts, 'scripts/build.ts', '@/a'), 'scripts/a.ts');
    assert.equal(resolve(texts, 'vite.config.ts', '@/a'), 'scripts/a.ts');
  });
  it('without a tsconfig.json the base is asked', () => {
    const texts: Texts = {
      ...files('libs/db/src/index.ts', 'apps/api/main.ts'),
      'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@acme/db": ["libs/db/src/index.ts"] } } }',
      'tsconfig.spec.json': '{ "compilerOptions": { "paths": { "@acme/db": ["./nowhere"] } } }',
    };
    assert.equal(resolve(texts, 'apps/api/main.ts', '@acme/db'), 'libs/db/src/index.ts');
  });
  it('one above another: only the nearest counts', () => {
    const texts: Texts = {
      ...files('a.ts', 'web/app.ts'),
      'tsconfig.json': '{ "compilerOptions": { "paths": { "a": ["./a"] } } }',
      'web/jsconfig.json': '{}',
    };
    assert.equal(resolve(texts, 'web/app.ts', 'a'), undefined);
    assert.equal(resolve(texts, 'app.ts', 'a'), 'a.ts');
  });
});

describe('other compiler options', () => {
  it('lay folders over one another', () => {
    const texts: Texts = {
      ...files('src/views/page.ts', 'generated/views/template.ts'),
      'tsconfig.json': '{ "compilerOptions": { "rootDirs": ["src", "./generated"] } }',
    };
    assert.equal(resolve(texts, 'src/views/page.ts', './template'), 'generated/views/template.ts');
    assert.equal(resolve(texts, 'src/views/page.ts', './other'), undefined);
  });
  it('name a folder of output, and the sources are meant', () => {
    const texts: Texts = {
      ...files('packages/db/src/index.ts', 'packages/log/src/index.ts', 'app.ts'),
      'packages/log/package.json': '{ "name": "log", "main": "./dist/index.js" }',
      'tsconfig.json':
        '{ "compilerOptions": { "baseUrl": ".", "paths": { "@db": ["packages/db/dist/index.js"], "@log": ["packages/log"], "@x/*": ["packages/*/src"] } } }',
    };
    assert.equal(resolve(texts, 'app.ts', '@log'), 'packages/log/src/index.ts');
    assert.equal(resolve(texts, 'app.ts', '@x/db'), 'packages/db/src/index.ts');
    assert.equal(resolve(texts, 'app.ts', '@db'), 'packages/db/src/index.ts');
    assert.equal(resolve(texts, 'app.ts', '@x/../../secret'), undefined);
  });
});
