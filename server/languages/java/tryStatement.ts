/** `try` with resources, `catch`, `finally`. */
import { leaveThroughFinally } from '../finally';
import type { Context } from './context';
import { endOf } from './operators';
import { statementList } from './statements';
import type { StatementHandler } from './tables';
import { onlyType, typed, typesOf } from './types';

export const TRY: Readonly<Record<string, StatementHandler>> = {
  try_statement: tryStatement,
  try_with_resources_statement: tryStatement,
  resource_specification(c, n) {
    for (const part of c.parts(n)) c.statement(part);
  },
  resource,
  // These stand alone only in damaged text.
  catch_clause: catchBody,
  finally_clause: statementList,
};

function tryStatement(c: Context, n: number): void {
  const finalizer = c.parts(n).find((part) => c.type(part) === 'finally_clause');
  if (finalizer === undefined) tryCatch(c, n);
  else
    leaveThroughFinally(c, n, {
      at: c.at(finalizer),
      body: () => tryCatch(c, n),
      finalizer: () => statementList(c, finalizer),
    });
}

function tryCatch(c: Context, n: number): void {
  const body = c.child(n, c.fields.body);
  const resources = c.child(n, c.fields.resources);
  const clauses = c.parts(n).filter((part) => c.type(part) === 'catch_clause');
  const after = c.b.block();
  const handler = clauses.length === 0 ? undefined : c.b.block();
  const outer = handler === undefined ? c.fn.handler : c.setHandler(handler);
  const inside = c.b.block();
  c.b.jump(c.at(n), inside);
  c.b.enter(inside);
  // Something to be caught, even where the body does nothing.
  if (handler !== undefined) c.b.constant(c.at(n), undefined);
  c.inScope(false, () => {
    if (resources >= 0) c.statement(resources);
    if (body >= 0) c.statement(body);
  });
  const endsNormally = !c.b.ended;
  c.setHandler(outer);
  // The jump out belongs to the try; the code it reaches does not.
  if (endsNormally) c.b.jump(endOf(c, body < 0 ? n : body), after);
  if (handler !== undefined) {
    c.b.enter(handler);
    handlers(c, n, clauses, after);
  }
  c.b.enter(after);
}

/** `Type name = value` or a variable that is there already. */
function resource(c: Context, n: number): void {
  const name = c.child(n, c.fields.name);
  const value = c.child(n, c.fields.value);
  if (name < 0 || value < 0) {
    for (const part of c.parts(n)) if (!c.isSilent(part)) c.expression(part);
    return;
  }
  const type = c.child(n, c.fields.type);
  const reg = c.expression(value);
  const at = c.at(n);
  const several = type >= 0 && typesOf(c, type).length > 1;
  const variable = c.declare(c.scope, c.name(name), c.at(name), onlyType(c, type));
  c.declareSet(at, variable, several ? typed(c, type, reg, n) : reg);
}

/** Which clause catches what was thrown is not known. */
function handlers(c: Context, n: number, clauses: readonly number[], after: number): void {
  const caught = c.b.caught(c.at(n));
  for (const [i, clause] of clauses.entries()) {
    const at = c.at(clause);
    const isLast = i === clauses.length - 1;
    const next = isLast ? -1 : c.b.block();
    if (!isLast) {
      const then = c.b.block();
      c.b.branch(at, caught, then, next);
      c.b.enter(then);
    }
    catchBody(c, clause, caught);
    if (!c.b.ended) c.b.jump(endOf(c, clause), after);
    if (!isLast) c.b.enter(next);
  }
}

function catchBody(c: Context, n: number, caught = -1): void {
  c.inScope(false, () => {
    const parameter = c.parts(n).find((part) => c.type(part) === 'catch_formal_parameter');
    const name = parameter === undefined ? -1 : c.child(parameter, c.fields.name);
    if (name >= 0 && c.type(name) === 'identifier' && caught >= 0) {
      const at = c.at(name);
      c.declareSet(at, c.declare(c.scope, c.name(name), at), sorts(c, parameter as number, name, caught));
    }
    const body = c.child(n, c.fields.body);
    if (body >= 0) c.statement(body);
  });
}

/** What is caught, of each sort that the clause names. */
function sorts(c: Context, parameter: number, name: number, caught: number): number {
  const types = c.parts(parameter).find((part) => c.type(part) === 'catch_type');
  return types === undefined ? caught : c.parts(types).reduce((reg, type) => typed(c, type, reg, name), caught);
}
