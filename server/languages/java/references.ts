/** Method references: `this::show`, `Store::open`, `User::new`, `String::trim`. */
import type { At, Reg } from '../../ir/types';
import type { Context } from './context';
import { classNamed } from './expressions';
import { nameText } from './types';

/** Methods that are called on what is given, rather than with it. */
const OF_OBJECT = /^(?:get|is|has|trim|strip|toString|toLower|toUpper|length|name|intern|stream|size|hashCode|equals|close|run)/;

export function reference(c: Context, n: number): Reg {
  const at = c.at(n);
  const parts = c.parts(n).filter((part) => c.type(part) !== 'type_arguments');
  const [scope] = parts;
  if (scope === undefined) return c.mixOfParts(n);
  const name = c.hasToken(n, 'new') ? 'new' : parts.length > 1 ? c.name(parts[parts.length - 1]) : '';
  const type = c.type(scope);
  const isClass =
    type !== 'super' && type !== 'this' && /^(?:[a-z_]\w*\.)*[A-Z]\w*(?:\.[A-Z]\w*)*$/.test(nameText(c, scope)) && !c.find(c.name(scope));
  if (name === '') return c.mixOfParts(n);
  if (c.isSilent(scope) || isClass) return byClass(c, n, scope, name);
  const receiver = type === 'super' ? c.b.super(c.at(scope)) : c.expression(scope);
  return c.b.field(at, receiver, name);
}

function byClass(c: Context, n: number, scope: number, name: string): Reg {
  const at = c.at(n);
  const owner = nameText(c, scope);
  const method = c.typeHere(owner)?.methods.get(name)?.[0];
  const ofObject = method ? !method.static : owner === 'String' ? !/^(?:valueOf|format|join|of)/.test(name) : OF_OBJECT.test(name);
  if (name !== 'new' && !ofObject) return c.b.field(at, classNamed(c, scope), name);
  const outer = c.enterFunction(c.reserveFunction(), name, at, at);
  const first = given(c, at, 'a');
  const second = given(c, at, 'b');
  if (name === 'new') c.b.return(at, c.b.call(at, classNamed(c, scope), [{ value: first }], -1, 'new'));
  else c.b.return(at, c.b.call(at, c.b.field(at, first, name), [{ value: second }], first));
  const made = c.leaveFunction(outer, { class: -1, lexicalThis: true });
  return c.b.closure(at, made);
}

function given(c: Context, at: At, name: string): Reg {
  const variable = c.declare(c.scope, name, at);
  c.fn.sets[variable]++;
  c.b.addParam({ var: variable });
  return c.b.get(at, variable);
}
