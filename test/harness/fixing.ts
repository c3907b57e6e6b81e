/** Applies a rule's fixes to a whole project, as a user would who takes the first one offered each time. */
import { applyEdits } from '../../server/base/edit';
import type { Finding } from '../../server/base/finding';
import type { Syntax } from '../../server/syntax/syntax';
import { analyzerOver, findingsOf, type Texts } from './project';

/** More fixes than any example needs: a fix that never ends is a fault. */
const MOST = 50;

export interface Fixed {
  readonly texts: Texts;
  /** Titles of the fixes that were applied, in order. */
  readonly titles: readonly string[];
}

/** Fixes every finding of `rule`, one after the other in the order of findings. Throws when there is no end to it. */
export async function fixAll(syntax: Syntax, start: Texts, rule: string): Promise<Fixed> {
  let texts = start;
  const titles: string[] = [];
  for (let i = 0; i < MOST; i++) {
    const analyzer = analyzerOver(syntax, texts);
    const findings = await findingsOf(analyzer, texts, { forFixes: true });
    const next = firstFix(findings, rule, (f) =>
      analyzer.fixes(f.file, f.span).find((x) => x.kind !== 'ignore' && sameFinding(x.finding, f)),
    );
    analyzer.dispose();
    if (!next) return { texts, titles };
    titles.push(next.title);
    const changed: Record<string, string> = { ...texts };
    for (const file of new Set(next.edits.map((e) => e.file))) {
      changed[file] = applyEdits(
        changed[file] ?? '',
        next.edits.filter((e) => e.file === file),
      );
    }
    texts = changed;
  }
  throw new Error(`the fixes of ${rule} find no end: ${titles.slice(0, 5).join('; ')} …`);
}

function firstFix<T>(findings: readonly Finding[], rule: string, fixFor: (finding: Finding) => T | undefined): T | undefined {
  for (const finding of findings) {
    if (finding.rule !== rule) continue;
    const fix = fixFor(finding);
    if (fix) return fix;
  }
  return undefined;
}

function sameFinding(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** Findings by rule, for comparing a project before and after. */
export function countByRule(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const { rule } of findings) out.set(rule, (out.get(rule) ?? 0) + 1);
  return out;
}
