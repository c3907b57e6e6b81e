/** One run of a function: what it has found, what it has asked for, and what others may keep of it. */
import type { At } from '../ir/types';
import type { CallReport, CredentialLiteral } from './environment';
import { summaryHash } from './interfaceHash';
import type { CallKind } from './kinds';
import type { Summary } from './summary';
import type { Value } from './values';

/** What rules have said of one call. */
export interface Observed {
  readonly at: At;
  readonly kind: CallKind;
  /** The call was left to a caller, which knows more of what it is given than the function it stands in. */
  readonly carried: boolean;
  readonly reports: readonly CallReport[];
}

/** What a run has asked for, of its own module and of others. While none of it changes, another run would end alike. */
export class Asked {
  /** Functions whose summaries it has used. */
  readonly functions = new Set<number>();
  /** Module variables it has read, as they were then. */
  readonly variables = new Map<number, Value>();
  /** Functions of which it has asked how they are declared. */
  readonly declarations = new Set<number>();
  readonly classes = new Set<number>();
  /** Functions whose code it has looked at. */
  readonly code = new Set<number>();
  /** Other modules. */
  readonly files = new Set<string>();
  /** A rule has looked at the text of the whole file for it. */
  text = false;
  /** It has asked for a field that was being found out at the time. */
  isPartial = false;

  add(other: Asked): void {
    for (const f of other.functions) this.functions.add(f);
    for (const [variable, value] of other.variables) if (!this.variables.has(variable)) this.variables.set(variable, value);
    for (const f of other.declarations) this.declarations.add(f);
    for (const c of other.classes) this.classes.add(c);
    for (const f of other.code) this.code.add(f);
    for (const file of other.files) this.files.add(file);
    this.text ||= other.text;
    this.isPartial ||= other.isPartial;
  }
}

/** A run that is going on. */
export class Run {
  readonly asked = new Asked();
  readonly observed: Observed[] = [];
  readonly credentials: CredentialLiteral[] = [];
  /** Module variables it has set, by index. */
  readonly writes = new Map<number, Value>();
  settings = 0;
  /** It has met something of which only a part is known so far, so that what it comes to must not be kept. */
  provisional = false;

  constructor(
    readonly index: number,
    /** Its place among the functions that wait for one another. */
    readonly node: OpenFunction | undefined,
  ) {}
}

/** A function that has been asked for and is not done: it runs, or waits for others that call one another with it. */
export interface OpenFunction {
  readonly index: number;
  readonly order: number;
  /** Earliest open function that it leads back to. */
  low: number;
  /** As far as it is known. */
  summary: Summary;
  done: Done | undefined;
  /** Summaries of the functions that are run together with it, as they were when it was last run. */
  saw?: ReadonlyMap<number, Summary>;
}

/** What is kept of a run. */
export interface Done {
  readonly index: number;
  readonly summary: Summary;
  readonly asked: Asked;
  readonly observed: readonly Observed[];
  readonly credentials: readonly CredentialLiteral[];
  readonly writes: ReadonlyMap<number, Value>;
  readonly settings: number;
  /** Functions that call one another with it, itself included; undefined when it calls only what does not call it. */
  readonly group: ReadonlySet<number> | undefined;
  /** Of what its summary shows to callers; made when it is first asked for. */
  hash?: string;
}

export function hashOf(done: Done): string {
  done.hash ??= summaryHash(done.summary);
  return done.hash;
}

/** Notes what is said of a call. Met again in a loop, the call is known better; left by another call, it is another call. */
export function observe(observed: Observed[], next: Observed): void {
  const before = next.carried ? -1 : observed.findIndex((o) => o.at === next.at && o.kind === next.kind && !o.carried);
  if (before < 0) observed.push(next);
  else observed[before] = next;
}

/** What rules have said of calls, each call once: callers that know what it is given have the last word. */
export function reportsOf(runs: readonly Done[]): readonly CallReport[] {
  const calls = new Map<At, Map<CallKind, { own: readonly CallReport[]; carried: CallReport[] | undefined }>>();
  for (const run of runs) {
    for (const { at, kind, carried, reports } of run.observed) {
      let kinds = calls.get(at);
      if (!kinds) {
        kinds = new Map();
        calls.set(at, kinds);
      }
      let call = kinds.get(kind);
      if (!call) {
        call = { own: [], carried: undefined };
        kinds.set(kind, call);
      }
      if (!carried) call.own = reports;
      else {
        call.carried ??= [];
        for (const report of reports) if (!call.carried.some((r) => sameReport(r, report))) call.carried.push(report);
      }
    }
  }
  return [...calls.values()].flatMap((kinds) => [...kinds.values()].flatMap(({ own, carried }) => carried ?? own));
}

function sameReport(a: CallReport, b: CallReport): boolean {
  return (
    a.rule === b.rule &&
    a.file === b.file &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end &&
    a.message === b.message &&
    a.severity === b.severity &&
    a.confidence === b.confidence
  );
}
