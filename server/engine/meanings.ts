/** Calls the engine understands: replacing, testing, searching. Models say which calls they are. */
import type { RegexLiteral } from '../ir/types';
import { ELEMENTS, isComplete, loadElement, loadIndex, storeElement, thawed } from './access';
import { withAhead } from './apply';
import { type CallSite, call } from './calls';
import { BEGINNING, MASK } from './catalog';
import { all, noWayUp, untainted } from './conditions';
import { concatValue, writtenOut } from './construct';
import type { Frame } from './frame';
import type { Meaning } from './model';
import { elementsOf } from './places';
import { withObjectFields } from './state';
import type { ArgumentValue } from './summary';
import { allowsOnlyPlainText, beginningSlashes, beginsWithDash, endsOnly, replaceMask } from './text';
import { carried } from './unknownCall';
import {
  constant,
  copyOf,
  type Facts,
  isRegex,
  join,
  NOTHING,
  UNKNOWN,
  type Value,
  withConsts,
  withFields,
  withMask,
  withTaints,
} from './values';

/** The call's result, with what the call has done to it. */
export function meaningValue(frame: Frame, c: CallSite, meaning: Meaning | 'collect', result: Value): Value {
  switch (meaning) {
    case 'replace': {
      const pattern = c.args[0]?.value.consts;
      const by = c.args[1]?.value;
      if (pattern?.length !== 1 || !by) return result;
      const only = pattern[0];
      if (!(typeof only === 'string' || isRegex(only))) return result;
      const text = by.consts?.length === 1 && typeof by.consts[0] === 'string' ? by.consts[0] : undefined;
      // A function as replacement encodes what was matched: nothing else comes through.
      const mask = replaceMask(only, text);
      if (typeof only !== 'string' && endsOnly(only.regex))
        return withBeginning(frame, c, withTaints(result, withMask(result.taints, mask)));
      return mask === 0 ? result : withTaints(result, withMask(result.taints, mask));
    }
    case 'matched-by': {
      const pattern = c.args[0]?.value.consts;
      const regex = pattern?.length === 1 && isRegex(pattern[0]) ? pattern[0] : undefined;
      if (!regex || !c.self || result.taints.length + (result.fields?.size ?? 0) === 0 || beginningSlashes(regex.regex) !== 'one')
        return result;
      // All that was matched begins as the expression does.
      const whole = withTaints(UNKNOWN, withMask(c.self.taints, MASK.text | MASK.rooted | MASK['one-slash']));
      return withFields(result, new Map(result.fields).set('0', whole), result.complete);
    }
    case 'part': {
      const from = c.args[0]?.value.consts;
      return from?.length === 1 && from[0] === 0 ? withBeginning(frame, c, result) : result;
    }
    case 'join': {
      return joined(frame, c.self, c.args[0]?.value, result);
    }
    case 'join-with':
      return joined(frame, c.args[0]?.value, c.self, result);
    case 'read': {
      const [key, other] = c.args;
      if (!c.self || !key) return result;
      const found = loadIndex(frame, c.self, key.value, c.site, undefined);
      return other ? join(found, other.value) : found;
    }
    case 'regex': {
      const text = c.args[0]?.value.consts;
      if (text?.length !== 1 || typeof text[0] !== 'string') return result;
      return withConsts(result, [{ regex: text[0], flags: '' }]);
    }
    case 'text-replace':
      return replaced(c, asRegex(c.args[0]?.value), c.args[1]?.value, result);
    case 'regex-replace':
      return replaced(c, asRegex(c.self), c.args[0]?.value, result);
    case 'invoke':
      return invoke(frame, c, c.args.slice(1), result);
    case 'invoke-list':
      return invoke(
        frame,
        c,
        c.args.slice(1, 2).flatMap((a) => spread(frame, a)),
        result,
      );
    case 'bind':
      return boundTo(frame, c, result);
    case 'collect':
      for (const path of c.callee.paths) {
        const known = frame.collected.get(path);
        if (known) for (const [i, a] of c.args.entries()) known[i] = known[i] ? join(known[i], a.value) : a.value;
      }
      return result;
    case 'append':
      append(frame, c);
      return result;
    case 'position': {
      const facts = memberFacts(frame, c);
      const position = copyOf(result);
      position.taints = [];
      if (facts) position.found = facts;
      return position;
    }
    default:
      return result;
  }
}

