/** The last word on the findings of one file: policy, ignore comments and baseline decide what is shown, and how severe it is. */
import { compareFindings, type Finding } from '../base/finding';
import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { Baseline } from './baseline';
import { withFingerprints } from './fingerprint';
import { type Ignore, mayHaveIgnores, readIgnores } from './ignores';
import { nearest } from './nearest';
import { excludedBy, type Policy } from './policy';

/** Id under which bad, unused and expired ignore comments are reported. */
export const IGNORE_RULE = 'ignore-comment';

export interface Bench {
  readonly policy: Policy;
  readonly baseline: Baseline | undefined;
  /** Ids of all rules there are. */
  readonly rules: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface Case {
  readonly file: string;
  readonly lines: LineIndex;
  /** Spans of all comments, in order; called only when the text mentions an ignore. */
  readonly comments: () => readonly Span[];
  /** False when rules did not run, or not to the end: then no ignore can be called unused. */
  readonly complete: boolean;
}

/** Takes raw findings of one file, fingerprints not yet set, and returns them in the one order, suppressed ones included. */
export function judge(bench: Bench, { file, lines, comments, complete }: Case, findings: readonly Finding[]): readonly Finding[] {
  const { ignores, problems } = mayHaveIgnores(lines.text) ? readIgnores(lines, comments()) : { ignores: [], problems: [] };
  const used = new Set<string>();
  const shown = findings.map((finding) => withIgnores(bench, ignores, lines, used, finding));
  for (const problem of problems) shown.push(complaint(file, problem.span, problem.message));
  ignores.forEach((ignore, index) => {
    shown.push(...complaints(bench, file, ignore, (rule) => complete && !used.has(`${index} ${rule}`)));
  });
  const excluded = excludedBy(bench.policy, file);
  return withFingerprints(lines, shown.sort(compareFindings)).map((finding) => withPolicy(bench, excluded, finding));
}

function withIgnores(bench: Bench, ignores: readonly Ignore[], lines: LineIndex, used: Set<string>, finding: Finding): Finding {
  if (ignores.length === 0) return finding;
  const line = lines.lineAt(finding.span.start);
  for (const [index, ignore] of ignores.entries()) {
    if (ignore.line !== line || !ignore.rules.includes(finding.rule)) continue;
    used.add(`${index} ${finding.rule}`);
    if (isExpired(bench, ignore)) continue;
    return { ...finding, suppressed: { by: 'comment', reason: ignore.reason } };
  }
  return finding;
}

function withPolicy(bench: Bench, excluded: string | undefined, finding: Finding): Finding {
  const setting = bench.policy.rules.get(finding.rule);
  const judged = setting === undefined || setting === 'off' ? finding : { ...finding, severity: setting };
  if (judged.suppressed !== undefined) return judged;
  if (setting === 'off') return { ...judged, suppressed: { by: 'policy', reason: `${finding.rule} is off in the policy` } };
  if (excluded !== undefined) return { ...judged, suppressed: { by: 'policy', reason: `the policy excludes ${excluded}` } };
  if (bench.baseline?.has(judged.fingerprint)) return { ...judged, suppressed: { by: 'baseline', reason: 'known in the baseline' } };
  return judged;
}

function complaints(bench: Bench, file: string, ignore: Ignore, isUnused: (rule: string) => boolean): Finding[] {
  const out: Finding[] = [];
  ignore.rules.forEach((rule, i) => {
    const span = ignore.ruleSpans[i];
    if (!bench.rules.has(rule)) {
      const close = nearest(rule, bench.rules);
      const hint = close === undefined ? 'Name a rule that `gatehouse rules` lists.' : `Did you mean \`${close}\`?`;
      out.push(complaint(file, span, `There is no rule \`${rule}\`. ${hint}`));
    } else if (bench.policy.rules.get(rule) !== 'off' && isUnused(rule)) {
      out.push(complaint(file, span, `Nothing here for \`${rule}\` to ignore. Remove the comment.`));
    }
  });
  if (out.length === 0 && isExpired(bench, ignore)) {
    out.push(complaint(file, ignore.span, `This ignore ended on ${ignore.until}. Fix what it hid, or decide again and give a new date.`));
  }
  return out;
}

function isExpired(bench: Bench, ignore: Ignore): boolean {
  return ignore.until !== undefined && ignore.until < bench.today;
}

function complaint(file: string, span: Span, message: string): Finding {
  return { rule: IGNORE_RULE, severity: 'low', confidence: 'high', file, span, message, steps: [], fingerprint: '', rootCause: '' };
}
