/** What operators give, and what a condition shows about the values in it on each of its branches. */
import type { At, Instr, Reg } from '../ir/types';
import { isComplete } from './access';
import { MASK } from './catalog';
import { concatValue, constantText } from './construct';
import type { Frame } from './frame';
import type { State } from './state';
import {
  constant,
  copyOf,
  type Fact,
  type Facts,
  type Label,
  masked,
  NOTHING,
  type Taint,
  tainted,
  UNKNOWN,
  type Value,
  withConsts,
  withFacts,
} from './values';

/** Label under which "only in development" is kept among the refinements. */
const DEVELOPMENT = 'mode:development';

export const BOOLEAN: Value = withConsts(NOTHING, [true, false]);
const EQUAL = new Set(['==', '===']);
const UNEQUAL = new Set(['!=', '!==']);

export function binaryValue(frame: Frame, operator: string, left: Value, right: Value, at: At): Value {
  void at;
  if (operator === '+') return concatValue([left, right], isText(left) || isText(right));
  if (EQUAL.has(operator) || UNEQUAL.has(operator)) {
    const facts = equality(frame, left, right) ?? equality(frame, right, left);
    return facts ? withFacts(BOOLEAN, EQUAL.has(operator) ? facts : { whenTrue: facts.whenFalse, whenFalse: facts.whenTrue }) : BOOLEAN;
  }
  if (operator === 'in') {
    const facts: Fact[] = isComplete(frame, right) || untainted(right) ? all(left.taints, MASK['allow-listed']) : [];
    return withFacts(BOOLEAN, { whenTrue: facts, whenFalse: noWayUp(left, right) });
  }
  if (['<', '<=', '>', '>='].includes(operator)) return comparison(operator, left, right);
  if (operator === '??') return UNKNOWN;
  const a = constantText(left);
  const b = constantText(right);
  if (a !== undefined && b !== undefined) {
    const number = arithmetic(operator, Number(a), Number(b));
    if (number !== undefined) return constant(number, undefined);
  }
  // Other arithmetic makes numbers; what is secret or predictable stays so, what is text does not stay text.
  const taints = [...left.taints, ...right.taints].map((t) => masked(t, t.mask | MASK.number));
  return tainted(dedupe(taints));
}

/** In a text without `..` there is no way up. */
export function noWayUp(part: Value, whole: Value): Fact[] {
  const text = part.consts?.length === 1 ? part.consts[0] : undefined;
  return text === '..' || text === '../' ? all(whole.taints, MASK['path-checked']) : [];
}

/** Whatever it is added to, a text comes of it. */
function isText(value: Value): boolean {
  if (value.shape !== undefined) return /[^\0]/.test(value.shape);
  if (value.consts && value.objects.length + value.paths.length === 0 && !value.fields)
    return value.consts.length > 0 && value.consts.every((c) => typeof c === 'string');
  return value.taints.length > 0 && value.taints.every((t) => (t.mask & MASK.text) !== 0);
}

function arithmetic(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '<<':
      return a << b;
    case '|':
      return a | b;
    default:
      return undefined;
  }
}

function dedupe(taints: readonly Taint[]): readonly Taint[] {
  return taints.filter((t, i) => taints.findIndex((u) => u.label === t.label) === i);
}

/** `position < 0` and the like, for the position of one text in another. */
function comparison(operator: string, left: Value, right: Value): Value {
  const found = left.found ?? right.found;
  if (!found) return BOOLEAN;
  const number = constantText(left.found ? right : left);
  const flipped = !left.found;
  const op = flipped ? ({ '<': '>', '<=': '>=', '>': '<', '>=': '<=' }[operator] ?? operator) : operator;
  const isFound = (op === '>' && number === '-1') || (op === '>=' && number === '0');
  const isAbsent = (op === '<' && number === '0') || (op === '<=' && number === '-1');
  if (isFound) return withFacts(BOOLEAN, found);
  if (isAbsent) return withFacts(BOOLEAN, { whenTrue: found.whenFalse, whenFalse: found.whenTrue });
  return BOOLEAN;
}

function equality(frame: Frame, subject: Value, other: Value): Facts | undefined {
  void frame;
  const consts = other.consts;
  if (subject.found && consts?.length === 1) {
    if (consts[0] === -1) return { whenTrue: subject.found.whenFalse, whenFalse: subject.found.whenTrue };
    return undefined;
  }
  if (subject.facts && subject.consts === undefined && consts?.length === 1 && (consts[0] === undefined || consts[0] === null)) {
    return { whenTrue: [], whenFalse: subject.facts.whenTrue };
  }
  if (subject.typeOf && consts?.length === 1) {
    const mask =
      consts[0] === 'string' ? MASK.text : ['number', 'boolean', 'bigint'].includes(String(consts[0])) ? MASK.number | MASK.text : 0;
    return mask === 0 ? undefined : { whenTrue: all(subject.typeOf, mask), whenFalse: [] };
  }
  if (consts?.length === 1 && (consts[0] === true || consts[0] === false) && subject.facts) {
    return consts[0] ? subject.facts : { whenTrue: subject.facts.whenFalse, whenFalse: subject.facts.whenTrue };
  }
  const mode = subject.paths.some((p) => p.valueFacts.mode);
  if (mode && consts?.length === 1) {
    const development: Fact[] = [{ label: developmentLabel(frame), mask: MASK['allow-listed'] }];
    return consts[0] === 'production' ? { whenTrue: [], whenFalse: development } : { whenTrue: development, whenFalse: [] };
  }
  if (subject.taints.length === 0) return undefined;
  if (consts && consts.length > 0 && consts.every((c) => c !== undefined && c !== null))
    return { whenTrue: equalTo(subject.taints), whenFalse: [] };
  // Equal to something the client does not choose.
  if (consts === undefined && untainted(other)) return { whenTrue: equalTo(subject.taints), whenFalse: [] };
  return undefined;
}

