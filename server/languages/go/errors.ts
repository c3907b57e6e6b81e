/**
 * Errors. What matters of one is whether there is none: so the value of an error is true where it is nil, and a function that
 * returns an error is one that says whether its arguments are right. What an error's text tells is not followed.
 */
import type { At, Reg } from '../../ir/types';
import type { Context, Results } from './context';

/** Names that only errors have. */
export function isErrorName(name: string): boolean {
  return /^err(?:$|or$|[A-Z0-9_])|[a-z](?:Err|Error)$/.test(name);
}

/** Names of second results that say whether the first is there. */
export function isStatusName(name: string): boolean {
  return (
    name === '_' ||
    isErrorName(name) ||
    /^(?:ok|found|exists?|valid|loaded|more|has|is|present)(?:$|[A-Z0-9])|(?:OK|Ok|Found|Exists)$/.test(name)
  );
}

/** How results of these types are given back, written as in the text. */
export function resultsOf(types: readonly string[]): Results {
  if (types.length < 2) return types[0] === 'error' ? 'error' : 'one';
  const isStatus = types.at(-1) === 'error' || types.at(-1) === 'bool';
  return types.length === 2 && isStatus ? 'first' : 'list';
}

/** An error whose making nobody has seen. */
export function someError(c: Context, at: At): Reg {
  return c.undecided(at);
}

/** The value that is returned as an error: true for nil. */
export function errorValue(c: Context, n: number): Reg {
  const at = c.at(n);
  switch (c.type(n)) {
    case 'nil':
      return c.b.constant(at, true);
    case 'identifier':
      return /^(?:Err|err[A-Z])/.test(c.name(n)) ? c.b.constant(at, false) : c.expression(n);
    case 'call_expression': {
      const reg = c.expression(n);
      return makesError(c, n) ? c.b.constant(at, false) : reg;
    }
    default:
      c.expression(n);
      return c.b.constant(at, false);
  }
}

/** `errors.New(…)`, `fmt.Errorf(…)`, `echo.NewHTTPError(…)`, `status.Error(…)`. */
function makesError(c: Context, n: number): boolean {
  const callee = c.child(n, c.fields.function);
  if (callee < 0) return false;
  const text = c.text.slice(c.tree.start(callee), Math.min(c.tree.end(callee), c.tree.start(callee) + 100));
  return /^errors\.(?!Join)|(?:^|\.)(?:New|Err|err|new)?\w*(?:Error|Errorf)$/.test(text);
}
