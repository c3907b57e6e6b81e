/** Policy, ignores, baselines and fingerprints, for tests. */
import { LineIndex } from '../../server/base/lineIndex';
import type { Span } from '../../server/base/span';

export type { Finding } from '../../server/base/finding';
export { hash128, murmur128 } from '../../server/base/hash';
export { LineIndex } from '../../server/base/lineIndex';
export { CONTROL_KINDS } from '../../server/base/route';
export { printBaseline, readBaseline } from '../../server/policy/baseline';
export { isPublic, requirementsOf } from '../../server/policy/endpointPolicy';
export { withFingerprints } from '../../server/policy/fingerprint';
export { default as schema } from '../../server/policy/gatehouse.schema.json';
export { readIgnores } from '../../server/policy/ignores';
export { type Bench, IGNORE_RULE, judge } from '../../server/policy/judge';
export { nearest } from '../../server/policy/nearest';
export { pathRole } from '../../server/policy/pathRole';
export { describeProblems, excludedBy, NO_POLICY, readPolicy } from '../../server/policy/policy';

export { declarePublic, type PolicyEdit, requireControl } from '../../server/policy/writePolicy';

/** Comments of a text without strings that look like comments: enough for examples. */
export function commentsOf(text: string): Span[] {
  return [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n\r]*|(?<=^\s*)#[^\n\r]*|--[^\n\r]*|<!--[\s\S]*?-->/gm)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Span of the first `part` in the text. */
export function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`“${part}” is not in the text`);
  return { start, end: start + part.length };
}

export function linesOf(text: string): LineIndex {
  return new LineIndex(text);
}
