/** The two TextMate grammars: their patterns use what JavaScript's regular expressions have too, so they are tried on real lines. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Pattern {
  readonly match?: string;
  readonly name?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name?: string }>>;
  readonly include?: string;
}
interface Grammar {
  readonly scopeName: string;
  readonly patterns: readonly Pattern[];
  readonly repository: Readonly<Record<string, Pattern>>;
}

/** Suites are built into `dist/test/<room>`. */
const ROOT = process.cwd();

function load(file: string): Grammar {
  return JSON.parse(readFileSync(path.join(ROOT, 'syntaxes', file), 'utf8'));
}

/** Texts with the last word of their scope, in order: `ignore`, `rule` … */
function captures(grammar: Grammar, rule: string, line: string): string[] {
  const pattern = grammar.repository[rule];
  const match = new RegExp(pattern.match ?? '', 'u').exec(line);
  if (match === null) return [];
  return Object.entries(pattern.captures ?? {}).flatMap(([group, { name }]) => {
    const text = match[Number(group)];
    return text === undefined ? [] : [`${text} ${name?.split('.').at(-2) ?? 'list'}`];
  });
}

describe('grammars', () => {
  it('are contributed, with names that agree', () => {
    const { contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    for (const { path: file, scopeName } of contributes.grammars) {
      assert.equal(load(path.basename(file)).scopeName, scopeName);
    }
  });

  it('include only rules they have', () => {
    for (const file of ['gatehouse-ignore.injection.json', 'gatehouse-ir.tmLanguage.json']) {
      const grammar = load(file);
      for (const { include } of grammar.patterns) assert.ok(include !== undefined && grammar.repository[include.slice(1)], include);
    }
  });

  it('highlight an ignore comment that counts, part by part', () => {
    const grammar = load('gatehouse-ignore.injection.json');
    const tell = (line: string) => captures(grammar, 'ignore', line);
    assert.deepEqual(tell('// gatehouse-ignore injection-sql: the id is a number'), [
      'gatehouse-ignore ignore',
      'injection-sql list',
      ': separator',
      'the id is a number reason',
    ]);
    assert.deepEqual(tell('/* gatehouse-ignore injection-sql, data-in-logs until 2027-01-31: see the ticket */'), [
      'gatehouse-ignore ignore',
      'injection-sql, data-in-logs list',
      'until until',
      '2027-01-31 date',
      ': separator',
      'see the ticket reason',
    ]);
    assert.equal(tell('# gatehouse-ignore crypto-weak-hash: a checksum, not a secret').length, 4);
    assert.equal(tell('//gatehouse-ignore crypto-weak-hash: a checksum').length, 4);
    assert.equal(tell('{/* gatehouse-ignore injection-xss-response: static */}').at(-1), 'static reason');
  });

  it('leave an ignore alone that does not count', () => {
    const grammar = load('gatehouse-ignore.injection.json');
    const not = [
      '// gatehouse-ignore: everything',
      '// gatehouse-ignore injection-sql',
      '// gatehouse-ignore injection-sql:',
      '/* gatehouse-ignore injection-sql: */',
      '// gatehouse-ignores injection-sql: no',
      '// not-gatehouse-ignore injection-sql: no',
      '// gatehouse-ignore injection-sql until soon: no',
    ];
    for (const line of not) assert.deepEqual(captures(grammar, 'ignore', line), [], line);
  });

  it('know every line of the IR’s text form', () => {
    const grammar = load('gatehouse-ir.tmLanguage.json');
    const readme = readFileSync(path.join(ROOT, 'server/ir/README.md'), 'utf8');
    const sample = /```ir\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const lines = sample.split('\n').filter((line) => line.trim() !== '');
    assert.ok(lines.length > 20);
    const first = ['head', 'function', 'class', 'member', 'block', 'declaration', 'terminator', 'instruction', 'store'];
    for (const line of lines) {
      const matched = first.filter((rule) =>
        new RegExp(`^(?:\\s*)(?:${grammar.repository[rule].match?.replace(/^\^(\\s\+)?/, '')})`, 'u').test(line),
      );
      assert.ok(matched.length > 0, line);
    }
    assert.deepEqual(captures(grammar, 'instruction', '  %2 = field %1 id   @120..132'), [
      '%2 definition',
      '= assignment',
      'field instruction',
    ]);
    assert.deepEqual(captures(grammar, 'block', 'b0 catch b2'), ['b0 label', 'catch control', 'b2 label']);
  });

  it('know every instruction there is', () => {
    const grammar = load('gatehouse-ir.tmLanguage.json');
    const printer = readFileSync(path.join(ROOT, 'server/ir/types.ts'), 'utf8');
    const ops = [...printer.matchAll(/readonly op: '(\w+)'/g)].map((match) => match[1]);
    assert.ok(ops.length > 25);
    const known = ['instruction', 'store', 'terminator'].map((rule) => grammar.repository[rule].match).join();
    for (const op of ops) assert.match(known, new RegExp(`[(|]${op}[)|]`), op);
  });
});
