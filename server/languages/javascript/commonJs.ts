/** CommonJS: the module's own `module` and `exports`, and what is set on them. */
import type { Argument, At, Property, Reg, Var } from '../../ir/types';
import type { Context } from './context';
import { listItems } from './expressions';
import { stringValue } from './literals';

export interface CommonJs {
  readonly module: Var;
  /** Names set on an export object that is replaced, perhaps by a function: they are kept beside it. */
  readonly named: Map<string, Var> | undefined;
  /** `exports = module.exports = …`. */
  readonly bothAtOnce: boolean;
}

/** `module` and `exports` are the file's own, unless it exports in the other way. */
export function usesCommonJs(c: Context): boolean {
  if (!/\bmodule\.exports\b|\bexports\s*[.[]|\(\s*exports\s*,/.test(c.text)) return false;
  const end = c.next(0);
  for (let i = 1; i < end; i = c.next(i)) if (c.type(i) === 'export_statement') return false;
  return true;
}

export function declareCommonJs(c: Context): void {
  const at = { start: 0, end: 0 };
  const module = c.declare(c.scope, 'module', at);
  const exports = c.declare(c.scope, 'exports', at);
  const object = c.b.object(at, []);
  c.declareSet(at, module, c.b.object(at, [{ key: 'exports', value: object }]));
  c.declareSet(at, exports, c.b.field(at, c.b.get(at, module), 'exports'));
  c.commonJs = {
    module,
    named: /\bmodule\.exports\s*=(?!=)\s*[^\s{]/.test(c.text) ? new Map() : undefined,
    bothAtOnce: /\bexports\s*=\s*module\s*\.\s*exports\s*=|\bmodule\.exports\s*=\s*exports\s*=/.test(c.text),
  };
}

export function exportCommonJs(c: Context, { module, named }: CommonJs): void {
  const at = { start: c.text.length, end: c.text.length };
  const whole = c.addVariable('=', at);
  c.declareSet(at, whole, c.b.field(at, c.b.get(at, module), 'exports'));
  c.exports.push({ name: '=', var: whole });
  for (const [name, variable] of named ?? []) c.exports.push({ name, var: variable });
}

/** `module.exports.find = value` at the top level, or `exports.find = value`. */
export function noteExport(c: Context, target: number, value: Reg): void {
  const named = c.commonJs?.named;
  if (named === undefined || c.fn.level > 0 || c.type(target) !== 'member_expression') return;
  const object = c.child(target, c.fields.object);
  const property = c.child(target, c.fields.property);
  if (object < 0 || property < 0 || !isExports(c, object)) return;
  // The short name still means the first object, unless it is set as well.
  if (c.type(object) === 'identifier' && !c.commonJs?.bothAtOnce) return;
  const name = c.name(property);
  const known = named.get(name);
  const variable = known ?? c.addVariable(name, c.at(property));
  named.set(name, variable);
  if (known === undefined) c.declareSet(c.at(target), variable, value);
  else c.set(c.at(target), variable, value);
}

function isExports(c: Context, n: number): boolean {
  const length = c.tree.end(n) - c.tree.start(n);
  return length < 20 && /^(?:module\s*\.\s*)?exports$/.test(c.tree.textOf(n));
}

/** What a call adds to an object, which its result does not say: `Object.assign(exports, …)`, `Object.defineProperty(…)`. */
export function addingCall(c: Context, n: number, callee: number, args: number): Reg | undefined {
  if (c.tree.end(callee) - c.tree.start(callee) > 40) return undefined;
  const name = c.tree.textOf(callee);
  if (name === 'Object.defineProperty' || name === 'Reflect.defineProperty') return defineProperty(c, n, callee, args);
  if (c.commonJs === undefined) return undefined;
  const parts = partsOf(c, args);
  if (name === 'Object.assign' && parts.length > 0 && isExports(c, parts[0])) return extendExports(c, c.at(n), listItems(c, args));
  if (/^(?:[\w$]+\.)?__exportStar$/.test(name) && parts.length === 2 && isExports(c, parts[1]))
    return extendExports(c, c.at(n), listItems(c, args).reverse());
  return undefined;
}

/** The export object is one that has the others' fields as well. */
function extendExports(c: Context, at: At, items: readonly Argument[]): Reg {
  const props = items.map(({ value, spread }): Property => ({ value: spread ? c.b.element(at, value) : value }));
  const whole = c.b.object(at, props);
  c.b.setField(at, c.read('module', at), 'exports', whole);
  c.write('exports', at, whole);
  return whole;
}

/** A property with a value, or a getter that is asked at once. */
function defineProperty(c: Context, n: number, callee: number, args: number): Reg | undefined {
  const [target, key, descriptor] = partsOf(c, args);
  if (descriptor === undefined || c.type(target) === 'spread_element' || c.type(key) !== 'string' || c.type(descriptor) !== 'object')
    return undefined;
  const text = c.tree.textOf(descriptor).slice(0, 500);
  const field = /\bget\b/.test(text) ? 'get' : /\bvalue\b/.test(text) ? 'value' : undefined;
  if (field === undefined) return undefined;
  const at = c.at(n);
  const items = listItems(c, args);
  c.b.call(at, c.expression(callee), items);
  const described = c.b.field(at, items[2].value, field);
  c.b.setField(at, items[0].value, stringValue(c, key), field === 'get' ? c.b.call(at, described, [], items[0].value) : described);
  return items[0].value;
}

function partsOf(c: Context, args: number): number[] {
  const out: number[] = [];
  const end = c.next(args);
  for (let i = args + 1; i < end; i = c.next(i)) if (c.isPart(i)) out.push(i);
  return out;
}
