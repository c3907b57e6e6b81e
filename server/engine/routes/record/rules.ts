/** Notes the rules of lists that hold for paths, from chains of calls: `requests.match("/a/**").hasRole("B")`. */
import type { Reg } from '../../../ir/types';
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { Match } from '../declaredFacts';
import { isSaid, type NamedMatch } from '../model/declaredCompile';
import { kindsOfTerms } from '../model/terms';
import { constantAt } from './constants';
import type { CallInstr, Definitions } from './definitions';
import { handsAllOn } from './glance';
import { regAt, textOf } from './marks';
import type { Noted, NotedCall, Reading } from './reading';

const METHODS = /^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|TRACE)$/;
const DOUBTS: readonly ControlKind[] = ['authentication', 'authorisation'];
const MAX_DEPTH = 4;
/** `span`: where it stands. */
type Rule = Extract<Noted, { event: 'rule' }> & { readonly span: Site };
type Demand = Extract<Noted, { event: 'demand' }> & { readonly span: Site };
type Station = Extract<Noted, { event: 'station' }> & { readonly span: Site };

export function rulesOf(reading: Reading, defs: Definitions, c: NotedCall): readonly (Rule | Station | Demand)[] {
  const { declared } = reading.names;
  const name = defs.nameOf(c.instr);
  const { controls } = reading.frame.env.names;
  if (name === undefined) return [];
  if (!isSaid(declared, name)) return controls.demands(name) ? demandOf(reading, c) : [];
  const station = stationOf(reading, defs, c, name);
  if (station) return [station];
  const { framework } = declared;
  const rule = (does: Rule['does'], of: Partial<Rule>): Rule => ({
    event: 'rule',
    framework,
    does,
    matches: [],
    functions: [],
    kinds: [],
    doubts: [],
    name: '',
    span: c.site,
    ...of,
  });
  if (declared.makes.has(name) && c.callee.paths.some((p) => !p.symbolic && p.routes?.marks.some((m) => m.says === 'list')))
    return [rule('list', {})];
  const rest = declared.rests.get(name);
  if (rest) return [rule('rest', { kinds: rest })];
  const off = offOf(reading, defs, c, name);
  if (off) return [rule('off', off)];
  const before = defs.before(c.instr);
  if (declared.decides.has(name)) {
    const at = before.findIndex((call) => declared.matches.has(defs.nameOf(call) ?? ''));
    if (at < 0 || before.slice(0, at).some((call) => declared.decides.has(defs.nameOf(call) ?? ''))) return [];
    const span = placeOf(reading, defs, c, before[at], c.instr);
    const shown = shownFrom(reading, defs, before[at], c);
    // Something stands between that may turn it around.
    const said = at > 0 ? { kinds: [], doubts: DOUBTS } : decided(reading, name, c);
    return [rule('decide', { matches: matchesOf(reading, defs, before[at], 0), span, name: shown, ...said })];
  }
  const isScope = declared.scopes.has(name) && (!declared.matches.has(name) || c.callee.paths.some((p) => p.symbolic));
  if (isScope && c.args.length > 0 && !defs.isRead(c.instr.to, declared.decides)) {
    const functions = c.args.flatMap((a) => (a.value.functions.length > 0 ? [reading.ref(a.value, a.site)] : []));
    if (functions.length > 0) return [rule('scope', { functions })];
    if (!declared.matches.has(name) || isOnList(reading, c))
      return [rule('scope', { matches: argumentMatches(reading, defs, c.instr, true, 0) })];
  }
  const match = declared.matches.get(name);
  if (!match || match.isValue || defs.isRead(c.instr.to, declared.decides) || (c.args.length === 0 && match.covers === 'paths')) return [];
  const names = before.map((call) => defs.nameOf(call) ?? '');
  const does = names.some((n) => declared.ignores.has(n)) ? 'ignore' : names.some((n) => declared.scopes.has(n)) ? 'scope' : 'match';
  const span = placeOf(reading, defs, c, c.instr);
  return [rule(does, { matches: matchesOf(reading, defs, c.instr, 0), span, name: shownFrom(reading, defs, c.instr, c) })];
}

