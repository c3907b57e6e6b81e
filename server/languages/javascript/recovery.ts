/**
 * Half-written text: where brackets are still open, the parser leaves the beginnings of calls and functions lying about,
 * `app.get` `(` `"/x"` `,` `(req, res)` `=>` `{` and then the statements. They are put together again as far as that
 * makes the statements see the right names; what was still open runs to the end.
 */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import { member } from './expressions';
import { lowerParameters } from './functions';
import { declareStatement, declareVarsIn } from './scopes';

/** Functions inside one another whose ends are missing, at most. */
const OPEN_FUNCTIONS = 20;

/** Lowers the children of a damaged node as statements. */
export function recover(c: Context, n: number, from = n + 1): void {
  c.broken = true;
  const parts: number[] = [];
  const end = c.next(n);
  for (let i = from; i < end; i = c.next(i)) if (!c.isNamed(i) || c.isPart(i)) parts.push(i);
  statements(c, parts, 0, 0);
}

/** Lowers `parts` from `i` on; inside a function (`level` > 0) until its closing brace. Returns where to go on. */
function statements(c: Context, parts: readonly number[], i: number, level: number): number {
  let at = i;
  while (at < parts.length) {
    if (level > 0 && isToken(c, parts[at], '}')) return at + 1;
    const head = level < OPEN_FUNCTIONS ? functionHead(c, parts, at) : undefined;
    if (head !== undefined) at = openFunction(c, parts, head, level).next;
    else if (isToken(c, parts[at + 1], '(') && isCallee(c, parts[at])) at = openCall(c, parts, at, level);
    else {
      if (c.isNamed(parts[at])) c.statement(parts[at]);
      at++;
    }
  }
  return at;
}

interface Head {
  readonly start: number;
  /** Node of its name, or -1. */
  readonly name: number;
  /** `formal_parameters`, or the one name before `=>`. */
  readonly parameters: number;
  readonly isArrow: boolean;
  /** Place of its first statement. */
  readonly body: number;
}

/** `async (a) => {`, `a => {`, `function name(a) {`, `name(a) {`: the head of a function that begins at `i`, or undefined. */
function functionHead(c: Context, parts: readonly number[], i: number): Head | undefined {
  let at = i;
  while (isToken(c, parts[at], 'async') || isToken(c, parts[at], 'function') || isToken(c, parts[at], '*')) at++;
  let name = -1;
  const type = typeAt(c, parts[at]);
  if ((type === 'identifier' || type === 'property_identifier') && typeAt(c, parts[at + 1]) === 'formal_parameters') name = parts[at++];
  const parameters = parts[at];
  const isList = typeAt(c, parameters) === 'formal_parameters';
  if (!isList && typeAt(c, parameters) !== 'identifier') return undefined;
  at++;
  if (typeAt(c, parts[at]) === 'type_annotation') at++;
  const isArrow = isToken(c, parts[at], '=>');
  if (isArrow) at++;
  if ((!isArrow && !isList) || !isToken(c, parts[at], '{')) return undefined;
  return { start: parts[i], name, parameters, isArrow, body: at + 1 };
}

function openFunction(c: Context, parts: readonly number[], head: Head, level: number): { readonly value: Reg; readonly next: number } {
  const start = c.tree.start(head.start);
  const span = { start, end: c.tree.end(parts[parts.length - 1]) };
  const name = head.name < 0 ? '' : c.name(head.name);
  const nameAt = head.name < 0 ? { start, end: c.tree.end(head.parameters) } : c.at(head.name);
  let next = parts.length;
  let func = -1;
  c.deeper(head.start, () => {
    const outer = c.enterFunction(c.reserveFunction(), name, span, nameAt, head.isArrow);
    if (c.type(head.parameters) === 'formal_parameters') lowerParameters(c, head.parameters, -1);
    else c.b.addParam({ var: c.declare(c.scope, c.name(head.parameters), c.at(head.parameters)) });
    for (let i = head.body, depth = 0; i < parts.length && depth >= 0; i++) {
      const part = parts[i];
      if (!c.isNamed(part)) {
        if (isToken(c, part, '{')) depth++;
        else if (isToken(c, part, '}')) depth--;
        continue;
      }
      declareVarsIn(c, part, c.scope);
      // Functions were created by the block around the damage, and are seen from here.
      if (!c.type(part).endsWith('function_declaration')) declareStatement(c, part, c.scope, 0);
    }
    next = statements(c, parts, head.body, level + 1);
    func = c.leaveFunction(outer, { class: -1, ...(head.isArrow ? { lexicalThis: true } : {}) });
  });
  const value = func < 0 ? c.b.constant(span, undefined) : c.b.closure(span, func);
  if (head.name >= 0 && func >= 0) c.declareSet(span, c.declare(c.scope, name, c.at(head.name)), value);
  return { value, next };
}

/** `name(` and the arguments that follow it, up to a closing parenthesis or a statement. */
function openCall(c: Context, parts: readonly number[], i: number, level: number): number {
  const type = c.type(parts[i]);
  const isMember = type === 'member_expression' || type === 'subscript_expression';
  const callee = isMember ? member(c, parts[i]) : { value: c.expression(parts[i]), receiver: -1 };
  const args: { value: Reg }[] = [];
  let at = i + 2;
  while (at < parts.length && !isToken(c, parts[at], ')') && !isToken(c, parts[at], '}')) {
    const head = level < OPEN_FUNCTIONS ? functionHead(c, parts, at) : undefined;
    if (head !== undefined) {
      const made = openFunction(c, parts, head, level);
      args.push({ value: made.value });
      at = made.next;
    } else if (isToken(c, parts[at], ',')) at++;
    else if (c.isNamed(parts[at]) && c.isExpression(parts[at])) args.push({ value: c.expression(parts[at++]) });
    else break;
  }
  if (isToken(c, parts[at], ')')) at++;
  const end = c.tree.end(parts[Math.min(at, parts.length) - 1]);
  c.b.call({ start: c.tree.start(parts[i]), end }, callee.value, args, callee.receiver);
  return at;
}

function isCallee(c: Context, n: number): boolean {
  const type = typeAt(c, n);
  return type === 'member_expression' || type === 'subscript_expression' || type === 'identifier' || type === 'call_expression';
}

function typeAt(c: Context, n: number | undefined): string {
  return n === undefined || !c.isNamed(n) ? '' : c.type(n);
}

function isToken(c: Context, n: number | undefined, text: string): boolean {
  return n !== undefined && !c.isNamed(n) && c.type(n) === text;
}
