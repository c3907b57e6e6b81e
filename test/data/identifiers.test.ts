/** How well identifiers of real schemas are told apart: the shares that Gatehouse promises, measured on a list written beforehand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { nameOracle } from '../harness/data';

const LABELLED = readFileSync('test/data/identifiers.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, owner, name, type] = /^(\w+)\.(\S+) (\S+)$/.exec(line) ?? [];
    return { about: `${owner}.${name}`, owner, name, type };
  });

describe('labelled identifiers of real schemas', () => {
  it('are three hundred or more, half of them harmless', () => {
    assert.ok(LABELLED.every(({ type }) => type !== undefined));
    assert.ok(LABELLED.length >= 300);
    const harmless = LABELLED.filter(({ type }) => type === '-').length;
    assert.ok(harmless >= LABELLED.length * 0.45, `${harmless} of ${LABELLED.length}`);
  });

  it('are told apart: 95 % of what is named is right, and 90 % of what is there is named', () => {
    const wrong: string[] = [];
    let named = 0;
    let right = 0;
    for (const { about, owner, name, type } of LABELLED) {
      const told = nameOracle.dataType(name, owner);
      // A bare token is judged by what else is there.
      const found = told === undefined || told === 'unclear-token' ? '-' : told;
      if (found !== '-') named++;
      if (found === type && type !== '-') right++;
      if (found !== type) wrong.push(`${about}: ${found}, should be ${type}`);
    }
    const there = LABELLED.filter(({ type }) => type !== '-').length;
    console.log(`      ${right} of ${named} named are right, of ${there} that are there`);
    assert.ok(right >= named * 0.95, wrong.join('\n'));
    assert.ok(right >= there * 0.9, wrong.join('\n'));
  });
});
