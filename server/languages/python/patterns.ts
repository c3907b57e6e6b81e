/** Everything that an assignment, a loop or a `with` can have as its target. */
import type { At, Reg } from '../../ir/types';
import type { Context } from './context';
import { subscripts } from './expressions';
import { hasHoles, stringValue } from './strings';

/** Gives `value` to the target `n`: a name, a member, or several targets. `at` of a set name is `whole` where given. */
export function bind(c: Context, n: number, value: Reg, whole: At = c.at(n)): void {
  switch (c.type(n)) {
    case 'identifier':
    case 'keyword_identifier':
      c.write(c.name(n), whole, value);
      return;
    case 'attribute': {
      const object = c.child(n, c.fields.object);
      const name = c.child(n, c.fields.attribute);
      if (object < 0) return;
      const base = c.expression(object);
      if (name >= 0 && !c.tree.isMissing(name)) c.b.setField(c.at(n), base, c.name(name), value);
      return;
    }
    case 'subscript':
      bindElement(c, n, value);
      return;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      c.deeper(n, () => bindEach(c, n, value));
      return;
    case 'parenthesized_expression':
    case 'list_splat_pattern':
    case 'list_splat':
    case 'as_pattern_target': {
      const inner = c.firstPart(n);
      if (inner >= 0) c.deeper(n, () => bind(c, inner, value));
      return;
    }
    default:
      // Not assignable: a call, a literal, damaged text. Its parts still run.
      c.expression(n);
  }
}

function bindElement(c: Context, n: number, value: Reg): void {
  const object = c.child(n, c.fields.value);
  if (object < 0) return;
  const base = c.expression(object);
  const keys = subscripts(c, n);
  const [only] = keys;
  if (only === undefined) return;
  const at = c.at(n);
  if (keys.length === 1 && c.type(only) === 'string' && !hasHoles(c, only)) c.b.setField(at, base, stringValue(c, only), value);
  else
    c.b.setIndex(
      at,
      base,
      c.mix(
        n,
        keys.map((key) => c.expression(key)),
      ),
      value,
    );
}

function bindEach(c: Context, n: number, value: Reg): void {
  let position = 0;
  let behindRest = false;
  for (const target of c.parts(n)) {
    const type = c.type(target);
    if (type === 'list_splat_pattern' || type === 'list_splat') {
      bind(c, target, value);
      behindRest = true;
    } else if (behindRest) bind(c, target, c.b.element(c.at(target), value));
    else bind(c, target, c.b.indexed(c.at(target), value, c.b.constant(c.at(target), position)));
    position++;
  }
}
