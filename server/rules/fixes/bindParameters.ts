/** Moves values out of the text of an SQL statement into bound parameters, in the style of the driver at hand. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { fileQuote } from './javascriptText';
import {
  type ArgumentPlace,
  bare,
  calleeName,
  covers,
  declaratorOf,
  findingArgument,
  isFunction,
  nodesIn,
  soleUseInitializer,
} from './javascriptTree';
import { driverOf, type SqlDriver } from './sqlDriver';
import { type Binding, type Positions, positions } from './sqlPositions';
import { type BuiltText, type Cell, holeText, putTogether, takeApart, writeTemplate } from './textParts';

export const bindParameters: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree } = context;
  const place = findingArgument(context);
  if (place === undefined) return undefined;
  const driver = driverOf(tree, place.callee);
  const statement = statementOf(context, place);
  const built = statement < 0 ? undefined : takeApart(tree, statement);
  if (driver === undefined || built === undefined) return undefined;
  const read = positions(built.cells);
  if (read.bindings.length === 0) return undefined;
  const edits = driver.values === 'tag' ? asTag(context, place, driver.tag, built, read) : withValues(context, place, driver, built, read);
  return edits && { title: title(context, read.bindings), kind: 'safe', edits };
}

/** The expression that builds the text: the argument, its `text` field, or what the argument's variable was set to. */
export function statementOf(context: FixContext, place: ArgumentPlace): number {
  const { tree } = context;
  let n = bare(tree, place.argument);
  if (tree.type(n) === 'object') {
    const text = objectValue(context, n, 'text') ?? objectValue(context, n, 'sql');
    if (text === undefined) return -1;
    n = bare(tree, text);
  }
  return tree.type(n) === 'identifier' ? soleUseInitializer(tree, n) : n;
}

function title(context: FixContext, bindings: readonly Binding[]): string {
  const [only] = bindings;
  if (bindings.length > 1) return `Pass ${bindings.length} values as bound parameters`;
  const hole = only.value.find((c) => c.hole !== undefined)?.hole;
  return `Pass \`${hole === undefined ? 'the value' : holeText(context.tree, hole)}\` as a bound parameter`;
}

// --- placeholders in the text, values beside it

function withValues(
  context: FixContext,
  place: ArgumentPlace,
  driver: Exclude<SqlDriver, { values: 'tag' }>,
  built: BuiltText,
  read: Positions,
): Edit[] | undefined {
  const { tree } = context;
  const names = driver.placeholder === 'colon' || driver.placeholder === 'at' ? parameterNames(read.bindings) : [];
  const placeholders = read.bindings.map((_, i) => {
    if (driver.placeholder === 'question') return '?';
    if (driver.placeholder === 'dollar') return `$${read.highestDollar + i + 1}`;
    return driver.placeholder === 'colon' ? `:${names[i]}` : `@${names[i]}`;
  });
  const values = read.bindings.map((b) => valueText(context, b));
  const text = putTogether(tree, withPlaceholders(built.cells, read.bindings, placeholders), built.groups, fileQuote(tree));
  // Values of `?` go in the order of the question marks; those bound before keep their places among them.
  const before =
    driver.placeholder === 'question' ? read.bindings.map((b) => read.questionMarks.filter((q) => q < b.from).length) : undefined;
  const known = driver.placeholder === 'question' ? read.questionMarks.length : read.highestDollar;
  const passed = passValues(context, place, driver, { values, names, before, known });
  return passed && [{ file: context.file, span: tree.span(built.node), text }, ...passed, ...undoDoubledQuotes(context, read.bindings)];
}

function withPlaceholders(cells: readonly Cell[], bindings: readonly Binding[], placeholders: readonly string[]): Cell[] {
  const out: Cell[] = [];
  for (let i = 0; i < cells.length; i++) {
    const which = bindings.findIndex((b) => b.from === i);
    if (which < 0) {
      out.push(cells[i]);
      continue;
    }
    const { value, to } = bindings[which];
    const { group } = value.find((c) => c.hole !== undefined) ?? cells[i];
    for (const char of placeholders[which]) out.push({ char, group });
    i = to - 1;
  }
  return out;
}