function joined(frame: Frame, list: Value | undefined, between: Value | undefined, result: Value): Value {
  if (!list || !between) return result;
  const parts = isComplete(frame, list) ? elementsOf(frame, list) : leading(frame, list, result);
  if (parts.length === 0 || parts.length > 40) return result;
  return concatValue(
    parts.flatMap((part, i) => (i === 0 ? [part] : [between, part])),
    true,
  );
}

function replaced(c: CallSite, regex: RegexLiteral | undefined, by: Value | undefined, result: Value): Value {
  void c;
  if (!regex || !by) return result;
  const text = by.consts?.length === 1 && typeof by.consts[0] === 'string' ? by.consts[0] : undefined;
  const mask = replaceMask({ regex: regex.regex, flags: `${regex.flags}g` }, text);
  return mask === 0 ? result : withTaints(result, withMask(result.taints, mask));
}

/** A regular expression, or the text of one. */
function asRegex(value: Value | undefined): RegexLiteral | undefined {
  const only = value?.consts?.find((k) => k !== undefined);
  if (only === undefined) return undefined;
  return isRegex(only) ? only : typeof only === 'string' ? { regex: only, flags: '' } : undefined;
}

/** The expression as it must match: from the beginning, or the whole text. */
function anchored(value: Value | undefined, how: 'start' | 'whole'): RegexLiteral | undefined {
  const known = asRegex(value);
  if (!known) return undefined;
  const { regex } = known;
  const start = /^(?:\^|\\A)/.test(regex) ? '' : '^';
  const end = how === 'whole' && !/(?:[^\\]\$|\\Z)$/.test(regex) ? '$' : '';
  const text = regex.includes('|') ? `${start}(?:${regex})${end}` : start + regex + end;
  return { regex: text.replace(/^\\A/, '^').replace(/\\Z$/, '$'), flags: known.flags };
}

/** What is taken from the end of a text leaves its beginning. */
function withBeginning(frame: Frame, c: CallSite, result: Value): Value {
  const taints = result.taints.map((t) => {
    const before = c.self?.taints.find((s) => s.label === t.label || frame.env.labels.undone(s.label, BEGINNING) === t.label);
    return before ? { label: before.label, mask: t.mask | (before.mask & BEGINNING), trace: t.trace } : t;
  });
  return withTaints(result, taints);
}

/** The elements a list is known to begin with, and all that may follow them as one. */
function leading(frame: Frame, list: Value, rest: Value): readonly Value[] {
  if (list.objects.length + (list.fields ? 1 : 0) !== 1) return [];
  const fields = list.fields ?? frame.state.object(list.objects[0])?.fields;
  const parts: Value[] = [];
  for (let at = fields?.get('0'); at !== undefined; at = fields?.get(String(parts.length))) parts.push(at);
  return parts.length === 0 ? [] : [...parts, withTaints(UNKNOWN, rest.taints)];
}

/** The receiver is a function, and is called. */
function invoke(frame: Frame, c: CallSite, args: readonly ArgumentValue[], result: Value): Value {
  const callee = c.self;
  if (!callee || (callee.functions.length === 0 && !callee.paths.some((p) => p.symbolic || p.calleeFacts.known)))
    return join(result, carried(frame, c));
  return call(frame, { ...c, callee, self: c.args[0]?.value, args });
}

/** The receiver with its own receiver and first arguments settled. */
function boundTo(frame: Frame, c: CallSite, result: Value): Value {
  const [self, ...others] = c.args;
  if (!self || self.spread || !c.self || c.self.functions.length === 0) return result;
  const nobody = self.value.consts?.length === 1 && self.value.consts[0] == null;
  const end = others.findIndex((a) => a.spread);
  const given = others.slice(0, end < 0 ? undefined : end).map((a) => a.value);
  const functions = c.self.functions.map((fn) => withAhead(frame, fn, nobody ? fn.self : self.value, given));
  const out = copyOf(result);
  out.functions = functions;
  return out;
}