/** What equality with a known value shows: of a part of an address, that its host is right. */
function equalTo(taints: readonly Taint[]): Fact[] {
  return taints.map((t) => ({ label: t.label, mask: t.mask & MASK['host-part'] ? MASK['host-checked'] : MASK['allow-listed'] }));
}

export function untainted(value: Value): boolean {
  return value.taints.every((t) => t.label.kind === 'data' || t.label.kind === 'local' || t.label.input !== undefined);
}

export function all(taints: readonly Taint[], mask: number): Fact[] {
  return taints.map((t) => ({
    label: t.label,
    mask: t.mask & MASK['host-part'] && mask & MASK['allow-listed'] ? MASK['host-checked'] : mask,
  }));
}

export function unaryValue(operator: string, value: Value): Value {
  switch (operator) {
    case '!':
      return value.facts ? withFacts(BOOLEAN, { whenTrue: value.facts.whenFalse, whenFalse: value.facts.whenTrue }) : negated(value);
    case 'typeof': {
      const out = copyOf(UNKNOWN);
      out.typeOf = value.taints;
      return out;
    }
    case '~':
      return value.found ? withFacts(UNKNOWN, value.found) : tainted(value.taints.map((t) => masked(t, t.mask | MASK.number)));
    case '-':
    case '+': {
      const text = constantText(value);
      if (text !== undefined && text !== '' && !Number.isNaN(Number(text)))
        return constant(operator === '-' ? -Number(text) : Number(text), value.constSite);
      return tainted(value.taints.map((t) => masked(t, t.mask | MASK.number)));
    }
    case 'void':
      return constant(undefined, undefined);
    default:
      return BOOLEAN;
  }
}

function negated(value: Value): Value {
  if (value.consts?.length === 1 && value.objects.length + value.functions.length + value.paths.length === 0)
    return constant(!value.consts[0], undefined);
  return BOOLEAN;
}

/** Takes over into `state` what holds where `condition` is `holds`. */
export function applyCondition(frame: Frame, state: State, condition: Value, holds: boolean): void {
  // A switch for development is on.
  if (holds && condition.paths.some((p) => p.valueFacts.mode)) state.refine(developmentLabel(frame), MASK['allow-listed']);
  for (const fact of (holds ? condition.facts?.whenTrue : condition.facts?.whenFalse) ?? []) state.refine(fact.label, fact.mask);
}

/** The value of a condition where it is known to hold, or not to. */
export function decided(value: Value, holds: boolean): Value {
  const { consts } = value;
  if (value.objects.length + value.functions.length + value.paths.length > 0 && holds) return value;
  if (!consts) return holds ? value : constant(false, undefined);
  const left = consts.filter((c) => Boolean(c) === holds);
  if (left.length === 0) return value;
  const out = copyOf(NOTHING);
  out.consts = left;
  out.constSite = value.constSite;
  return out;
}

/**
 * A truth value tells those who look at it later what conditions have shown before it was made: the last of `a(x) && b(x)`,
 * the `true` after `if (!a(x)) return false`. With `all`, of other labels than its own, too.
 */
export function withShown(state: State, value: Value, all: boolean): Value {
  if (!state.isRefined) return value;
  const { facts } = value;
  const isFalse = value.consts !== undefined && value.consts.length > 0 && value.consts.every((c) => !c);
  if (isFalse || !(facts || all)) return value;
  const whenTrue = (facts?.whenTrue ?? []).map((f) => ({ label: f.label, mask: f.mask | state.refinement(f.label) }));
  for (const [label, mask] of all ? state.refinements() : []) {
    if (whenTrue.length < MAX_SHOWN && !whenTrue.some((f) => f.label === label)) whenTrue.push({ label, mask });
  }
  return withFacts(value, { whenTrue, whenFalse: facts?.whenFalse ?? [] });
}
const MAX_SHOWN = 16;

export function developmentOnly(frame: Frame): boolean {
  return frame.state.refinement(developmentLabel(frame)) !== 0;
}

const developmentLabel = (frame: Frame): Label => frame.env.labels.source('local', undefined, DEVELOPMENT);

/** It says only yes or no, or is known to say something of other values. */
export function isTruth(value: Value): boolean {
  return value.facts !== undefined || (value.consts !== undefined && value.consts.length > 0 && value.consts.every((c) => c === true));
}

/** A loop asks whether there is a further element by the element itself, which says nothing of that. */
export function isTurn(instrs: readonly Instr[], cond: Reg): boolean {
  const by = instrs.find((i) => 'to' in i && i.to === cond);
  return by?.op === 'element' || by?.op === 'key' || (by?.op === 'await' && isTurn(instrs, by.from));
}

/** What a condition comes to, where that is certain. */
export function truthOf(value: Value): boolean | undefined {
  if (!value.consts || value.consts.length === 0 || value.facts) return undefined;
  if (value.objects.length + value.functions.length + value.paths.length > 0) return undefined;
  const truths = new Set(value.consts.map((c) => Boolean(c)));
  return truths.size === 1 ? [...truths][0] : undefined;
}
