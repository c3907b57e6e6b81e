/** From what the engine has found to findings: one function for each shape of rule. */
import { type Confidence, type Finding, SEVERITIES, type Severity, type Step } from '../base/finding';
import { hash128 } from '../base/hash';
import { GUESSED, MASK, WEAK } from '../engine/catalog';
import { TooDeep } from '../engine/demand';
import type { CallReport, Environment, JudgedCall } from '../engine/environment';
import type { SanitizerKind } from '../engine/kinds';
import type { FoundFlow } from '../engine/summary';
import { placesOf } from '../engine/traces';
import type { Trace } from '../engine/values';
import type { Remedy } from '../rules/fix';
import type { CallRule, FlowRule, FlowView, LiteralRule, NamedLiteral, ProgramRoutes, RouteFlow, RouteRule, Rule } from '../rules/rule';
import { callView } from './callViews';
import type { RawFinding } from './outcome';
import type { CompiledPair, Pairs } from './pairs';

/** Where the runner reads the text around a sink. */
export interface TextAround {
  /** Text of the function that the offset lies in. */
  readonly function: (file: string, offset: number) => string;
  /** The characters between, as far as there are any. */
  readonly slice: (file: string, start: number, end: number) => string;
}
/** Characters that rules see of what stands before a sink, and of what follows. */
const MAX_BEFORE = 400;
const MAX_AFTER = 60;

export class RuleRunner {
  private readonly callRules: readonly CallRule[];
  private readonly literalRules: readonly LiteralRule[];
  private readonly routeRules: readonly { readonly rule: Rule; readonly check: RouteRule['check'] }[];
  private readonly byId: ReadonlyMap<string, Rule>;

  constructor(
    rules: readonly Rule[],
    private readonly pairs: Pairs,
    private readonly failed: (rule: string, error: unknown) => void,
  ) {
    this.callRules = rules.filter((r) => r.shape === 'call');
    this.literalRules = rules.filter((r) => r.shape === 'literal');
    this.routeRules = rules.flatMap((rule) => {
      const check = rule.shape === 'route' ? rule.check : rule.shape === 'call' ? rule.routes : undefined;
      return check ? [{ rule, check }] : [];
    });
    this.byId = new Map(rules.map((r) => [r.id, r]));
  }

  judgeCall(call: JudgedCall, env: Environment): readonly CallReport[] {
    const out: CallReport[] = [];
    for (const rule of this.callRules) {
      if (!([rule.on].flat() as string[]).includes(call.kind)) continue;
      try {
        for (const report of rule.check(callView(call, env), call.kind)) {
          out.push({
            rule: rule.id,
            span: report.span,
            file: call.site.file,
            message: report.message,
            severity: report.severity,
            confidence: report.confidence,
          });
        }
      } catch (error) {
        if (error instanceof TooDeep) throw error;
        this.failed(rule.id, error);
      }
    }
    return out;
  }

  fromReport(report: CallReport): Finding {
    const rule = this.byId.get(report.rule) as Rule;
    return finding(rule, report.file, report.span, {
      message: `${report.message} ${rule.advice}`,
      severity: (report.severity as Severity | undefined) ?? rule.severity,
      confidence: (report.confidence as Confidence | undefined) ?? 'high',
      steps: [],
    });
  }

  /** What was said before, as a finding again. */
  fromRaw({ rule, file, span, message, severity, confidence }: RawFinding): Finding {
    return finding(this.byId.get(rule) as Rule, file, span, { message, severity, confidence, steps: [] });
  }

  fromLiteral(literal: NamedLiteral): readonly Finding[] {
    const out: Finding[] = [];
    for (const rule of this.literalRules) {
      try {
        const report = rule.check(literal);
        if (!report) continue;
        out.push(
          finding(rule, literal.file, report.span, {
            message: `${report.message} ${rule.advice}`,
            severity: report.severity ?? rule.severity,
            confidence: report.confidence ?? 'medium',
            steps: [],
          }),
        );
      } catch (error) {
        this.failed(rule.id, error);
      }
    }
    return out;
  }

  /** Findings of all files, about the endpoints of the program, and what their fixes need to know. */
  fromRoutes(program: ProgramRoutes): readonly { readonly finding: Finding; readonly remedy: Remedy | undefined }[] {
    const out: { readonly finding: Finding; readonly remedy: Remedy | undefined }[] = [];
    for (const { rule, check } of this.routeRules) {
      try {
        for (const { file, span, message, severity, confidence, steps, remedy } of check(program)) {
          const said = `${message} ${rule.advice}`;
          out.push({
            finding: finding(rule, file, span, { message: said, severity: severity ?? rule.severity, confidence, steps }),
            remedy,
          });
        }
      } catch (error) {
        this.failed(rule.id, error);
      }
    }
    return out;
  }

  get looksAtRoutes(): boolean {
    return this.routeRules.length > 0;
  }

  /** `settings`: bits that all values clients choose the shape of have in this program. */
  fromFlow(flow: FoundFlow, around: TextAround, settings: number): readonly Finding[] {
    const { label } = flow.taint;
    if (!label.kind) return [];
    const mask = label.kind === 'untrusted-object' ? flow.taint.mask | settings : flow.taint.mask;
    const out: Finding[] = [];
    for (const match of this.pairs.matching(label.kind, flow.kind, mask)) {
      if (match.rule.shape === 'route') continue;
      try {
        const made = this.judgeFlow(match, flow, around);
        if (made) out.push(made);
      } catch (error) {
        this.failed(match.rule.id, error);
      }
    }
    return out;
  }