/** The elements of a list as arguments of their own, where the list is written out. */
function spread(frame: Frame, list: ArgumentValue): readonly ArgumentValue[] {
  const elements = writtenOut(frame, list.value);
  return elements ? elements.map((value) => ({ ...list, value })) : [{ ...list, spread: true }];
}

/** Elements added at the end of a list written out keep their places; of another list only that they are in it is known. */
function append(frame: Frame, c: CallSite): void {
  if (!c.self) return;
  const self = c.self.fields && c.self.objects.length === 0 ? thawed(frame, c.self) : c.self;
  for (const arg of c.args) {
    const value = arg.spread ? loadElement(frame, arg.value, arg.site) : arg.value;
    const [id] = self.objects;
    const object = self.objects.length === 1 && self.taints.length + self.paths.length === 0 ? frame.state.object(id) : undefined;
    const length = object?.complete && !object.many ? object.fields.get('length')?.consts : undefined;
    if (object && !arg.spread && length?.length === 1 && typeof length[0] === 'number') {
      const fields = new Map(object.fields).set(String(length[0]), value).set('length', constant(length[0] + 1, undefined));
      fields.set(ELEMENTS, join(object.fields.get(ELEMENTS) ?? NOTHING, value));
      frame.state.setObject(id, withObjectFields(object, fields));
    } else storeElement(frame, self, value);
  }
}

/** What the call's truth shows. */
export function meaningFacts(frame: Frame, c: CallSite, meaning: Meaning | 'collect'): Facts | undefined {
  const first = c.args[0]?.value;
  switch (meaning) {
    case 'matches':
      return c.self && first ? regexFacts(c.self, first) : undefined;
    case 'matched-by':
      return c.self && first ? regexFacts(first, c.self) : undefined;
    case 'matches-start':
      return first ? regexShows(anchored(c.self, 'start'), first) : undefined;
    case 'matches-whole':
      return first ? regexShows(anchored(c.self, 'whole'), first) : undefined;
    case 'text-matches':
      return c.args[1] ? regexShows(asRegex(first), c.args[1].value) : undefined;
    case 'text-matches-start':
      return c.args[1] ? regexShows(anchored(first, 'start'), c.args[1].value) : undefined;
    case 'text-matches-whole':
      return c.args[1] ? regexShows(anchored(first, 'whole'), c.args[1].value) : undefined;
    case 'member':
      return memberFacts(frame, c);
    case 'has-key':
      return c.self && first && untainted(c.self) ? { whenTrue: all(first.taints, MASK['allow-listed']), whenFalse: [] } : undefined;
    case 'owns-key': {
      const second = c.args[1]?.value;
      return first && second && (isComplete(frame, first) || untainted(first))
        ? { whenTrue: all(second.taints, MASK['allow-listed']), whenFalse: [] }
        : undefined;
    }
    case 'starts-with':
      return c.self && first ? prefixFacts(c.self, first) : undefined;
    case 'ends-with':
      return c.self && first ? suffixFacts(c.self, first) : undefined;
    case 'not-number':
      return first ? { whenTrue: [], whenFalse: all(first.taints, MASK.number) } : undefined;
    case 'same-text':
      return c.self && first ? sameText(c.self, first) : undefined;
    default:
      return undefined;
  }
}

function regexFacts(regex: Value, subject: Value): Facts | undefined {
  const only = regex.consts?.length === 1 ? regex.consts[0] : undefined;
  return only !== undefined && isRegex(only) ? regexShows(only, subject) : undefined;
}

