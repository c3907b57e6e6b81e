/** Notes what decorators say of the classes and methods that they stand on. */
import type { ClassInfo, Instr, Reg } from '../../../ir/types';
import type { Place } from '../../catalogState';
import type { ControlKind } from '../../kinds';
import type { Value } from '../../values';
import type { ClassId, Mark } from '../declaredFacts';
import type { Ref } from '../facts';
import type { CompiledMark } from '../model/declaredCompile';
import { kindsOfTerms } from '../model/terms';
import { SOMETHING } from '../patterns';
import { constantAt } from './constants';
import type { CallInstr, Definitions } from './definitions';
import { isPromise } from './promised';
import type { Noted, NotedCall, Reading } from './reading';
import { providedBy } from './standing';
import { namesWhatRuns } from './wrapping';

const MAX_PARENTS = 20;

/** A decorator takes hold of a method: it is called by a member, with the method alone. What has nothing to say is no other call either. */
export function methodMarks(reading: Reading, defs: Definitions, { instr }: NotedCall): Noted | 'nothing' | undefined {
  const { module } = reading.frame;
  if (instr.args.length !== 1 || instr.this < 0) return undefined;
  const callee = defs.of(instr.callee);
  const method = defs.of(instr.args[0].value);
  const made = defs.call(instr.this);
  if (callee?.op !== 'field' || method?.op !== 'closure' || !made || module.functions[method.func].class < 0) return undefined;
  if (defs.decorators.has(instr.this)) return 'nothing';
  const { marks, metas } = saidBy(reading, defs, instr.this, made);
  if (marks.length === 0 && metas.length === 0) return 'nothing';
  const func = module.functions[method.func];
  const name = module.classes[func.class]?.members.find((m) => m.func === method.func)?.name ?? func.name;
  // What has a path and is no endpoint leads to what it returns.
  const leads = marks.some((m) => m.says === 'path') && !marks.some((m) => m.says === 'route');
  const returned = leads ? reading.frame.env.summary(module.file, method.func).returns : undefined;
  return {
    event: 'method',
    func: `${module.file}#${method.func}`,
    class: `${module.file}@${func.class}`,
    of: module.classes[func.class]?.name ?? '',
    name,
    hasBody: !isPromise(reading.frame, method.func),
    returns: returned ? returned.classes.map((cls) => `${cls.file}@${cls.index}`) : [],
    marks,
    metas,
  };
}

/** What stands on the methods of a class, where that is kept with the class. */
export function memberMarks(reading: Reading, defs: Definitions, instr: Extract<Instr, { op: 'class' }>): readonly Noted[] {
  const { module } = reading.frame;
  const info = classAt(reading, instr);
  if (!info) return [];
  return info.members.flatMap(({ name, func, decorators }): readonly Noted[] => {
    const { marks, metas } = saidByAll(reading, defs, func >= 0 ? (decorators ?? []) : []);
    if (marks.length + metas.length === 0) return [];
    const id = `${module.file}#${func}`;
    const of = { func: id, class: `${module.file}@${instr.class}`, of: info.name, name };
    return [{ event: 'method', ...of, hasBody: !isPromise(reading.frame, func), returns: [], marks, metas }];
  });
}

/** Its members are not what the code that makes it says: they are asked for, so that it is run again when there are others. */
function classAt({ frame }: Reading, { class: index }: Extract<Instr, { op: 'class' }>): ClassInfo | undefined {
  frame.env.classRecord(frame.module.file, index);
  return frame.module.classes[index];
}

function saidByAll(reading: Reading, defs: Definitions, decorators: readonly Reg[]): { readonly marks: Mark[]; readonly metas: ClassId[] } {
  const said = decorators.map((reg) => {
    const made = defs.call(reg);
    const { marks, metas } = made ? saidBy(reading, defs, reg, made) : { marks: [], metas: [] };
    return { marks: [...marks, ...keptMarks(reading, defs, reg, marks.length === 0 ? made : undefined)], metas };
  });
  return { marks: said.flatMap((s) => s.marks), metas: said.flatMap((s) => s.metas) };
}

