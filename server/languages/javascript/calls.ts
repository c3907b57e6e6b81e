/** Calls, `new`, `require`, `import()`, tagged templates. */
import type { Argument, Reg } from '../../ir/types';
import { addingCall } from './commonJs';
import type { Context } from './context';
import { listItems, member } from './expressions';
import { taggedParts } from './literals';
import { loadedBy } from './requires';
import type { ExpressionHandler } from './tables';

export const CALLS: Readonly<Record<string, ExpressionHandler>> = {
  call_expression: call,
  new_expression(c, n) {
    const callee = c.child(n, c.fields.constructor);
    if (callee < 0) return c.mixOfParts(n);
    const reg = c.expression(callee);
    const args = c.child(n, c.fields.arguments);
    return c.b.call(c.at(n), reg, args < 0 ? [] : listItems(c, args), -1, 'new');
  },
  // Stands alone only in damaged text.
  arguments: (c, n) => c.mixOfParts(n),
  template_substitution: (c, n) => c.mixOfParts(n),
};

function call(c: Context, n: number): Reg {
  const calleeNode = c.child(n, c.fields.function);
  const argsNode = c.child(n, c.fields.arguments);
  if (calleeNode < 0) return c.mixOfParts(n);
  const decorated = c.compiled?.targetOf(n) ?? -1;
  if (decorated >= 0) return c.expression(decorated);
  const at = c.at(n);
  const awaited = awaitedParts(c, n);
  if (awaited.length > 0) return c.b.await(at, awaited.map((part) => c.expression(part)).at(-1) as Reg);
  const isImport = c.type(calleeNode) === 'import';
  if (argsNode >= 0 && c.type(argsNode) === 'arguments') {
    const modules = loadedBy(c, calleeNode, argsNode);
    if (modules.length > 0)
      return c.mix(
        n,
        modules.map((module) => c.import(at, module, '*')),
      );
    const added = addingCall(c, n, calleeNode, argsNode);
    if (added !== undefined) return added;
  }
  const callee = isImport ? { value: c.b.global(c.at(calleeNode), 'import'), receiver: -1 } : calleeOf(c, calleeNode);
  if (argsNode >= 0 && c.type(argsNode) === 'template_string') {
    const { pieces, values } = taggedParts(c, argsNode);
    const texts = c.b.array(
      c.at(argsNode),
      pieces.map((value) => ({ value })),
    );
    const args: Argument[] = [{ value: texts }, ...values.map((value) => ({ value }))];
    return c.b.call(at, callee.value, args, callee.receiver, 'tag');
  }
  return c.b.call(at, callee.value, argsNode < 0 ? [] : listItems(c, argsNode), callee.receiver);
}

/** The function's value and the receiver it is called on. Parentheses and `!` keep the receiver. */
function calleeOf(c: Context, n: number): { readonly value: Reg; readonly receiver: Reg } {
  let callee = n;
  for (;;) {
    const type = c.type(callee);
    if (type === 'member_expression' || type === 'subscript_expression') {
      // A chain of calls leans to the left and may be long; `member` goes through `expression` and its limit.
      return member(c, callee);
    }
    const awaited = awaitedParts(c, callee);
    if (awaited.length === 1) {
      callee = awaited[0];
      continue;
    }
    if (type !== 'parenthesized_expression' && type !== 'non_null_expression' && type !== 'instantiation_expression') break;
    const inside = c.firstPart(callee);
    if (inside < 0) break;
    callee = inside;
  }
  return { value: c.expression(callee), receiver: -1 };
}

/** `await (0, run)(task)` is read as a call of something named `await`: what really stands in its brackets. */
function awaitedParts(c: Context, n: number): readonly number[] {
  if (c.type(n) !== 'call_expression') return [];
  const callee = c.child(n, c.fields.function);
  const args = c.child(n, c.fields.arguments);
  if (callee < 0 || args < 0 || c.type(callee) !== 'identifier' || c.type(args) !== 'arguments' || c.name(callee) !== 'await') return [];
  const parts: number[] = [];
  for (let part = c.firstPart(args); part >= 0; part = c.firstPart(args, c.next(part))) parts.push(part);
  return parts;
}