  /** Flows that rules about endpoints have asked for. */
  routeFlows(flows: readonly FoundFlow[], around: TextAround): readonly RouteFlow[] {
    return flows.flatMap((flow): readonly RouteFlow[] => {
      const { label, mask, trace } = flow.taint;
      const isWanted = label.kind && this.pairs.matching(label.kind, flow.kind, mask).some(({ rule }) => rule.shape === 'route');
      if (!isWanted) return [];
      return [{ ...viewOf(flow, around), span: flow.site.at, steps: stepsOf(trace), isGuessed: (mask & GUESSED) !== 0 }];
    });
  }

  private judgeFlow({ rule, pair }: CompiledPair, flow: FoundFlow, around: TextAround): Finding | undefined {
    const { label, mask, trace } = flow.taint;
    const source = firstOf(trace);
    const sourceText = source?.message ?? label.text;
    let severity = pair.severity ?? rule.severity;
    let confidence: Confidence = mask & WEAK ? (mask & GUESSED ? 'low' : 'medium') : mask & GUESSED ? 'medium' : 'high';
    if (pair.confidence) confidence = lower(confidence, pair.confidence);
    let message = pair.message ?? (rule as FlowRule).message;
    const judge = 'judge' in rule ? rule.judge : undefined;
    if (judge) {
      const view = viewOf(flow, around);
      const verdict = judge(view);
      if (verdict === 'drop') return undefined;
      if (verdict?.severity) severity = verdict.severity;
      if (verdict?.confidence) confidence = lower(confidence, verdict.confidence);
      if (verdict?.message) message = verdict.message;
    }
    const sinkName = flow.name === '' ? 'this call' : `\`${flow.name}\``;
    const text = message.replaceAll('{source}', `\`${sourceText}\``).replaceAll('{sink}', sinkName);
    const steps = stepsOf(trace);
    steps.push({ file: flow.site.file, span: flow.site.at, message: flow.name === '' ? 'arrives here' : `reaches ${flow.name}` });
    const made = finding(rule, flow.site.file, flow.site.at, { message: `${text} ${rule.advice}`, severity, confidence, steps });
    const at = steps[0];
    if (pair.cause !== 'source') return made;
    return { ...made, rootCause: hash128(`${rule.id}|${at.file}|${at.span.start}|${at.span.end}`) };
  }
}

/** What rules may look at of one flow. */
function viewOf(flow: FoundFlow, around: TextAround): FlowView {
  const { label, mask, trace } = flow.taint;
  const source = firstOf(trace);
  const from = source?.site ?? flow.site;
  return {
    source: label.kind as FlowView['source'],
    ...(label.detail === undefined ? {} : { detail: label.detail }),
    sink: flow.kind,
    sinkName: flow.name,
    through: throughOf(mask),
    sourceText: source?.message ?? label.text,
    depth: label.depth,
    unknownCall: (mask & WEAK) !== 0,
    place: label.text,
    before: around.slice(flow.site.file, Math.max(0, flow.site.at.start - MAX_BEFORE), flow.site.at.start),
    after: around.slice(flow.site.file, flow.site.at.end, flow.site.at.end + MAX_AFTER),
    functionText: around.function(flow.site.file, flow.site.at.start),
    sourceFunctionText: around.function(from.file, from.at.start),
    file: flow.site.file,
    sourceFile: from.file,
  };
}

function lower(a: Confidence, b: Confidence): Confidence {
  const order: readonly Confidence[] = ['high', 'medium', 'low'];
  return order[Math.max(order.indexOf(a), order.indexOf(b))];
}

function throughOf(mask: number): ReadonlySet<SanitizerKind> {
  return new Set((Object.keys(MASK) as SanitizerKind[]).filter((k) => (mask & MASK[k]) !== 0));
}

function firstOf(trace: Trace | undefined): Trace | undefined {
  let first = trace;
  while (first?.before) first = first.before;
  return first;
}

function stepsOf(trace: Trace | undefined): Step[] {
  return placesOf(trace).map((t) => ({ file: t.site.file, span: t.site.at, message: t.message }));
}

function finding(
  rule: Rule,
  file: string,
  span: Finding['span'],
  rest: Pick<Finding, 'message' | 'severity' | 'confidence' | 'steps'>,
): Finding {
  const message = rest.message.replace(/\s+/g, ' ').trim();
  return {
    rule: rule.id,
    file,
    span: { start: span.start, end: span.end },
    ...rest,
    message,
    fingerprint: '',
    rootCause: hash128(`${rule.id}|${file}|${span.start}|${span.end}`),
  };
}

/** One finding for a cause, and for a rule at a place: the surest one, with the shortest way; severity breaks ties. */
export function oneForEachPlace(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = bestBy(findings, (f) => `${f.rule}|${f.span.start}|${f.span.end}`);
  return bestBy(byPlace, (f) => f.rootCause);
}

function bestBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly Finding[] {
  const best = new Map<string, Finding>();
  for (const f of findings) {
    const key = keyOf(f);
    const known = best.get(key);
    if (!known || isBetter(f, known)) best.set(key, f);
  }
  return [...best.values()];
}

function isBetter(a: Finding, b: Finding): boolean {
  const order: readonly Confidence[] = ['high', 'medium', 'low'];
  const by =
    order.indexOf(a.confidence) - order.indexOf(b.confidence) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    a.steps.length - b.steps.length ||
    a.span.start - b.span.start ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0);
  return by < 0;
}
