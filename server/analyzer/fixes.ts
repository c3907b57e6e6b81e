/** Offers fixes that have been tried: the result parses, the finding is gone and none is new, so that a second go finds nothing to do. */
import { applyEdits, type Edit } from '../base/edit';
import type { Finding } from '../base/finding';
import type { Span } from '../base/span';
import type { Fix, FixContext } from '../rules/fix';
import type { Rule } from '../rules/rule';
import type { FlatTree } from '../syntax/flatTree';
import type { ProvenFix } from './analyzer';
import type { AnalysedFile } from './files';

export interface Trial {
  readonly file: string;
  readonly analysed: AnalysedFile;
  readonly tree: FlatTree | undefined;
  readonly rules: readonly Rule[];
  readonly before: readonly Finding[];
  readonly tryText: (text: string) => { readonly findings: readonly Finding[]; readonly damaged: boolean };
}

export function proveFixes(trial: Trial, findings: readonly Finding[]): readonly ProvenFix[] {
  const out: ProvenFix[] = [];
  for (const finding of findings) {
    const rule = trial.rules.find((r) => r.id === finding.rule);
    for (const maker of rule?.fixes ?? []) {
      if (!trial.tree || !maker.languages.includes(trial.analysed.language.id)) continue;
      const fix = guarded(() => maker.make(contextOf(trial, trial.tree as FlatTree, finding)));
      if (!fix || fix.edits.length === 0 || fix.edits.some((e) => e.file !== trial.file)) continue;
      if (isProven(trial, finding, fix)) out.push({ title: fix.title, kind: fix.kind, finding, edits: fix.edits });
    }
  }
  for (const finding of findings) {
    out.push({
      title: `Ignore ${finding.rule} here, with a reason`,
      kind: 'ignore',
      finding,
      edits: [ignoreEdit(trial.analysed, finding)],
    });
  }
  return out;
}

function guarded<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    // A fix that cannot cope with this code is not offered.
    return undefined;
  }
}

function isProven(trial: Trial, finding: Finding, fix: Fix): boolean {
  const text = guarded(() => applyEdits(trial.analysed.text, fix.edits));
  if (text === undefined || text === trial.analysed.text) return false;
  const { findings, damaged } = trial.tryText(text);
  if (damaged) return false;
  // Counted by rule: places move, so a finding is gone when its rule has one fewer, and none is new when no rule has more.
  const before = countByRule(trial.before);
  const after = countByRule(findings);
  if ((after.get(finding.rule) ?? 0) >= (before.get(finding.rule) ?? 0)) return false;
  for (const [rule, count] of after) if (count > (before.get(rule) ?? 0)) return false;
  return true;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const f of findings) if (!f.suppressed) out.set(f.rule, (out.get(f.rule) ?? 0) + 1);
  return out;
}

function contextOf(trial: Trial, tree: FlatTree, finding: Finding): FixContext {
  const { file, analysed } = trial;
  return {
    file,
    language: analysed.language.id,
    text: analysed.text,
    tree,
    finding,
    nodeAt: (span) => nodeAt(tree, span),
  };
}

/** Smallest named node that covers the span. */
export function nodeAt(tree: FlatTree, span: Span): number {
  let best = 0;
  for (let n = 0; n < tree.count; ) {
    if (tree.start(n) <= span.start && tree.end(n) >= span.end) {
      if (tree.isNamed(n)) best = n;
      n++;
    } else n = tree.next(n);
  }
  return best;
}

/** A comment on the line above, indented like the line itself. */
function ignoreEdit(analysed: AnalysedFile, finding: Finding): Edit {
  const { lines, language } = analysed;
  const line = lines.lineAt(finding.span.start);
  const start = lines.starts[line];
  const indent = /^[ \t]*/.exec(lines.lineText(line))?.[0] ?? '';
  const newline = analysed.text.includes('\r\n') ? '\r\n' : '\n';
  return {
    file: analysed.file,
    span: { start, end: start },
    text: `${indent}${language.lineComment} gatehouse-ignore ${finding.rule}: reason${newline}`,
  };
}
