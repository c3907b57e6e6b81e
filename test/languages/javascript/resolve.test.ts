/** Which file an import means. */
import { strict as assert } from 'node:assert';
import type { Texts } from '../../harness/project';
import { files, resolveIn as resolve } from '../../harness/resolving';

describe('imports by relative path', () => {
  it('finds a file by its extensions, sources before what is built', () => {
    const texts = files('src/a.ts', 'src/b.jsx', 'src/c.ts', 'src/c.js', 'lib/index.mjs', 'index.ts');
    assert.equal(resolve(texts, 'src/app.ts', './a'), 'src/a.ts');
    assert.equal(resolve(texts, 'src/app.ts', './b'), 'src/b.jsx');
    assert.equal(resolve(texts, 'src/app.ts', './c'), 'src/c.ts');
    assert.equal(resolve(texts, 'src/app.ts', './c.js'), 'src/c.ts');
    assert.equal(resolve(texts, 'src/app.js', './c.js'), 'src/c.js');
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
  it('takes the output for the source only where no source lies beside it', () => {
    assert.equal(resolve(files('a.js', 'a.ts'), 'app.ts', './a'), 'a.ts');
    assert.equal(resolve(files('a.mjs', 'a.mts'), 'app.mts', './a.mjs'), 'a.mts');
    assert.equal(resolve(files('a.js', 'a.d.ts'), 'app.ts', './a'), 'a.js');
    assert.equal(resolve(files('a.d.mts', 'a.mjs'), 'app.mts', './a.mjs'), 'a.mjs');
    assert.equal(resolve(files('a.jsx'), 'app.js', './a.js'), 'a.jsx');
    assert.equal(resolve(files('a.ts'), 'app.ts', './a.ts'), 'a.ts');
    assert.equal(resolve(files('a.ts'), 'app.ts', './a.tsx'), undefined);
  });
  it('tells a folder from a file of the same name', () => {
    const texts = files('db.ts', 'db/index.ts', 'db/pool.ts', 'lib.js/index.js', 'src.ts', 'src/index.ts', 'src/a.ts');
    assert.equal(resolve(texts, 'app.ts', './db'), 'db.ts');
    assert.equal(resolve(texts, 'app.ts', './db/'), 'db/index.ts');
    assert.equal(resolve(texts, 'db/pool.ts', '.'), 'db/index.ts');
    assert.equal(resolve(texts, 'src/a.ts', './'), 'src/index.ts');
    assert.equal(resolve(texts, 'src/a.ts', '../src'), 'src.ts');
    assert.equal(resolve(texts, 'app.ts', './lib.js'), 'lib.js/index.js');
  });
  it('asks the manifest of a folder where it begins', () => {
    const texts: Texts = {
      ...files('db/lib/main.js', 'db/index.js', 'log/src/index.ts', 'old/index.js'),
      'db/package.json': '{ "main": "lib/main" }',
      'log/package.json': '{ "main": "dist/index.js" }',
      'old/package.json': '{ "main": "gone.js" }',
    };
    assert.equal(resolve(texts, 'app.ts', './db'), 'db/lib/main.js');
    assert.equal(resolve(texts, 'app.ts', './log'), 'log/src/index.ts');
    assert.equal(resolve(texts, 'app.ts', './old'), 'old/index.js');
  });
  it('writes names as they are written', () => {
    const texts = files('User.ts', 'user.ts', 'Order.ts');
    assert.equal(resolve(texts, 'app.ts', './User'), 'User.ts');
    assert.equal(resolve(texts, 'app.ts', './user'), 'user.ts');
    assert.equal(resolve(texts, 'app.ts', './order'), undefined);
  });
  it('knows what bundlers import beside code by no file', () => {
    const texts = files('logo.svg', 'style.css', 'worker.ts', 'data.json', 'App.vue', 'theme.css.ts');
    for (const name of ['./logo.svg', './style.css', './worker?worker', './data.json', './data', './App.vue'])
      assert.equal(resolve(texts, 'app.ts', name), undefined, name);
    assert.equal(resolve(texts, 'app.ts', './theme.css'), 'theme.css.ts');
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
    for (const name of [
      'file:outside',
      'C:\\outside',
      'https://x.example/outside.ts',
      'data:text/javascript,1',
      '.\\outside',
      './a\0b',
      `./${'a/'.repeat(5000)}b`,
    ])
      assert.equal(resolve(texts, 'app.ts', name), undefined, name);
  });
  it('leaves node_modules alone, however they are reached', () => {
    const texts: Texts = {
      ...files('node_modules/pg/index.js', 'src/app.ts'),
      'node_modules/pg/package.json': '{ "name": "pg" }',
      'package.json': '{ "workspaces": ["node_modules/*", "**"] }',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "*": ["./node_modules/*"] } } }',
    };
    for (const name of ['pg', '../node_modules/pg', '../node_modules/pg/index.js', 'pg/index'])
      assert.equal(resolve(texts, 'src/app.ts', name), undefined, name);
    assert.equal(resolve(texts, 'app.ts', ''), undefined);
  });
});
