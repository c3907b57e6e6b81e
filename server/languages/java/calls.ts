/** Calls, object creation, and method references. */
import type { Argument, Reg } from '../../ir/types';
import { classBody } from './classes';
import type { Context, Method, TypeScope } from './context';
import { classNamed } from './expressions';
import { formatted } from './format';
import { libraryCall } from './libraryCalls';
import { reference } from './references';
import type { ExpressionHandler } from './tables';
import { simpleName, typesOf } from './types';

export const CALLS: Readonly<Record<string, ExpressionHandler>> = {
  method_invocation: invocation,
  object_creation_expression: creation,
  method_reference: reference,
  // `this(…)` and `super(…)` in a constructor.
  explicit_constructor_invocation(c, n) {
    const args = argumentsOf(c, c.child(n, c.fields.arguments));
    const word = c.child(n, c.fields.constructor);
    const at = c.at(n);
    if (word >= 0 && c.type(word) === 'this') {
      const target = c.within?.constructors.length === 1 ? undefined : chosen(c.within?.constructors, args.length);
      const object = c.b.this(c.at(word));
      return target ? c.b.call(at, c.b.field(at, object, target.member), args, object) : c.b.constant(at, undefined);
    }
    return c.b.call(at, c.b.super(word < 0 ? at : c.at(word)), args);
  },
  argument_list: (c, n) => c.mixOfParts(n),
};

function invocation(c: Context, n: number): Reg {
  const nameNode = c.child(n, c.fields.name);
  const object = c.child(n, c.fields.object);
  const argsNode = c.child(n, c.fields.arguments);
  const at = c.at(n);
  if (nameNode < 0) return c.mixOfParts(n);
  const name = c.name(nameNode);
  if (object < 0) return ownCall(c, n, name, argsNode);
  const own = formatted(c, n, name, object, argsNode);
  if (own !== undefined) return own;
  const other = libraryCall(c, n, name, object, argsNode);
  if (other !== undefined) return other;
  const receiver = c.type(object) === 'super' ? c.b.super(c.at(object)) : c.expression(object);
  // `a.` in half-written text is the object itself.
  if (c.tree.isMissing(nameNode)) return receiver;
  const here =
    c.type(object) === 'this'
      ? c.within
      : c.type(object) === 'identifier' && !c.fieldHere(c.name(object))
        ? c.typeHere(c.name(object))
        : undefined;
  const args = argumentsOf(c, argsNode);
  const member = (here && chosen(here.methods.get(name), args.length)?.member) ?? name;
  const callee = c.b.field({ start: c.tree.start(n), end: c.tree.end(nameNode) }, receiver, member);
  return c.b.call(at, callee, args, receiver);
}

/** A call without an object: a method of a type around, a static import, or something inherited. */
function ownCall(c: Context, n: number, name: string, argsNode: number): Reg {
  const at = c.at(n);
  for (let type: TypeScope | undefined = c.within; type; type = type.outer) {
    const methods = type.methods.get(name);
    if (!methods) continue;
    const args = argumentsOf(c, argsNode);
    const method = chosen(methods, args.length);
    const receiver = (method ?? methods[0]).static ? c.typeValue(type, at) : c.thisOf(type, at);
    return c.b.call(at, c.b.field(at, receiver, method?.member ?? name), args, receiver);
  }
  const known = c.staticImports.get(name);
  if (known) {
    const owner = c.classOf(known, at);
    return c.b.call(at, c.b.field(at, owner, name), argumentsOf(c, argsNode), owner);
  }
  const args = argumentsOf(c, argsNode);
  if (c.staticStars.length > 0 && !c.within?.hasParent) {
    const regs = c.staticStars.map((star) => {
      const owner = c.classOf(star, at);
      return c.b.field(at, owner, name);
    });
    return c.b.call(at, regs.length === 1 ? regs[0] : c.b.mix(at, regs), args);
  }
  const receiver = c.b.this(at);
  return c.b.call(at, c.b.field(at, receiver, name), args, receiver);
}

/** The overload that takes so many arguments, where that tells. */
export function chosen(methods: readonly Method[] | undefined, count: number): Method | undefined {
  if (!methods) return undefined;
  const exact = methods.filter((m) => m.params === count && !m.varargs);
  if (exact.length === 1) return exact[0];
  const open = methods.filter((m) => m.varargs && count >= m.params - 1);
  return exact.length === 0 && open.length === 1 ? open[0] : undefined;
}

export function argumentsOf(c: Context, n: number): Argument[] {
  const out: Argument[] = [];
  if (n < 0) return out;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i) || c.isSilent(i)) continue;
    // Damaged text runs, but takes no place of its own.
    if (c.isError(i)) c.statement(i);
    else out.push({ value: c.expression(i) });
  }
  return out;
}

/** `new A(…)`, with a body a class of its own. */
function creation(c: Context, n: number): Reg {
  const typeNode = c.child(n, c.fields.type);
  const argsNode = c.child(n, c.fields.arguments);
  const at = c.at(n);
  const body = c.parts(n).find((part) => c.type(part) === 'class_body') ?? -1;
  const outer = c
    .parts(n)
    .find((part) => part !== typeNode && part !== argsNode && part !== body && !c.isSilent(part) && !/annotation$/.test(c.type(part)));
  if (outer !== undefined && outer < typeNode) c.expression(outer);
  let callee = typeNode < 0 ? c.b.constant(at, undefined) : classNamed(c, typeNode);
  const args = argumentsOf(c, argsNode);
  if (body >= 0) callee = classBody(c, body, callee, typeNode < 0 ? '' : simpleName(c, typeNode));
  const made = c.b.call(at, callee, args, -1, 'new');
  // What is made of a class has its type as if it had been declared so.
  const [type] = typeNode < 0 || body >= 0 ? [] : typesOf(c, typeNode);
  return type?.from === 'import' || type?.from === 'name' ? c.b.cast(at, made, type) : made;
}