/** What was noted when the decorator was made; `made`: it says nothing else. */
function keptMarks(reading: Reading, defs: Definitions, reg: Reg, made: CallInstr | undefined): readonly Mark[] {
  const { frame, names } = reading;
  const value = frame.regs[reg];
  const site = frame.site(defs.written(reg)?.at ?? frame.func.nameAt);
  const name = `@${reading.shownAt(site)}`;
  const kept = namesWhatRuns(value.paths).map((id): Mark => ({ framework: '', site, says: 'kept', ref: { is: 'scope', id }, name }));
  if (kept.length > 0 || !made || names.declared.acting.size === 0) return kept;
  const called = defs.nameOf(made) ?? '';
  const isKnown = frame.regs[made.callee].functions.length > 0 || value.paths.some((p) => p.routes?.passes);
  if (isKnown || !frame.env.names.controls.isAboutClient([called]) || frame.env.names.controls.isHarmless(called)) return [];
  return [{ framework: '', site, says: 'unclear', name }];
}

/** A class is made. Those that have nothing above and nothing on them have nothing to say. */
export function classEvent(reading: Reading, defs: Definitions, instr: Extract<Instr, { op: 'class' }>): Noted | undefined {
  const { frame } = reading;
  const info = classAt(reading, instr);
  const parent = instr.parent >= 0 ? frame.regs[instr.parent] : undefined;
  const parents = parent ? classesIn(parent.functions).slice(0, MAX_PARENTS) : [];
  const above = [...new Set(parent?.paths.flatMap((p) => p.routes?.marks ?? []).flatMap((m) => (m.says === 'above' ? [m.role] : [])))];
  const { marks, metas } = saidByAll(reading, defs, instr.decorators);
  if (!info) return undefined;
  const promised = info.members.flatMap((m) =>
    m.kind === 'method' && isPromise(frame, m.func) ? [{ name: m.name, func: `${frame.module.file}#${m.func}` }] : [],
  );
  if (marks.length + metas.length + parents.length + above.length + promised.length === 0) return undefined;
  const methods = info.members.flatMap((m) =>
    m.kind === 'method' && m.func >= 0 && parents.length + above.length > 0
      ? [{ name: m.name, func: `${frame.module.file}#${m.func}` }]
      : [],
  );
  const id = `${frame.module.file}@${instr.class}`;
  return { event: 'class', id, name: info.name, parents, above, marks, metas, methods, promised };
}

function saidBy(reading: Reading, defs: Definitions, reg: Reg, made: CallInstr): { readonly marks: Mark[]; readonly metas: ClassId[] } {
  const value = reading.frame.regs[reg];
  const marks: Mark[] = [];
  for (const node of value.paths) {
    for (const mark of node.symbolic ? [] : (node.routes?.marks ?? [])) {
      if (mark.says === 'provided')
        for (const one of providedBy(reading, mark, made))
          marks.push({ framework: mark.framework, site: reading.frame.site(made.at), says: 'everywhere', ...one });
      const read = readMark(reading, defs, mark, made);
      if (read) marks.push(read);
    }
  }
  return { marks, metas: classesIn(reading.frame.regs[made.callee].functions) };
}

