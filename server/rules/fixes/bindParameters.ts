/** Moves values out of the text of an SQL statement into bound parameters, in the style of the driver at hand. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { parameterNames, withPlaceholders } from './bindValues';
import { objectValue, passValues } from './boundValues';
import type { BuiltText, Cell } from './cells';
import { fileQuote } from './javascriptText';
import { type ArgumentPlace, bare, findingArgument, soleUseInitializer } from './javascriptTree';
import { driverOf, type SqlDriver } from './sqlDriver';
import { type Binding, type Positions, positions } from './sqlPositions';
import { holeText, putTogether, takeApart, writeTemplate } from './textParts';

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
