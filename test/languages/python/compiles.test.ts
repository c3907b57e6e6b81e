/** The Python of the rules' pages compiles, what their fixes write above all; where there is no Python, that is said. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { offeredPairs, pagesBelow, readPage } from '../../harness/pageTests';

const COMPILE = `
import json, sys
for name, text in json.load(sys.stdin):
    try:
        compile(text, name, "exec")
    except SyntaxError as error:
        print(f"{name}:{error.lineno}: {error.msg}")
`;

describe('Python on pages', () => {
  it('compiles, and does so with every fix that is offered', async function () {
    this.timeout(120_000);
    const pages = [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage);
    const texts = pages.flatMap((page) =>
      page.cases.flatMap((c) =>
        c.files.filter((f) => f.file.endsWith('.py')).map((f) => [`${page.path} ${c.section}, ${c.name}: ${f.file}`, f.text]),
      ),
    );
    const fixed = await offeredPairs('.py');
    texts.push(...fixed.flatMap(({ name, after }) => Object.entries(after).map(([file, text]) => [`${name}: ${file}`, text])));
    assert.ok(texts.length > 0);
    const { status, stdout, error } = spawnSync('python3', ['-c', COMPILE], { input: JSON.stringify(texts), encoding: 'utf8' });
    if (error) console.log('      There is no python3 here: nothing was compiled.');
    else assert.deepEqual([status, stdout], [0, '']);
  });
});
