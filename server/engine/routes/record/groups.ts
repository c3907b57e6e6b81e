/** Routers that are mounted where they are made: groups, and routers in callbacks. */

import type { FunctionValue, Value } from '../../values';
import { PLAIN, type Ref, type RouteEvent } from '../facts';
import type { CompiledGroup, CompiledPlugin } from '../model/compile';
import { wrapping } from '../world';
import { folderAt } from './folderText';
import { isNothing, type Noted, type NotedCall, type Reading } from './reading';
import { eachOf, nameOf, placed } from './registering';

/** The new router, where it is mounted, and what the function given there does to it. */
export function groupOf(reading: Reading, c: NotedCall, group: CompiledGroup, guessed: boolean): readonly Noted[] {
  const all = eachOf(reading, c, group.each);
  return all.flatMap((one, i) => oneGroup(reading, one, group, guessed, all.length > 1 ? `.${i}` : ''));
}

/** `which`: of several that one call makes. */
function oneGroup(reading: Reading, c: NotedCall, group: CompiledGroup, guessed: boolean, which: string): readonly Noted[] {
  const handed = placed(reading, c, group.hands).filter(({ value }) => group.hands.length === 1 || value.functions.length > 0);
  const plugin = handed.flatMap(({ value }) => value.paths.flatMap((p) => (p.symbolic ? [] : (p.routes?.plugin ?? []))))[0];
  if (plugin?.is === 'unseen' || plugin?.is === 'folder') return [gapOf(reading, c, group, plugin)];
  if (plugin?.is === 'control') return pluginOf(reading, c, group, plugin);
  const id = reading.key(c.instr) + which;
  const made: Ref = { is: 'scope', id };
  const call = (on: Ref): Noted[] =>
    handed.map(({ value }) => ({ event: 'call', callee: [reading.ref(exported(reading, value))], args: [on], name: c.name, gives: [] }));
  if (plugin?.is === 'open') return call(reading.ref(c.self));
  const [path] = placed(reading, c, group.path).filter(({ value }) => group.path.length === 1 || !isNothing(value));
  const wraps = placed(reading, c, group.wraps);
  const chain = placed(reading, c, group.chain);
  return [
    { event: 'make', id, role: 'router', framework: group.framework },
    {
      event: 'register',
      key: id,
      framework: group.framework,
      does: group.alone ? 'strip' : group.leaks ? 'mount' : 'group',
      ...PLAIN,
      on: group.alone ? made : reading.ref(c.self),
      guessed,
      methods: ['*'],
      path: path && reading.ref(path.value, path.site),
      chain: [
        ...wraps.map((v) => wrapping(reading.ref(v.value, v.site))),
        ...chain.map((v) => reading.ref(v.value, v.site)),
        ...(group.alone ? [] : [made]),
      ],
      names: [...[...wraps, ...chain].map((v) => nameOf(reading, v.site)), ...(group.alone ? [] : [''])],
    },
    ...call(made),
  ];
}

/** What it registers is found only when the program runs, or in a folder. */
function gapOf(reading: Reading, c: NotedCall, { framework }: CompiledGroup, plugin: CompiledPlugin): Noted {
  const message = `What \`${reading.shownAt(c.site)}\` registers is not known.`;
  const dir = plugin.is === 'folder' ? folderAt(reading, c, plugin.dir) : undefined;
  if (plugin.is !== 'folder' || !dir) return { event: 'gap', message };
  if (placed(reading, c, [plugin.unless]).some(({ value }) => !isNothing(value))) return { event: 'gap', message };
  const [prefix] = placed(reading, c, [plugin.prefix]).filter(({ value }) => !isNothing(value));
  const { open, index, besides } = plugin;
  const folder = {
    key: reading.key(c.instr),
    framework,
    on: reading.ref(c.self),
    dir,
    prefix: prefix && reading.ref(prefix.value, prefix.site),
    rules: { open, index, besides },
  };
  return { event: 'gap', message, folder };
}

export function calls(event: RouteEvent, { file, index }: FunctionValue): boolean {
  return event.event === 'call' && event.callee.some((ref) => ref.is === 'function' && ref.func === `${file}#${index}`);
}

/** A group by the name of its call: a function that registers, or a plugin, stands where the router is handed over. */
export function handsTo(reading: Reading, c: NotedCall, group: CompiledGroup, registers: (fn: FunctionValue) => boolean): boolean {
  const [one] = eachOf(reading, c, group.each);
  return placed(reading, one, group.hands).some(({ value }) => value.functions.some(registers) || isPlugin(value));
}

export function isPlugin({ paths }: Value): boolean {
  return paths.some((p) => !p.symbolic && p.routes?.plugin !== undefined);
}

/** What is imported as a whole stands for what it exports by itself. */
function exported(reading: Reading, value: Value): Value {
  if (value.functions.length > 0) return value;
  const own = reading.field(value, 'default');
  return own.functions.length > 0 ? own : value;
}

/** A control of all that is registered on the receiver. */
function pluginOf(
  reading: Reading,
  c: NotedCall,
  { framework }: CompiledGroup,
  plugin: Extract<CompiledPlugin, { is: 'control' }>,
): Noted[] {
  const off = plugin.off ? placed(reading, c, [plugin.off]) : [];
  if (off.some(({ value }) => value.consts?.includes(false) === true)) return [];
  const name = reading.shownAt(c.site);
  const control: Ref = { is: 'control', kinds: [plugin.kind], name };
  const usual = { ...PLAIN, early: true, guessed: false, methods: ['*'], path: undefined, key: reading.key(c.instr) };
  return [{ event: 'register', framework, does: 'mount', on: reading.ref(c.self), ...usual, chain: [control], names: [name] }];
}
