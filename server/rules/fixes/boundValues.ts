/** Hands values of a statement's placeholders to the call that runs it, beside those it is given already. */
import type { Edit } from '../../base/edit';
import type { FixContext } from '../fix';
import { fileQuote } from './javascriptText';
import { type ArgumentPlace, bare, calleeName, covers, declaratorOf, isFunction, nodesIn } from './javascriptTree';
import type { SqlDriver } from './sqlDriver';

export interface Passing {
  readonly values: readonly string[];
  readonly names: readonly string[];
  /** For each value how many values known before it come first; undefined: all. */
  readonly before: readonly number[] | undefined;
  /** How many values the statement bound before. */
  readonly known: number;
}

export function passValues(context: FixContext, place: ArgumentPlace, driver: SqlDriver, passing: Passing): Edit[] | undefined {
  const { tree } = context;
  const list = `[${passing.values.join(', ')}]`;
  if (tree.type(bare(tree, place.argument)) === 'object') {
    return driver.values === 'array' ? intoObject(context, bare(tree, place.argument), 'values', list, passing) : undefined;
  }
  const next = place.args[place.index + 1];
  if (driver.values === 'inputs') return intoInputs(context, place, passing);
  if (driver.values === 'next-call') return intoNextCall(context, place, passing);
  if (driver.values === 'named') {
    const fields = passing.names.map((name, i) => (name === passing.values[i] ? name : `${name}: ${passing.values[i]}`)).join(', ');
    if (next === undefined) return [insert(context, tree.end(place.argument), `, { ${fields} }`)];
    return tree.type(next) === 'object' ? [addField(context, next, fields)] : undefined;
  }
  if (driver.values === 'replacements') {
    if (next === undefined) return [insert(context, tree.end(place.argument), `, { replacements: ${list} }`)];
    if (tree.type(next) !== 'object' || objectValue(context, next, 'bind') !== undefined) return undefined;
    return intoObject(context, next, 'replacements', list, passing);
  }
  if (next === undefined || isFunction(tree, next))
    return passing.known > 0 ? undefined : [insert(context, tree.end(place.argument), `${separator(context, place)}${list}`)];
  return intoArray(context, next, passing);
}

function intoObject(context: FixContext, object: number, field: string, list: string, passing: Passing): Edit[] | undefined {
  const value = objectValue(context, object, field);
  if (value !== undefined) return intoArray(context, value, passing);
  return passing.known > 0 ? undefined : [addField(context, object, `${field}: ${list}`)];
}

/** `request.input('name', value).query(text)` */
function intoInputs(context: FixContext, place: ArgumentPlace, { values, names }: Passing): Edit[] {
  const { tree } = context;
  const quote = fileQuote(tree);
  const calls = values.map((value, i) => `.input(${quote}${names[i]}${quote}, ${value})`).join('');
  return [insert(context, tree.end(tree.childNamed(place.callee, 'object')), calls)];
}

/** Puts the new values among those an array passes already. */
function intoArray(context: FixContext, array: number, { values, before, known }: Passing): Edit[] | undefined {
  const { tree } = context;
  if (tree.type(array) !== 'array') return undefined;
  const items = tree.namedChildren(array);
  if (items.length !== known || items.some((n) => tree.type(n) === 'spread_element')) return undefined;
  if (items.length === 0) return [{ file: context.file, span: tree.span(array), text: `[${values.join(', ')}]` }];
  const slots = new Map<number, string[]>();
  values.forEach((value, i) => {
    const slot = before?.[i] ?? items.length;
    slots.set(slot, [...(slots.get(slot) ?? []), value]);
  });
  return [...slots].map(([slot, own]) =>
    slot < items.length
      ? insert(context, tree.start(items[slot]), `${own.join(', ')}, `)
      : insert(context, tree.end(items[items.length - 1]), `, ${own.join(', ')}`),
  );
}

/** `db.prepare(text).all()` or `const find = db.prepare(text); … find.all()`: the values go to the call that runs it. */
function intoNextCall(context: FixContext, place: ArgumentPlace, passing: Passing): Edit[] | undefined {
  const { tree } = context;
  const runs = callsOn(context, place.call);
  if (runs.length !== 1) return undefined;
  const list = tree.childNamed(runs[0], 'arguments');
  const args = tree.namedChildren(list);
  if (args.length !== passing.known || args.some((n) => tree.type(n) === 'object' || tree.type(n) === 'spread_element')) return undefined;
  if (args.length === 0) return [insert(context, tree.start(list) + 1, passing.values.join(', '))];
  return passing.values.map((value, i) => {
    const slot = passing.before?.[i] ?? args.length;
    return slot < args.length
      ? insert(context, tree.start(args[slot]), `${value}, `)
      : insert(context, tree.end(args[args.length - 1]), `, ${value}`);
  });
}

/** Calls of a method of what the call returns. */
function callsOn(context: FixContext, call: number): number[] {
  const { tree } = context;
  const own = methodCall(context, call);
  if (own >= 0) return [own];
  const declarator = tree.parent(call);
  if (tree.type(declarator) !== 'variable_declarator') return [];
  const name = tree.textOf(tree.childNamed(declarator, 'name'));
  const uses = [...nodesIn(tree, 0)].filter(
    (n) => tree.type(n) === 'identifier' && tree.textOf(n) === name && declaratorOf(tree, n) === declarator,
  );
  const others = uses.filter((n) => !covers(tree.span(declarator), tree.span(n)));
  const calls = others.map((n) => methodCall(context, n));
  return calls.every((n) => n >= 0) ? calls : [];
}

function methodCall(context: FixContext, receiver: number): number {
  const { tree } = context;
  const member = tree.parent(receiver);
  const call = tree.parent(member);
  if (tree.type(member) !== 'member_expression' || tree.type(call) !== 'call_expression') return -1;
  return /^(?:run|get|all|iterate)$/.test(calleeName(tree, member)) ? call : -1;
}

/** What stands between two arguments here: a line break where each has its own line. */
function separator({ tree }: FixContext, { args, index, argument, list }: ArgumentPlace): string {
  const next = args[index + 1];
  if (next !== undefined) return tree.text.slice(tree.end(argument), tree.start(next));
  const head = tree.text.slice(tree.start(list) + 1, tree.start(argument));
  return head.includes('\n') ? `,${head}` : ', ';
}

function insert(context: FixContext, offset: number, text: string): Edit {
  return { file: context.file, span: { start: offset, end: offset }, text };
}

function addField(context: FixContext, object: number, field: string): Edit {
  const { tree } = context;
  const last = tree.namedChildren(object).at(-1);
  return last === undefined
    ? { file: context.file, span: tree.span(object), text: `{ ${field} }` }
    : insert(context, tree.end(last), `, ${field}`);
}

/** Value of a field written out in an object literal. */
export function objectValue(context: FixContext, object: number, name: string): number | undefined {
  const { tree } = context;
  for (const pair of tree.namedChildren(object)) {
    if (tree.type(pair) === 'pair' && tree.textOf(tree.childNamed(pair, 'key')) === name) return tree.childNamed(pair, 'value');
    if (tree.type(pair) === 'shorthand_property_identifier' && tree.textOf(pair) === name) return pair;
  }
  return undefined;
}