function regexShows(only: RegexLiteral | undefined, subject: Value): Facts | undefined {
  if (!only) return undefined;
  const slashes = beginningSlashes(only.regex);
  if (slashes === 'two') return { whenTrue: [], whenFalse: all(subject.taints, MASK['one-slash']) };
  if (slashes === 'one') return { whenTrue: all(subject.taints, MASK.rooted | MASK['one-slash'] | MASK['no-option']), whenFalse: [] };
  const dash = beginsWithDash(only.regex);
  if (dash === true) return { whenTrue: [], whenFalse: all(subject.taints, MASK['no-option']) };
  const first = dash === false ? MASK['no-option'] : 0;
  if (!allowsOnlyPlainText(only)) return first ? { whenTrue: all(subject.taints, first), whenFalse: [] } : undefined;
  return { whenTrue: all(subject.taints, MASK['plain-characters'] | first), whenFalse: [] };
}

/** `list.includes(x)`: x is on the list. `text.includes('..')`: where it is not, there is no way up. */
function memberFacts(frame: Frame, c: CallSite): Facts | undefined {
  const first = c.args[0]?.value;
  if (!c.self || !first) return undefined;
  if (first.taints.length > 0 && untainted(c.self)) return { whenTrue: all(first.taints, MASK['allow-listed']), whenFalse: [] };
  void frame;
  const up = noWayUp(first, c.self);
  return up.length > 0 ? { whenTrue: [], whenFalse: up } : undefined;
}

/** `path.startsWith(root + separator)` after the path was resolved; `text.startsWith('https://host/')`. */
function prefixFacts(subject: Value, prefix: Value): Facts | undefined {
  const text = prefix.consts?.length === 1 && typeof prefix.consts[0] === 'string' ? prefix.consts[0] : undefined;
  if (text === undefined && !untainted(prefix)) return undefined;
  if (text !== undefined && /^[a-z]+:\/\/[^/]+\//i.test(text))
    return { whenTrue: all(subject.taints, MASK['host-fixed'] | MASK['host-checked']), whenFalse: [] };
  if (text === '-' || text === '--') return { whenTrue: [], whenFalse: all(subject.taints, MASK['no-option']) };
  if (text === '/') return { whenTrue: all(subject.taints, MASK.rooted | MASK['no-option']), whenFalse: [] };
  if (text === '//') return { whenTrue: [], whenFalse: all(subject.taints, MASK['one-slash']) };
  const resolved = subject.taints.filter((t) => t.mask & MASK['path-resolved']);
  // A way relative to the folder that does not lead up stays below it.
  if (/^\.\.[/\\\0]?$/.test(text ?? prefix.shape ?? '')) return { whenTrue: [], whenFalse: all(resolved, MASK['path-checked']) };
  // Without a separator at its end, `/srv/files` also lets `/srv/files-private` through.
  const closed = text === undefined ? prefix.separated : /[/\\]$/.test(text);
  const shown = resolved.length > 0 && closed ? all(resolved, MASK['path-checked']) : [];
  if (text !== undefined && /^\/[^/\\]/.test(text)) shown.push(...all(subject.taints, MASK.rooted | MASK['one-slash'] | MASK['no-option']));
  // A base address from the settings: whoever compares with it has thought of the host.
  if (text === undefined) shown.push(...all(subject.taints, MASK['host-checked']));
  return shown.length === 0 ? undefined : { whenTrue: shown, whenFalse: [] };
}

/** Equal to something the client does not choose, whichever of the two is asked. */
function sameText(self: Value, other: Value): Facts | undefined {
  if (untainted(other)) return { whenTrue: all(self.taints, MASK['allow-listed']), whenFalse: [] };
  return untainted(self) ? { whenTrue: all(other.taints, MASK['allow-listed']), whenFalse: [] } : undefined;
}

/** `url.hostname.endsWith('.example.com')`; without the dot, `evilexample.com` ends so too. */
function suffixFacts(subject: Value, suffix: Value): Facts | undefined {
  const text = suffix.consts?.length === 1 && typeof suffix.consts[0] === 'string' ? suffix.consts[0] : '';
  const hosts = subject.taints.filter((t) => t.mask & MASK['host-part']);
  return /^\.[^.]/.test(text) && hosts.length > 0 ? { whenTrue: all(hosts, MASK['host-checked']), whenFalse: [] } : undefined;
}
