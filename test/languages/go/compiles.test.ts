/** The Go of the rules' pages is in form for the language's own parser; where there is no Go, that is said. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { pagesBelow, readPage } from '../../harness/pageTests';

describe('Go on pages', () => {
  it('parses', () => {
    const pages = [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage);
    const texts = pages.flatMap((page) =>
      page.cases.flatMap((c) =>
        c.files.filter((f) => f.file.endsWith('.go')).map((f) => ({ name: `${page.path} ${c.name}: ${f.file}`, text: f.text })),
      ),
    );
    assert.ok(texts.length > 0);
    for (const { name, text } of texts) {
      const { status, stderr, error } = spawnSync('gofmt', ['-e'], { input: text, encoding: 'utf8' });
      if (error) {
        console.log('      There is no gofmt here: nothing was parsed.');
        return;
      }
      assert.equal(status, 0, `${name}: ${stderr}`);
    }
  });
});
