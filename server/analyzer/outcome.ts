/** What a scan keeps of an analysed file, as bytes: enough to judge it, now or in a later run, without looking at it again. */
import { CONFIDENCES, type Finding, type Note, SEVERITIES } from '../base/finding';
import type { Span } from '../base/span';
import { DamagedRecord } from '../engine/codec/bytes';
import { Decoder } from '../engine/codec/decoder';
import { Encoder } from '../engine/codec/encoder';
import { SINKS, type SinkKind } from '../engine/kinds';
import type { Labels } from '../engine/labels';
import type { PathTable } from '../engine/paths';
import type { FoundFlow } from '../engine/summary';
import type { PathRole } from '../policy/pathRole';

/** A finding that no policy has seen. */
export type RawFinding = Pick<Finding, 'rule' | 'severity' | 'confidence' | 'file' | 'span' | 'message'>;

export interface Outcome {
  readonly file: string;
  /** Of the text that was analysed. */
  readonly digest: string;
  readonly role: PathRole;
  readonly lines: number;
  readonly notes: readonly Note[];
  /** False when the file was not analysed; `notes` says why. */
  readonly isAnalysed: boolean;
  /** Some rule has failed in this file. */
  readonly failure: Note | undefined;
  readonly flows: readonly FoundFlow[];
  /** What rules say of calls, and of literals that reach a parameter; may be about other files. */
  readonly reports: readonly RawFinding[];
  /** What rules say of literals by their names. */
  readonly literals: readonly RawFinding[];
  readonly settings: number;
  readonly functions: readonly Span[];
  readonly comments: readonly Span[];
  /** Texts of its imports. */
  readonly imports: readonly string[];
  /** Files that were analysed together with it because they import one another, itself included. */
  readonly group: readonly string[];
  /** Other files whose records the analysis has looked at. */
  readonly asked: readonly string[];
}

const ROLES = ['source', 'test', 'example', 'generated', 'vendored'] as const satisfies readonly PathRole[];
const NOTES = ['skipped', 'budget', 'unreadable', 'config', 'crash', 'info'] as const satisfies readonly Note['kind'][];

export function encodeOutcome(outcome: Outcome): Uint8Array {
  const encoder = new Encoder({ function() {}, input() {} });
  const { root } = encoder;
  const all = (...numbers: readonly number[]): void => {
    for (const n of numbers) root.number(n);
  };
  const texts = (list: readonly string[]): void => all(list.length, ...list.map((t) => encoder.text(t)));
  const note = ({ kind, file, message }: Note): void =>
    all(NOTES.indexOf(kind), file === undefined ? 0 : encoder.text(file) + 1, encoder.text(message));
  const findings = (list: readonly RawFinding[]): void => {
    all(list.length);
    for (const f of list)
      all(
        encoder.text(f.rule),
        SEVERITIES.indexOf(f.severity),
        CONFIDENCES.indexOf(f.confidence),
        encoder.text(f.file),
        f.span.start,
        f.span.end,
        encoder.text(f.message),
      );
  };
  /** Spans mostly follow one another. */
  const spans = (list: readonly Span[]): void => {
    all(list.length);
    let at = 0;
    for (const { start, end } of list) {
      const forward = start >= at;
      all(forward ? (start - at) * 2 : (at - start) * 2 + 1, end - start);
      at = start;
    }
  };
  all(encoder.text(outcome.file), encoder.text(outcome.digest), ROLES.indexOf(outcome.role), outcome.lines, outcome.isAnalysed ? 1 : 0);
  all(outcome.notes.length);
  for (const n of outcome.notes) note(n);
  all(outcome.failure ? 1 : 0);
  if (outcome.failure) note(outcome.failure);
  all(outcome.flows.length);
  for (const flow of outcome.flows)
    all(encoder.taint(flow.taint), encoder.text(flow.kind), encoder.site(flow.site), encoder.text(flow.name));
  findings(outcome.reports);
  findings(outcome.literals);
  all(outcome.settings);
  spans(outcome.functions);
  spans(outcome.comments);
  texts(outcome.imports);
  texts(outcome.group);
  texts(outcome.asked);
  return encoder.finish();
}

/** Throws DamagedRecord when the bytes are not what `encodeOutcome` makes. */
export function decodeOutcome(bytes: Uint8Array, paths: PathTable, labels: Labels): Outcome {
  const d = new Decoder(bytes, paths, labels);
  const { root } = d;
  const note = (): Note => {
    const kind = NOTES[root.index(NOTES.length)];
    const file = d.optionalText();
    return { kind, ...(file === undefined ? {} : { file }), message: d.text() };
  };
  const finding = (): RawFinding => ({
    rule: d.text(),
    severity: SEVERITIES[root.index(SEVERITIES.length)],
    confidence: CONFIDENCES[root.index(CONFIDENCES.length)],
    file: d.text(),
    span: { start: root.number(), end: root.number() },
    message: d.text(),
  });
  const flow = (): FoundFlow => {
    const taint = d.taint();
    const kind = d.text();
    if (!Object.hasOwn(SINKS, kind)) throw new DamagedRecord('a sink is of no known kind');
    return { taint, kind: kind as SinkKind, site: d.site(), name: d.text() };
  };
  let at = 0;
  const span = (): Span => {
    const step = root.number();
    at += step % 2 === 0 ? step / 2 : -(step - 1) / 2;
    return { start: at, end: at + root.number() };
  };
  const spans = (): Span[] => {
    at = 0;
    return d.list(span);
  };
  return {
    file: d.text(),
    digest: d.text(),
    role: ROLES[root.index(ROLES.length)],
    lines: root.number(),
    isAnalysed: root.number() === 1,
    notes: d.list(note),
    failure: root.number() === 1 ? note() : undefined,
    flows: d.list(flow),
    reports: d.list(finding),
    literals: d.list(finding),
    settings: root.number() | 0,
    functions: spans(),
    comments: spans(),
    imports: d.list(() => d.text()),
    group: d.list(() => d.text()),
    asked: d.list(() => d.text()),
  };
}