/** Something nobody knows is called that by its name comes back only for those who may. */
/** The same by how the call is written; what a module calls when it is loaded asks nobody. */
export function demandedBy(reading: Reading, c: NotedCall): readonly Demand[] {
  const called = /\w+$/.exec(c.name)?.[0];
  if (called === undefined || reading.frame.func.index === 0 || c.callee.functions.length > 0) return [];
  // It is told what to go on to.
  if (handsAllOn(c.args) || c.args.some((a) => a.value.functions.length > 0)) return [];
  return reading.frame.env.names.controls.demands(called) ? demandOf(reading, c) : [];
}

function demandOf(reading: Reading, c: NotedCall): readonly Demand[] {
  if (c.callee.paths.some((p) => !p.symbolic && !p.isUnknown)) return [];
  const functions = c.callee.functions.map((fn) => `${fn.file}#${fn.index}`);
  const name = reading.shownAt(c.site);
  const words = name.match(/[A-Za-z_$][\w$]*/g) ?? [];
  if (!reading.frame.env.names.controls.isAboutClient(words)) return [];
  return [{ event: 'demand', name, functions, span: c.site }];
}

/** Something is placed before endpoints, or more is said of where: `places.add(new Guard()).paths("/a/**")`. */
function stationOf(reading: Reading, defs: Definitions, c: NotedCall, name: string): Station | undefined {
  const placing = reading.names.declared.placing.get(name);
  if (!placing) return undefined;
  const { framework, adds } = placing;
  const isFirst = adds === 'place' || adds === 'somewhere';
  const places = isFirst || adds === 'fills';
  const [given] = c.args;
  // Placed by the call itself, or by an object of which more is said.
  const first = isFirst ? c.instr : defs.before(c.instr).find((call) => isPlacing(reading, defs, call));
  if (!first || (places && !given)) return undefined;
  const { objects = [], classes = [] } = places && given ? given.value : {};
  const made = objects.flatMap((id) => reading.frame.state.object(id)?.class ?? []);
  const all = [...made, ...classes].map((cls) => `${cls.file}@${cls.index}`);
  return {
    event: 'station',
    framework,
    id: reading.key(first),
    adds: adds === 'fills' ? 'place' : adds,
    classes: [...new Set(all)],
    matches: places ? [] : argumentMatches(reading, defs, c.instr, true, 0),
    name: places && given ? reading.shownAt(given.site) : '',
    span: c.site,
  };
}

function isPlacing(reading: Reading, defs: Definitions, call: CallInstr): boolean {
  const adds = reading.names.declared.placing.get(defs.nameOf(call) ?? '')?.adds;
  return adds === 'place' || adds === 'somewhere';
}

/** It is called on what lists are made of, and on no list itself. */
function isOnList(reading: Reading, c: NotedCall): boolean {
  const makes = reading.names.declared.makes;
  return (
    c.self?.paths.some((p) => !p.symbolic && [...makes].some((name) => p.member(name).routes?.marks.some((m) => m.says === 'list'))) ===
    true
  );
}

function decided(
  reading: Reading,
  name: string,
  c: NotedCall,
): { readonly kinds: readonly ControlKind[]; readonly doubts: readonly ControlKind[] } {
  const { decides, terms } = reading.names.declared;
  const decision = decides.get(name);
  const { kinds, expression } = decision ?? {};
  if (expression) {
    const reg = regAt(c.instr, [expression]);
    const text = reg === undefined ? undefined : textOf(reading.frame.regs[reg]);
    return text === undefined ? { kinds: [], doubts: DOUBTS } : kindsOfTerms(text, terms, reading.frame.env.names.controls);
  }
  return kinds ? { kinds, doubts: [] } : { kinds: [], doubts: DOUBTS };
}

/** A standing control is turned off: `csrf().disable()`, `csrf(c -> c.disable())`. */
function offOf(reading: Reading, defs: Definitions, c: NotedCall, name: string): Partial<Rule> | undefined {
  const { standing } = reading.names.declared;
  const last = defs.before(c.instr)[0];
  const on = last ? standing.get(defs.nameOf(last) ?? '') : undefined;
  if (on) return on.off.has(name) ? { kinds: [on.kind] } : on.less.has(name) ? { doubts: [on.kind] } : undefined;
  const own = standing.get(name);
  if (!own) return undefined;
  if (c.instr.args.some((a) => own.off.has(defs.lastName(a.value) ?? ''))) return { kinds: [own.kind] };
  const { module } = reading.frame;
  for (const fn of c.args.flatMap((a) => a.value.functions)) {
    const func = fn.kind === 'function' && fn.file === module.file ? module.functions[fn.index] : undefined;
    if (!func) return { doubts: [own.kind] };
    const names = func.blocks.flatMap((b) => b.instrs.flatMap((i) => (i.op === 'field' ? [i.name] : [])));
    if (names.some((n) => own.off.has(n))) return { kinds: [own.kind] };
    if (names.some((n) => own.less.has(n))) return { doubts: [own.kind] };
  }
  return undefined;
}

