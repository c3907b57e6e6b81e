/** The Java of the rules' pages is Java, what their fixes write above all; where there is no compiler, that is said. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pagesBelow, readPage } from '../../harness/pageTests';

/** What javac says of text that it cannot read, whatever libraries are missing. */
const SYNTAX = /error: (?:.*expected|illegal|unclosed|not a statement|class, interface|reached end|invalid|orphaned|else without)/;

describe('Java on pages', () => {
  it('is read by the compiler', () => {
    const pages = [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage);
    const texts = pages.flatMap((page) => page.cases.flatMap((c) => c.files.filter((f) => f.file.endsWith('.java'))));
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-javac-'));
    try {
      const files = texts.map(({ file, text }, i) => {
        const name = path.join(folder, String(i), path.basename(file));
        mkdirSync(path.dirname(name), { recursive: true });
        writeFileSync(name, text);
        return name;
      });
      const { stderr, error } = spawnSync('javac', ['-proc:none', '-Xmaxerrs', '10000', '-d', folder, ...files], { encoding: 'utf8' });
      if (error) console.log('      There is no javac here: nothing was compiled.');
      else
        assert.deepEqual(
          stderr.split('\n').filter((line) => SYNTAX.test(line)),
          [],
        );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
