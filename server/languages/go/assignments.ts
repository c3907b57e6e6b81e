/** Declarations and assignments: one value or several, and the second result that says whether there is a first. */
import type { At, Reg, TypeRef } from '../../ir/types';
import type { Context } from './context';
import { isErrorName, isStatusName, someError } from './errors';
import { element, packageOf, unwrap } from './expressions';
import { stringValue } from './literals';
import { combined, operatorOf } from './operators';
import type { StatementHandler } from './tables';
import { typeOf, zeroValue } from './types';

export const ASSIGNMENTS: Readonly<Record<string, StatementHandler>> = {
  short_var_declaration(c, n) {
    const targets = sides(c, n, c.fields.left);
    const values = sides(c, n, c.fields.right);
    assign(c, n, targets, values, true);
  },
  assignment_statement(c, n) {
    const targets = sides(c, n, c.fields.left);
    const values = sides(c, n, c.fields.right);
    const operator = operatorOf(c, n);
    const [target] = targets;
    const [value] = values;
    if (operator === '=' || operator === '') assign(c, n, targets, values, false);
    else if (target === undefined || value === undefined) c.statements(n);
    else store(c, target, combined(c, c.at(n), operator.slice(0, -1), c.expression(target), c.expression(value)), c.at(n));
  },
  inc_statement: (c, n) => step(c, n, '+'),
  dec_statement: (c, n) => step(c, n, '-'),
  var_declaration: declarations,
  const_declaration: declarations,
  var_spec: declaration,
  const_spec: declaration,
  var_spec_list: declarations,
};

function step(c: Context, n: number, operator: string): void {
  const target = c.firstPart(n);
  if (target < 0) return;
  const at = c.at(n);
  store(c, target, c.b.binary(at, operator, c.b.unary(at, '+', c.expression(target)), c.b.constant(at, 1)), at);
}

function sides(c: Context, n: number, field: number): number[] {
  const list = c.child(n, field);
  if (list < 0) return [];
  return c.type(list) === 'expression_list' ? c.parts(list) : [list];
}

function assign(c: Context, n: number, targets: readonly number[], values: readonly number[], declares: boolean): void {
  const at = c.at(n);
  const put = (target: number, value: Reg): void => {
    if (declares) bindName(c, target, value, targets.length === 1 ? at : c.at(target));
    else store(c, target, value, targets.length === 1 ? at : c.at(target));
  };
  const [only] = values;
  if (values.length === 1 && targets.length > 1) {
    const regs = several(c, unwrap(c, only), targets);
    for (const [i, target] of targets.entries()) put(target, regs[i]);
    return;
  }
  const regs = values.map((value) => c.expression(value));
  for (const [i, target] of targets.entries()) put(target, regs[i] ?? c.b.constant(at, undefined));
}

/** The results of one expression, one for each target. */
function several(c: Context, n: number, targets: readonly number[]): Reg[] {
  const at = c.at(n);
  const [, second] = targets;
  if (targets.length === 2) {
    switch (c.type(n)) {
      case 'index_expression': {
        const operand = c.child(n, c.fields.operand);
        const index = c.child(n, c.fields.index);
        if (operand < 0 || index < 0) break;
        const base = c.expression(operand);
        return [element(c, n, base, index), c.b.binary(at, 'in', c.expression(index), base)];
      }
      case 'type_assertion_expression':
      case 'unary_expression': {
        const value = c.expression(n);
        return [value, c.undecided(at)];
      }
    }
  }
  const whole = c.expression(n);
  const results = resultsOfCall(c, n);
  const status = (target: number): Reg => (isErrorName(c.name(target)) ? someError(c, at) : c.undecided(at));
  if (targets.length === 2 && (results === 'first' || (results === undefined && isStatusName(c.name(second)))))
    return [whole, status(second)];
  return targets.map((target, i) =>
    i === targets.length - 1 && isErrorName(c.name(target)) ? someError(c, at) : c.b.indexed(at, whole, c.b.constant(at, i)),
  );
}

