/**
 * Notes what calls say of endpoints that others make: what stands before them, what they tell those who stand there, and who asks
 * for it. What such a call returns may be a decorator, in this file or another; so it is named by its place.
 */
import type { Place } from '../../catalogState';
import type { ControlKind } from '../../kinds';
import { elementsOf } from '../../places';
import type { Site, Value } from '../../values';
import type { AskedOf, Standings } from '../declaredFacts';
import type { Ref } from '../facts';
import type { RouteState } from '../model/compile';
import type { CallMark, CompiledMark, ProvidedMark } from '../model/declaredCompile';
import type { CallInstr, Definitions } from './definitions';
import { placementOf } from './placements';
import type { Noted, NotedCall, Reading } from './reading';
import { placed } from './registering';
import { actingOf } from './views';
import { wrapKey } from './wrapping';

/** What is noted of a call, and the name by which what it returns goes on. */
interface Said {
  readonly event: Noted;
  readonly name: string | undefined;
}

/** `marks` undefined: nobody knows what it is. */
export function saidByCall(
  reading: Reading,
  defs: Definitions,
  c: NotedCall,
  marks: readonly CompiledMark[] | undefined,
  keeps: RouteState['keeps'],
): readonly Said[] {
  const said = (marks ?? []).flatMap((mark) => (isCallMark(mark) ? [saidBy(reading, defs, c, mark)] : []));
  const [at] = keeps ? placed(reading, c, [keeps.name]) : [];
  const [held] = keeps ? placed(reading, c, [keeps.value]) : [];
  if (!at || !held || (held.value.functions.length === 0 && c.callee.paths.every((p) => p.symbolic))) return said;
  const event: Noted = { event: 'keep', name: reading.ref(at.value), value: reading.ref(held.value, held.site) };
  return [...said, { event, name: undefined }];
}

function isCallMark(mark: CompiledMark): mark is CallMark {
  return ['stands', 'everywhere', 'tells', 'teller', 'starts', 'asks', 'prefix', 'told', 'places'].includes(mark.says);
}

function saidBy(reading: Reading, defs: Definitions, c: NotedCall, mark: CallMark): Said {
  const { framework } = mark;
  switch (mark.says) {
    case 'stands': {
      const { shape, kinds, chain, names } = standing(reading, c, framework, mark);
      return kept(reading, c, {
        framework: textRef(framework),
        shape: textRef(shape),
        kinds: listRef((kinds ?? []).map(textRef)),
        chain: listRef(chain),
        names: listRef(names.map(textRef)),
      });
    }
    case 'tells': {
      const key = placed(reading, c, [mark.key])[0];
      const value = placed(reading, c, [mark.value])[0];
      return kept(reading, c, {
        key: key ? keyOf(reading, key.value) : NOT_KNOWN,
        value: value ? toldOf(reading, value) : { is: 'nothing' },
      });
    }
    case 'teller':
      return { event: { event: 'wrap', id: wrapKey(reading.key(c.instr)), of: [] }, name: wrapKey(reading.key(c.instr)) };
    // What such a call has returned is called: `const Roles = decorator()`, then `Roles(['admin'])`.
    case 'told': {
      const [value] = c.args;
      return kept(reading, c, { key: keyOf(reading, c.callee), value: value ? toldOf(reading, value) : NOT_KNOWN });
    }
    case 'everywhere':
      return { event: { event: 'everywhere', framework, ...standing(reading, c, framework, mark) }, name: undefined };
    case 'places':
      return { event: placementOf(reading, defs, c, mark), name: undefined };
    case 'starts':
      return { event: { event: 'starts' }, name: undefined };
    case 'prefix': {
      const [path] = placed(reading, c, [mark.path]);
      const except = mark.except && placed(reading, c, [mark.except])[0];
      const text = path ? reading.ref(path.value, path.site) : NOT_KNOWN;
      return {
        event: { event: 'prefix', framework, path: text, except: except && reading.ref(except.value, except.site) },
        name: undefined,
      };
    }
    case 'asks': {
      const [key] = placed(reading, c, [mark.key]);
      const text = reading.shownAt(c.site);
      const [method, of] = [text.includes(mark.method), text.includes(mark.class)];
      const at: AskedOf = method === of ? 'both' : method ? 'method' : 'class';
      return { event: { event: 'asks', key: key ? keyOf(reading, key.value) : NOT_KNOWN, at }, name: undefined };
    }
  }
}

/** What a class provides that stands before all endpoints. */
export function providedBy(reading: Reading, mark: ProvidedMark, made: CallInstr): readonly Standings[] {
  const { frame } = reading;
  const [arg] = made.args;
  if (!arg) return [];
  const list = fieldAt(reading, frame.regs[arg.value], mark.list);
  return elementsOf(frame, list).flatMap((item): readonly Standings[] => {
    const token = reading
      .field(item, mark.as)
      .paths.flatMap((p) => p.routes?.marks ?? [])
      .find((m) => m.says === 'token');
    if (token?.says !== 'token') return [];
    for (const by of mark.by) {
      const value = reading.field(item, by);
      if (isNobody(value)) continue;
      const methods = reading.names.declared.acting.get(`${mark.framework} ${token.shape}`) ?? [];
      const acting = actingOf(frame, value, methods, undefined);
      return [{ shape: token.shape, kinds: token.kinds, chain: [acting.ref], names: [acting.name] }];
    }
    return [];
  });
}

function standing(
  reading: Reading,
  c: NotedCall,
  framework: string,
  mark: { readonly chain: readonly Place[]; readonly shape: string; readonly kinds: readonly ControlKind[] | undefined },
): Standings {
  const methods = reading.names.declared.acting.get(`${framework} ${mark.shape}`) ?? [];
  const all = placed(reading, c, mark.chain).map(({ value, site }) => ({ ...actingOf(reading.frame, value, methods, site), site }));
  return {
    shape: mark.shape,
    kinds: mark.kinds,
    chain: all.map((a) => a.ref),
    names: all.map((a) => reading.shownAt(a.site)),
  };
}

function kept(reading: Reading, c: NotedCall, fields: Readonly<Record<string, Ref>>): Said {
  const id = wrapKey(reading.key(c.instr));
  return { event: { event: 'wrap', id, of: [{ is: 'object', fields }] }, name: id };
}

/** A name: a text, or the decorator that stands for it. */
function keyOf(reading: Reading, value: Value): Ref {
  const made = value.paths.find((p) => p.step.step === 'instance');
  if (made?.step.step === 'instance') return { is: 'scope', id: made.step.key };
  const ref = reading.ref(value);
  return ref.is === 'unknown' ? NOT_KNOWN : ref;
}

/** What is told, with `true` and `false` as texts. */
function toldOf(reading: Reading, { value, site }: { readonly value: Value; readonly site: Site }): Ref {
  const only = value.consts?.length === 1 ? value.consts[0] : undefined;
  return typeof only === 'boolean' ? textRef(String(only)) : reading.ref(value, site);
}

function fieldAt(reading: Reading, value: Value, { below }: Place): Value {
  return below.reduce((v, step) => (step.sub === 'field' ? reading.field(v, step.name) : v), value);
}

function isNobody(value: Value): boolean {
  return (
    value.functions.length + value.objects.length + value.classes.length === 0 &&
    value.fields === undefined &&
    value.paths.every((p) => p.isUnknown)
  );
}

const NOT_KNOWN: Ref = { is: 'unknown', name: '' };
function textRef(text: string): Ref {
  return { is: 'text', texts: [text] };
}
function listRef(items: readonly Ref[]): Ref {
  return { is: 'list', items, complete: true };
}