/** All that one of the calls matches. */
function matchesOf(reading: Reading, defs: Definitions, call: CallInstr, depth: number): readonly Match[] {
  const match = reading.names.declared.matches.get(defs.nameOf(call) ?? '');
  if (!match || depth > MAX_DEPTH) return [UNKNOWN_MATCH];
  if (match.covers !== 'paths') return [{ covers: match.covers, paths: { is: 'nothing' }, methods: ['*'], written: match.written }];
  return argumentMatches(reading, defs, call, match, depth);
}

const UNKNOWN_MATCH: Match = { covers: 'paths', paths: { is: 'unknown', name: '' }, methods: ['*'], written: 'wildcards' };

/** Paths, methods and further matches in the arguments; a method holds for the paths beside it. */
function argumentMatches(reading: Reading, defs: Definitions, call: CallInstr, match: NamedMatch | true, depth: number): readonly Match[] {
  const written = match === true ? 'wildcards' : match.written;
  const out: Match[] = [];
  const paths: Reg[] = [];
  let methods: readonly string[] = ['*'];
  const take = (reg: Reg): void => {
    const instr = defs.of(reg);
    const method = methodAt(reading, defs, reg);
    if (instr?.op === 'array') for (const item of instr.items) take(item.value);
    else if (method !== undefined) methods = [method];
    else if (instr?.op === 'call' && reading.names.declared.matches.has(defs.nameOf(instr) ?? ''))
      out.push(...matchesOf(reading, defs, instr, depth + 1));
    else if (!(instr?.op === 'const' && (instr.value === null || instr.value === undefined))) paths.push(reg);
  };
  for (const arg of call.args) take(arg.value);
  const site = reading.frame.site(call.at);
  for (const reg of paths) out.push({ covers: 'paths', paths: constantAt(reading, defs, reg, site), methods, written });
  // A method alone is one for all paths.
  if (out.length === 0) out.push(methods[0] === '*' ? UNKNOWN_MATCH : { covers: 'all', paths: { is: 'nothing' }, methods, written });
  return out;
}

/** `Method.POST`, `Method.POST.name()`, `"POST"`. */
function methodAt(reading: Reading, defs: Definitions, reg: Reg): string | undefined {
  const instr = defs.of(reg);
  const name = instr?.op === 'call' && instr.this >= 0 && instr.args.length === 0 ? defs.lastName(instr.this) : defs.lastName(reg);
  if (name !== undefined && METHODS.test(name)) return name;
  const text = textOf(reading.frame.regs[reg]);
  return text !== undefined && METHODS.test(text) ? text : undefined;
}

/** From the name of the call that matches to the end of the one that decides: long chains begin far above. */
function shownFrom(reading: Reading, defs: Definitions, match: CallInstr, c: NotedCall): string {
  const { text } = reading.frame.module;
  const from = match.this >= 0 ? (defs.written(match.this)?.at.end ?? match.at.start) : match.at.start;
  const start = text.indexOf(defs.nameOf(match) ?? '', from);
  return reading.shownAt({
    file: c.site.file,
    at: { start: start >= 0 && start < match.at.end ? start : match.at.start, end: c.instr.at.end },
  });
}

/** Where it stands, by a place that is the code's own: what is handed over stands nearer than where the chain begins. */
function placeOf(reading: Reading, defs: Definitions, c: NotedCall, ...calls: readonly CallInstr[]): Site {
  const [arg] = calls.flatMap((call) => call.args.slice(0, 1));
  const at = arg && defs.written(arg.value)?.at;
  return at && at.start >= c.instr.at.start && at.end <= c.instr.at.end ? reading.frame.site(at) : c.site;
}
