/** A file's top level: its names, its imports, and what it shows to others. */
import type { ClassInfo, Func, Module } from '../../ir/types';
import type { FlatTree } from '../../syntax/flatTree';
import { Context } from './context';
import { declaredIn } from './declared';
import { collectMeanings } from './imports';
import { declareBound, declareGlobals } from './scopes';
import { tablesFor } from './tables';

export const LANGUAGE = 'python';

export function lower(tree: FlatTree, file: string): Module {
  const c = new Context(tree, tablesFor(tree.grammar));
  const whole = { start: 0, end: tree.text.length };
  const outer = c.enterFunction(c.reserveFunction(), '', whole, { start: 0, end: 0 });
  if (tree.count > 0) {
    declareBound(c, 0, c.scope);
    declareGlobals(c, c.scope);
    reserveClasses(c);
    collectMeanings(c, 0);
    if (c.isError(0)) c.broken = true;
    for (let i = 1; i < c.next(0); i = c.next(i)) if (c.isPart(i)) c.statement(i);
    for (const [name, variable] of c.scope.names) c.exports.push({ name, var: variable });
  }
  c.leaveFunction(outer, { class: -1 });
  return {
    file,
    language: LANGUAGE,
    functions: c.functions as Func[],
    classes: c.classes.map((info, index): ClassInfo => info ?? { index, name: '', at: { start: 0, end: 0 }, owner: 0, members: [] }),
    exports: c.exports,
    reexports: c.stars,
    imports: [...c.imports],
    unknown: c.unknown,
    broken: c.broken || tree.hasError,
    declared: declaredIn(c),
  };
}

/** Classes of the top level are known as types before they are reached. */
function reserveClasses(c: Context): void {
  for (const part of c.parts(0)) {
    const node = c.type(part) === 'decorated_definition' ? c.child(part, c.fields.definition) : part;
    if (node < 0 || c.type(node) !== 'class_definition') continue;
    const name = c.child(node, c.fields.name);
    const variable = name < 0 ? -1 : c.ownVariable(c.name(name));
    if (variable >= 0) c.fn.meanings[variable] ??= { is: 'class', index: c.reserveClass() };
  }
}
