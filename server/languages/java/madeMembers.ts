/** Members nobody writes: constructors and accessors of records, accessors that an annotation asks for, and what chooses among overloads. */
import type { ClassMember } from '../../ir/types';
import { annotationsOf } from './annotations';
import type { Context, Method, TypeScope } from './context';
import { lowerParameters } from './functions';
import { statementList } from './statements';
import { parts } from './typeScopes';
import { simpleName, typed } from './types';

/** Calls every overload with as many arguments as it takes: which one is meant is not known. */
export function dispatcher(c: Context, type: TypeScope, name: string, methods: readonly Method[]): ClassMember {
  const at = c.at(methods[0].node);
  const place = { start: at.start, end: at.start };
  const outer = c.enterFunction(c.reserveFunction(), name === '<init>' ? type.name : name, at, place);
  const count = Math.max(...methods.map((m) => m.params));
  const variables = Array.from({ length: count }, (_, i) => {
    const variable = c.addVariable('~', place);
    c.fn.sets[variable]++;
    c.b.addParam({ var: variable, ...(i === count - 1 && methods.some((m) => m.varargs && m.params === count) ? { rest: true } : {}) });
    return variable;
  });
  const result = c.temporary(place);
  const after = c.b.block();
  for (const [i, method] of methods.entries()) {
    const isLast = i === methods.length - 1;
    const next = isLast ? after : c.b.block();
    if (!isLast) {
      const then = c.b.block();
      c.b.branch(place, c.b.unary(place, 'typeof', c.b.constant(place, undefined)), then, next);
      c.b.enter(then);
    }
    const receiver = c.b.this(place);
    const args = variables.slice(0, method.params).map((variable, k) => ({
      value: c.b.get(place, variable),
      ...(method.varargs && k === method.params - 1 && k === count - 1 ? { spread: true } : {}),
    }));
    c.set(place, result, c.b.call(place, c.b.field(place, receiver, method.member), args, receiver));
    c.b.jump(place, after);
    if (!isLast) c.b.enter(next);
  }
  c.b.enter(after);
  if (name !== '<init>') c.b.return(place, c.b.get(place, result));
  const func = c.leaveFunction(outer, { class: type.index });
  if (name === '<init>') return { name, kind: 'constructor', func, at };
  return { name, kind: 'method', func, at, ...(methods.some((m) => m.static) ? { static: true } : {}) };
}

/** A record's fields, the constructor that sets them after its short form has run, and the methods that read them. */
export function recordConstructor(c: Context, type: TypeScope, members: ClassMember[]): void {
  const list = c.child(type.node, c.fields.parameters);
  const at = c.at(type.node);
  for (const part of list < 0 ? [] : c.parts(list)) {
    const name = c.child(part, c.fields.name);
    if (name < 0) continue;
    members.push({ name: c.name(name), kind: 'field', func: -1, at: c.at(part) });
    if (!type.methods.has(c.name(name))) members.push(reader(c, type, c.name(name), c.name(name), c.child(part, c.fields.type), part));
  }
  if (type.constructors.length > 0 || list < 0) return;
  const short = type.body < 0 ? undefined : parts(c, type.body, 'compact_constructor_declaration')[0];
  const body = short === undefined ? -1 : c.child(short, c.fields.body);
  const outer = c.enterFunction(c.reserveFunction(), type.name, at, c.at(list));
  lowerParameters(c, list);
  if (body >= 0) statementList(c, body);
  for (const part of c.parts(list)) {
    const name = c.child(part, c.fields.name);
    const variable = name < 0 ? -1 : c.ownVariable(c.name(name));
    if (variable >= 0) c.b.setField(c.at(part), c.b.this(c.at(part)), c.name(name), c.b.get(c.at(part), variable));
  }
  members.push({ name: '<init>', kind: 'constructor', func: c.leaveFunction(outer, { class: type.index }), at });
}

const READ = new Set(['Data', 'Getter', 'Value']);
const WRITTEN = new Set(['Data', 'Setter']);

/** `getName()` and `setName(…)` of fields, where an annotation on the class says so. */
export function accessors(c: Context, type: TypeScope, members: ClassMember[]): void {
  const words = annotationsOf(c, type.node).map((n) => simpleName(c, c.child(n, c.fields.name)));
  const reads = words.some((word) => READ.has(word));
  const writes = words.some((word) => WRITTEN.has(word));
  if (!reads && !writes) return;
  for (const [field, { static: isStatic, type: typeNode }] of type.fields) {
    if (isStatic || field === '') continue;
    const upper = field[0].toUpperCase() + field.slice(1);
    const isFlag = typeNode >= 0 && c.type(typeNode) === 'boolean_type';
    const getter = isFlag ? `is${upper}` : `get${upper}`;
    if (reads && !type.methods.has(getter)) members.push(reader(c, type, field, getter, typeNode, type.node));
    if (writes && !type.methods.has(`set${upper}`)) members.push(writer(c, type, field, `set${upper}`));
  }
}

function reader(c: Context, type: TypeScope, field: string, name: string, typeNode: number, place: number): ClassMember {
  const at = c.at(place);
  const outer = c.enterFunction(c.reserveFunction(), name, at, at);
  c.b.return(at, typed(c, typeNode, c.b.field(at, c.b.this(at), field), place));
  return { name, kind: 'method', func: c.leaveFunction(outer, { class: type.index }), at };
}

function writer(c: Context, type: TypeScope, field: string, name: string): ClassMember {
  const at = c.at(type.node);
  const outer = c.enterFunction(c.reserveFunction(), name, at, at);
  const variable = c.declare(c.scope, field, at);
  c.fn.sets[variable]++;
  c.b.addParam({ var: variable });
  c.b.setField(at, c.b.this(at), field, c.b.get(at, variable));
  return { name, kind: 'method', func: c.leaveFunction(outer, { class: type.index }), at };
}
