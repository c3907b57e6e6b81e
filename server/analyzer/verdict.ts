/** From what has come of all files to the findings of one: rules look at flows, and policy has the last word. */
import type { Finding, Note } from '../base/finding';
import { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import { type Bench, judge } from '../policy/judge';
import type { Outcome, RawFinding } from './outcome';
import { oneForEachPlace, type RuleRunner, type TextAround } from './ruleRunner';
import type { Outcomes } from './scan';

/** Characters of a file that stand for its top level where rules look at the text around a sink. */
export const MAX_TOP_LEVEL = 20_000;
/** Texts that are kept at hand. */
const MAX_TEXTS = 16;

export interface VerdictParts {
  readonly bench: Bench;
  readonly runner: RuleRunner;
  readonly readText: (file: string) => string | undefined;
  readonly digest: (text: string) => string;
  /** Note of a rule that has failed in the file while it was judged. */
  readonly failure: (file: string) => Note | undefined;
}

export class Verdicts {
  private readonly texts = new Map<string, string | undefined>();

  constructor(private readonly parts: VerdictParts) {}

  of(outcomes: Outcomes, file: string): { readonly findings: readonly Finding[]; readonly notes: readonly Note[] } {
    const outcome = outcomes.of(file);
    if (!outcome) return { findings: [], notes: [{ kind: 'unreadable', file, message: `${file} could not be read.` }] };
    const found = outcome.role === 'source' ? this.raw(outcomes, outcome) : [];
    const failure = outcome.failure ?? this.parts.failure(file);
    const notes = failure ? [...outcome.notes, failure] : outcome.notes;
    if (found.length === 0 && outcome.comments.length === 0) return { findings: [], notes };
    const text = this.textOf(outcome);
    if (text === undefined) return { findings: [], notes: [...notes, changed(file)] };
    const findings = judge(
      this.parts.bench,
      {
        file,
        lines: new LineIndex(text),
        comments: () => outcome.comments,
        complete: outcome.isAnalysed && outcome.role === 'source' && !failure,
      },
      oneForEachPlace(found),
    );
    return { findings, notes };
  }

  private raw(outcomes: Outcomes, own: Outcome): Finding[] {
    const { file } = own;
    const out: Finding[] = [];
    const { runner } = this.parts;
    const around = this.around(outcomes);
    for (const name of outcomes.speakingOf(file)) {
      const other = name === file ? own : outcomes.of(name);
      if (!other?.isAnalysed || (other.role !== 'source' && name !== file)) continue;
      for (const flow of other.flows) {
        if (flow.site.file !== file) continue;
        for (const whole of outcomes.cells.join(flow)) out.push(...runner.fromFlow(whole, around, outcomes.settings));
      }
      for (const report of other.reports) if (report.file === file) out.push(this.finding(report));
    }
    for (const literal of own.literals) out.push(this.finding(literal));
    out.push(...outcomes.aboutRoutes(file));
    return out;
  }

  around(outcomes: Outcomes): TextAround {
    return {
      function: (of, offset) => this.functionText(outcomes.of(of), offset),
      slice: (of, start, end) => {
        const outcome = outcomes.of(of);
        return (outcome && this.textOf(outcome)?.slice(start, end)) ?? '';
      },
    };
  }

  private finding(found: RawFinding): Finding {
    return this.parts.runner.fromRaw(found);
  }

  private functionText(outcome: Outcome | undefined, offset: number): string {
    const text = outcome && this.textOf(outcome);
    if (text === undefined) return '';
    let best: Span | undefined;
    for (const f of outcome?.functions ?? []) {
      if (f.start <= offset && offset < f.end && (!best || f.end - f.start < best.end - best.start)) best = f;
    }
    return best ? text.slice(best.start, best.end) : text.slice(0, MAX_TOP_LEVEL);
  }

  /** The text that was analysed; undefined when it is no longer there. */
  private textOf({ file, digest }: Outcome): string | undefined {
    if (this.texts.has(file)) return this.texts.get(file);
    const read = this.parts.readText(file);
    const text = read !== undefined && this.parts.digest(read) === digest ? read : undefined;
    if (this.texts.size >= MAX_TEXTS) this.texts.clear();
    this.texts.set(file, text);
    return text;
  }
}

function changed(file: string): Note {
  return { kind: 'unreadable', file, message: `${file} was changed while it was being scanned; scan again for its findings.` };
}