function valueText(context: FixContext, binding: Binding): string {
  const { tree } = context;
  const [only] = binding.value;
  if (binding.value.length > 1 || only.hole === undefined) return writeTemplate(tree, binding.value);
  const text = holeText(tree, withoutDoubledQuotes(tree, only.hole));
  return binding.count && !/^Number\(/.test(text) ? `Number(${text})` : text;
}

/** A bound value must not have its quotes doubled any more: `name.replace(/'/g, "''")`. */
function withoutDoubledQuotes(tree: FlatTree, hole: number): number {
  if (tree.type(hole) !== 'call_expression') return hole;
  const callee = tree.childNamed(hole, 'function');
  const by = tree.namedChildren(tree.childNamed(hole, 'arguments'))[1];
  if (!/\.replace(?:All)?$/.test(tree.textOf(callee)) || by === undefined || !/^["'`](?:''|\\'\\')["'`]$/.test(tree.textOf(by)))
    return hole;
  return tree.childNamed(callee, 'object');
}

/** The same where the quotes are doubled on the way into the variable that is bound. */
function undoDoubledQuotes({ tree, file }: FixContext, bindings: readonly Binding[]): Edit[] {
  return bindings.flatMap(({ value }) => {
    const initializer = value.length === 1 && value[0].hole !== undefined ? soleUseInitializer(tree, value[0].hole) : -1;
    const inner = initializer < 0 ? initializer : withoutDoubledQuotes(tree, initializer);
    return inner === initializer ? [] : [{ file, span: tree.span(initializer), text: tree.textOf(inner) }];
  });
}

function parameterNames(bindings: readonly Binding[]): string[] {
  const out: string[] = [];
  for (const { column } of bindings) {
    const base = /^[A-Za-z_]\w*$/.test(column) ? column : 'value';
    let name = base;
    for (let n = 2; out.includes(name); n++) name = base + n;
    out.push(name);
  }
  return out;
}

interface Passing {
  readonly values: readonly string[];
  readonly names: readonly string[];
  /** For each value how many values known before it come first; undefined: all. */
  readonly before: readonly number[] | undefined;
  /** How many values the statement bound before. */
  readonly known: number;
}

function passValues(context: FixContext, place: ArgumentPlace, driver: SqlDriver, passing: Passing): Edit[] | undefined {
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

// --- tagged templates, which bind what is interpolated

function asTag(context: FixContext, place: ArgumentPlace, tag: string, built: BuiltText, read: Positions): Edit[] | undefined {
  const { tree } = context;
  const holes = built.cells.filter((c) => c.hole !== undefined).length;
  const bound = read.bindings.reduce((n, b) => n + b.value.filter((c) => c.hole !== undefined).length, 0);
  // A tag binds every hole, so a name among them would become a value. It takes no further arguments either.
  if (bound !== holes || place.args.length > 1 || built.node !== bare(tree, place.argument)) return undefined;
  const text = asOneTemplate(context, built.cells, read.bindings);
  const types = tree.childNamed(place.call, 'type_arguments');
  const typeText = types < 0 ? '' : tree.textOf(types);
  return [{ file: context.file, span: { start: tree.start(place.callee), end: tree.end(place.call) }, text: `${tag}${typeText}${text}` }];
}

function asOneTemplate(context: FixContext, cells: readonly Cell[], bindings: readonly Binding[]): string {
  let out = '';
  let at = 0;
  for (const binding of bindings) {
    out += writeTemplate(context.tree, cells.slice(at, binding.from)).slice(1, -1);
    out += `\${${valueText(context, binding)}}`;
    at = binding.to;
  }
  return `\`${out}${writeTemplate(context.tree, cells.slice(at)).slice(1, -1)}\``;
}

// --- small edits

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
function objectValue(context: FixContext, object: number, name: string): number | undefined {
  const { tree } = context;
  for (const pair of tree.namedChildren(object)) {
    if (tree.type(pair) === 'pair' && tree.textOf(tree.childNamed(pair, 'key')) === name) return tree.childNamed(pair, 'value');
    if (tree.type(pair) === 'shorthand_property_identifier' && tree.textOf(pair) === name) return pair;
  }
  return undefined;
}