function readMark(reading: Reading, defs: Definitions, mark: CompiledMark, made: CallInstr): Mark | undefined {
  const { framework } = mark;
  const site = reading.frame.site(made.at);
  const path = (places: readonly Place[]): ReturnType<Reading['ref']> | undefined => {
    for (const place of places) {
      const reg = regAt(made, [place]);
      if (reg === undefined) continue;
      if (place.below.length === 0) return pathAt(constantAt(reading, defs, reg, site));
      const held = place.below.reduce((v, step) => (step.sub === 'field' ? reading.field(v, step.name) : v), reading.frame.regs[reg]);
      const ref = reading.ref(held);
      if (ref.is !== 'unknown' && ref.is !== 'nothing') return ref;
    }
    return undefined;
  };
  switch (mark.says) {
    case 'group':
      return { framework, site, says: 'group', path: path(mark.path), serves: mark.serves };
    case 'path':
    case 'base':
    case 'placed':
      return { framework, site, says: mark.says, path: path(mark.path) };
    case 'route':
      return { framework, site, says: 'route', path: path(mark.path), methods: methodsOf(defs, mark.methods, made), alone: mark.alone };
    case 'control': {
      const [given] = made.args;
      const shown = given ? constantAt(reading, defs, given.value, site) : undefined;
      const name = `@${defs.nameOf(made) ?? ''}${shown ? `(${writtenAs(shown)})` : ''}`;
      const { family, switched } = mark;
      const reg = regAt(made, mark.expression);
      if (mark.expression.length === 0) return { framework, site, says: 'control', kinds: mark.kinds, doubts: [], family, switched, name };
      const said = reg === undefined ? undefined : constantAt(reading, defs, reg, site);
      const text = said?.is === 'text' && said.texts.length === 1 ? said.texts[0] : undefined;
      const { kinds, doubts } =
        text === undefined ? UNKNOWN : kindsOfTerms(text, reading.names.declared.terms, reading.frame.env.names.controls);
      return { framework, site, says: 'control', kinds, doubts, family, switched, name };
    }
    case 'switch':
      return { framework, site, says: 'switch', family: mark.family };
    case 'order': {
      const reg = regAt(made, [mark.at]);
      const consts = reg === undefined ? undefined : reading.frame.regs[reg].consts;
      const at = consts?.length === 1 ? Number(consts[0]) : Number.NaN;
      return { framework, site, says: 'order', at: Number.isFinite(at) ? at : undefined };
    }
    case 'lifts': {
      const name = `@${reading.shownAt(site)}`;
      return { framework, site, says: 'lifts', kinds: mark.kinds, name };
    }
    case 'begins':
    case 'conditional':
    case 'maker':
    case 'part':
    case 'binds':
      return { framework, site, says: mark.says };
    default:
      return undefined;
  }
}

/** Options that say nothing of a path. */
function pathAt(ref: Ref): Ref | undefined {
  return ref.is === 'object' ? undefined : ref;
}

const UNKNOWN: { readonly kinds: readonly ControlKind[]; readonly doubts: readonly ControlKind[] } = {
  kinds: [],
  doubts: ['authentication', 'authorisation'],
};

/** Not as it stands in the text: that belongs to the method, which may change by itself. */
function writtenAs(ref: Ref): string {
  if (ref.is === 'text') return ref.texts.map((t) => `"${t}"`).join(', ');
  if (ref.is === 'list') return ref.items.map(writtenAs).join(', ');
  return SOMETHING;
}

/** The first of the places that is there. */
export function regAt(made: CallInstr, places: readonly Place[]): Reg | undefined {
  for (const { selector } of places) {
    const named = made.args.filter((a) => a.name !== undefined);
    const found =
      selector?.select === 'name'
        ? named.find((a) => a.name === selector.name)
        : selector?.select === 'index'
          ? made.args.filter((a) => a.name === undefined)[selector.index]
          : undefined;
    if (found) return found.value;
  }
  return undefined;
}

function methodsOf(defs: Definitions, methods: Extract<CompiledMark, { says: 'route' }>['methods'], made: CallInstr): readonly string[] {
  if (methods === 'any') return ['*'];
  if (!('selector' in methods)) return methods;
  const reg = regAt(made, [methods]);
  if (reg === undefined) return ['*'];
  const instr = defs.of(reg);
  const regs = instr?.op === 'array' ? instr.items.map((item) => item.value) : [reg];
  const names = regs.map((one) => defs.lastName(one) ?? '?');
  return names.length === 0 ? ['*'] : [...new Set(names)];
}

/** One text, or several of which each is asked. */
export function textOf(value: Value): string | undefined {
  const texts = value.consts;
  return texts?.length === 1 && typeof texts[0] === 'string' ? texts[0] : undefined;
}

function classesIn(values: Value['functions']): ClassId[] {
  return values.flatMap((fn) => (fn.kind === 'class' ? [`${fn.file}@${fn.index}`] : []));
}
