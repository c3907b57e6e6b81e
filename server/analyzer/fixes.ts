/** Offers fixes that have been tried: the result parses, the finding is gone and none is new, so that a second go finds nothing to do. */
import { applyEdits, type Edit } from '../base/edit';
import { compareSeverity, type Finding } from '../base/finding';
import type { RouteType } from '../base/route';
import type { Span } from '../base/span';
import type { Fix, FixContext, Remedy, SourceText } from '../rules/fix';
import { looksAtRoutes, type Rule } from '../rules/rule';
import type { FlatTree } from '../syntax/flatTree';
import type { ProvenFix } from './analyzer';
import type { AnalysedFile } from './files';

export interface Trial {
  readonly file: string;
  readonly analysed: AnalysedFile;
  readonly tree: FlatTree | undefined;
  readonly rules: readonly Rule[];
  /** Findings of the file, of those that are edited, and what is said of endpoints in others. */
  readonly before: (edited: readonly string[]) => readonly Finding[];
  /** The same while the edited files have other texts; undefined where one cannot be read, or parses worse. */
  readonly tryTexts: (texts: ReadonlyMap<string, string>) => readonly Finding[] | undefined;
  readonly remedyOf: (finding: Finding) => Remedy | undefined;
  readonly types: () => readonly RouteType[];
  readonly look: (file: string) => SourceText | undefined;
}

/** Ways of one maker that are tried. */
const MAX_WAYS = 3;
/** Files that one fix may change. */
const MAX_FILES = 3;

export function proveFixes(trial: Trial, findings: readonly Finding[]): readonly ProvenFix[] {
  const out: ProvenFix[] = [];
  for (const finding of findings) {
    const rule = trial.rules.find((r) => r.id === finding.rule);
    for (const maker of rule?.fixes ?? []) {
      if (!trial.tree || !maker.languages.includes(trial.analysed.language.id)) continue;
      const made = guarded(() => maker.make(contextOf(trial, trial.tree as FlatTree, finding)));
      for (const fix of made === undefined ? [] : [made].flat().slice(0, MAX_WAYS)) {
        const proven = proofOf(trial, finding, fix);
        if (proven) out.push(proven);
        if (proven) break;
      }
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

function proofOf(trial: Trial, finding: Finding, { title, kind, edits }: Fix): ProvenFix | undefined {
  const texts = guarded(() => changed(trial, edits));
  const findings = texts && trial.tryTexts(texts);
  if (!findings) return undefined;
  // Counted by rule: places move, so a finding is gone when its rule has one fewer, and none is new when no rule has more.
  const before = countByRule(trial.before([...texts.keys()]));
  const after = countByRule(findings);
  if ((after.get(finding.rule) ?? 0) >= (before.get(finding.rule) ?? 0)) return undefined;
  const further = [...after].filter(([rule, count]) => count > (before.get(rule) ?? 0)).map(([rule]) => rule);
  if (further.length === 0) return { title, kind, finding, edits };
  const remedy = trial.remedyOf(finding);
  if (
    !remedy ||
    !further.every((rule) =>
      isBehind(
        trial,
        finding,
        remedy,
        edits,
        before,
        findings.filter((f) => f.rule === rule),
      ),
    )
  )
    return undefined;
  return { title: `${title}; then see ${further.sort().join(', ')}`, kind: 'guided', finding, edits };
}

/** The texts of the files that are edited; undefined where one cannot be had or stays as it is. */
function changed(trial: Trial, edits: readonly Edit[]): ReadonlyMap<string, string> | undefined {
  const out = new Map<string, string>();
  for (const file of new Set(edits.map((e) => e.file))) {
    const text = trial.look(file)?.text;
    const own = edits.filter((e) => e.file === file);
    const after = text === undefined ? undefined : applyEdits(text, own);
    if (after === undefined || after === text) return undefined;
    out.set(file, after);
  }
  return out.size > 0 && out.size <= MAX_FILES ? out : undefined;
}

/** What stands open to everybody has nothing said of what each of them may do: it comes into view once somebody is asked. */
function isBehind(
  trial: Trial,
  finding: Finding,
  { routes }: Remedy,
  edits: readonly Edit[],
  before: ReadonlyMap<string, number>,
  shown: readonly Finding[],
): boolean {
  const places = routes.map(({ file, span }) => ({ file, start: moved(file, span.start, edits), end: moved(file, span.end, edits) }));
  const isAt = ({ file, span }: Pick<Finding, 'file' | 'span'>): boolean =>
    places.some((p) => p.file === file && p.start <= span.end && span.start <= p.end);
  const isOfRoutes = trial.rules.some((r) => r.id === shown[0].rule && looksAtRoutes(r));
  const mine = shown.filter((f) => compareSeverity(f.severity, finding.severity) >= 0 && [f, ...f.steps].some(isAt));
  return isOfRoutes && mine.length >= shown.length - (before.get(shown[0].rule) ?? 0);
}

function moved(file: string, offset: number, edits: readonly Edit[]): number {
  let by = 0;
  for (const { file: edited, span, text } of edits) if (edited === file && span.end <= offset) by += text.length - (span.end - span.start);
  return offset + by;
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
    remedy: trial.remedyOf(finding),
    types: trial.types,
    look: trial.look,
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