/** How a function of this file gives back its results; undefined for all others. */
function resultsOfCall(c: Context, n: number): string | undefined {
  if (c.type(n) !== 'call_expression') return undefined;
  const callee = c.child(n, c.fields.function);
  if (callee < 0) return undefined;
  if (c.type(callee) === 'identifier') return c.results.get(c.name(callee));
  if (c.type(callee) !== 'selector_expression' || packageOf(c, c.child(callee, c.fields.operand)) !== undefined) return undefined;
  const field = c.child(callee, c.fields.field);
  return field < 0 ? undefined : c.results.get(`.${c.name(field)}`);
}

/** `name := value`: a new variable, unless this block has one of that name. */
export function bindName(c: Context, target: number, value: Reg, at: At): void {
  if (c.type(target) !== 'identifier') {
    store(c, target, value, at);
    return;
  }
  const name = c.name(target);
  if (name === '_') return;
  const known = c.here(name);
  if (known >= 0) c.set(at, known, value);
  else c.declareSet(at, c.declare(name, c.at(target), isErrorName(name) ? ERROR : undefined), value);
}
const ERROR: TypeRef = { from: 'name', name: 'error' };

/** Gives `value` to a target that is there. */
export function store(c: Context, target: number, value: Reg, at: At): void {
  const n = unwrap(c, target);
  switch (c.type(n)) {
    case 'identifier':
      c.write(c.name(n), at, value);
      return;
    case 'selector_expression': {
      const operand = c.child(n, c.fields.operand);
      const field = c.child(n, c.fields.field);
      if (operand < 0) return;
      const module = packageOf(c, operand);
      const base = module === undefined ? c.expression(operand) : c.import(c.at(operand), module, '*');
      if (field >= 0 && !c.tree.isMissing(field)) c.b.setField(c.at(n), base, c.name(field), value);
      return;
    }
    case 'index_expression': {
      const operand = c.child(n, c.fields.operand);
      const index = c.child(n, c.fields.index);
      if (operand < 0 || index < 0) return;
      const base = c.expression(operand);
      const type = c.type(index);
      if (type === 'interpreted_string_literal' || type === 'raw_string_literal') c.b.setField(c.at(n), base, stringValue(c, index), value);
      else c.b.setIndex(c.at(n), base, c.expression(index), value);
      return;
    }
    case 'unary_expression': {
      // `*p = value`: the object is another from now on.
      const operand = c.child(n, c.fields.operand);
      if (operand >= 0 && operatorOf(c, n) === '*') store(c, operand, value, at);
      return;
    }
    default:
      c.expression(n);
  }
}

/** `var` and `const`, alone or in groups; constants without a value repeat the one above. */
function declarations(c: Context, n: number): void {
  const before = c.iota;
  c.iota = 0;
  let repeated = -1;
  for (const spec of c.parts(n)) {
    if (c.type(spec) === 'const_spec') {
      const value = c.child(spec, c.fields.value);
      if (value >= 0) repeated = value;
      declareNames(c, spec, value >= 0 ? value : repeated);
      c.iota++;
    } else c.statement(spec);
  }
  c.iota = before;
}

function declaration(c: Context, n: number): void {
  declareNames(c, n, c.child(n, c.fields.value));
}

function declareNames(c: Context, n: number, value: number): void {
  const names = c.childrenIn(n, c.fields.name);
  const node = c.child(n, c.fields.type);
  const type = node < 0 ? undefined : typeOf(c, node);
  const values = value < 0 ? [] : c.type(value) === 'expression_list' ? c.parts(value) : [value];
  const at = c.at(n);
  let regs: readonly Reg[];
  if (values.length === 1 && names.length > 1) regs = several(c, unwrap(c, values[0]), names);
  else regs = values.map((v) => c.expression(v));
  for (const [i, name] of names.entries()) {
    const text = c.name(name);
    const whole = names.length === 1 ? at : c.at(name);
    let reg = regs[i] ?? (node < 0 ? c.b.constant(whole, undefined) : zeroValue(c, whole, node, false));
    if (regs[i] !== undefined && type !== undefined && type.from !== 'name') reg = c.b.cast(whole, reg, type);
    const known = c.fn.level === 0 ? c.here(text) : -1;
    const variable = known >= 0 ? known : c.declare(text, c.at(name), type ?? (isErrorName(text) && c.fn.level > 0 ? ERROR : undefined));
    c.declareSet(whole, variable, reg);
  }
}
