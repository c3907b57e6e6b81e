/** What a module exports, as references: no function is running any more. */
import { ELEMENTS } from '../../access';
import type { ModuleRecord } from '../../moduleRecord';
import type { PathNode } from '../../paths';
import type { FunctionValue, Value } from '../../values';
import type { Bindings, Ref } from '../facts';
import type { FileNames } from '../model/fileCompile';
import { SOMETHING } from '../patterns';
import type { Exported } from '../world';
import { controlsAround, isWrapping, wrappedRef } from './wrapping';

const NOWHERE = { start: 0, end: 0 };
const MAX_DEPTH = 5;
const MAX_FIELDS = 200;

type Module = Pick<ModuleRecord, 'file' | 'exports' | 'exportedAt' | 'functions'>;

/** With where each is named; what is handed on as it is has no place of its own. */
export function exportedRefs(module: Module | undefined): ReadonlyMap<string, Exported> {
  if (!module) return new Map();
  const { file, exports, exportedAt, functions } = module;
  return new Map(
    [...allOf(exports)].map(([name, value]) => {
      const own = value.functions.find((fn) => fn.kind === 'function' && fn.file === file);
      const params = (own && functions[own.index]?.params) ?? [];
      return [name, { ref: exportedRef(value, name), site: { file, at: exportedAt.get(name) ?? NOWHERE }, params }];
    }),
  );
}

/** What takes the place of all exports holds them. */
function allOf(exports: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const whole = exports.get('=')?.fields;
  return whole ? new Map([...whole, ...exports]) : exports;
}

/** Of a file that is a route itself, by where it lies, by what it says at its beginning, or by what it exports. */
export function placedExports(module: Module & Pick<ModuleRecord, 'routes'>, files: FileNames): ReadonlyMap<string, Exported> {
  const isPlaced =
    !files.isEmpty &&
    (files.of(module.file) !== undefined ||
      files.isNamed(allOf(module.exports)) ||
      module.routes[0]?.events.some((e) => e.event === 'mark') === true);
  return isPlaced ? exportedRefs(module) : new Map();
}

function exportedRef(value: Value, name: string, depth = 0): Ref {
  const known: Ref[] = [];
  for (const fn of value.functions)
    if (fn.kind === 'function') known.push({ is: 'function', func: `${fn.file}#${fn.index}`, bound: boundOf(fn, name, depth) });
  for (const node of value.paths) {
    const ref = pathRef(node, name);
    if (ref) known.push(ref);
  }
  const held = known.length === 0 && depth < MAX_DEPTH ? heldIn(value, name, depth) : undefined;
  if (held) known.push(held);
  const texts = value.consts?.filter((c) => typeof c === 'string') ?? [];
  if (texts.length > 0 && texts.length === value.consts?.length) known.push({ is: 'text', texts });
  else if (value.consts && value.consts.length > 0 && known.length === 0) return { is: 'nothing' };
  else if (value.shape?.includes('/')) known.push({ is: 'text', texts: [value.shape.replaceAll('\0', SOMETHING)] });
  const controls = controlsAround(value.paths);
  const rest: Ref = known.length === 1 ? known[0] : known.length > 1 ? { is: 'any', of: known } : { is: 'unknown', name };
  return controls.length > 0 ? { is: 'list', items: [...controls, rest], complete: true } : rest;
}

function pathRef({ step, routes, symbolic }: PathNode, name: string): Ref | undefined {
  if (symbolic) return undefined;
  if (step.step === 'instance') return isWrapping(step.key) ? wrappedRef(step.key, name) : { is: 'scope', id: step.key };
  if (routes?.passes) return { is: 'control', kinds: [], name, ...(routes.unread.length > 0 ? { unread: routes.unread } : {}) };
  return routes && routes.controls.length > 0 ? { is: 'control', kinds: routes.controls, name } : undefined;
}

function boundOf(fn: FunctionValue, name: string, depth: number): Bindings | undefined {
  if (depth >= MAX_DEPTH) return undefined;
  const out: Record<string, Ref> = {};
  for (const [key, value] of fn.bound ?? []) {
    const ref = exportedRef(value, '', depth + 1);
    if (ref.is !== 'unknown' && ref.is !== 'nothing') out[key] = ref;
  }
  if (fn.self) {
    const self = exportedRef(fn.self, name, depth + 1);
    if (self.is !== 'unknown') out.$this = self;
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

function heldIn({ fields, complete }: Value, name: string, depth: number): Ref | undefined {
  if (!fields) return undefined;
  if (fields.has(ELEMENTS) || fields.has('0')) {
    const items: Ref[] = [];
    for (let item = fields.get('0'); item && items.length < MAX_FIELDS; item = fields.get(String(items.length)))
      items.push(exportedRef(item, name, depth + 1));
    return { is: 'list', items, complete };
  }
  const kept = [...fields].slice(0, MAX_FIELDS).map(([field, value]) => [field, exportedRef(value, field, depth + 1)] as const);
  return kept.length > 0 ? { is: 'object', fields: Object.fromEntries(kept) } : undefined;
}
