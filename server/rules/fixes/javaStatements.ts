/** JDBC: a statement that is prepared with placeholders, its values set before it is run. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import type { BoundText, BoundValue } from './bindValues';
import {
  argumentsOf,
  bare,
  type CallPlace,
  calleeText,
  freeName,
  functionAround,
  linesAfter,
  linesBefore,
  nodesIn,
  receiverOf,
  replacement,
  settingOf,
  statementAround,
  usesOf,
} from './codeTree';
import { isTextType, typeOf } from './codeTypes';
import { classInScope } from './javaImport';
import { intoBody } from './javaTry';

const TYPE = 'java.sql.PreparedStatement';

/** `inline`: the text stands in the call itself. */
export function prepared(context: FixContext, place: CallPlace, bound: BoundText, inline: boolean): readonly Edit[] | undefined {
  return place.name.startsWith('prepare') ? ofPrepare(context, place, bound, inline) : ofStatement(context, place, bound, inline);
}

// --- `connection.prepareStatement(text)`

function ofPrepare(context: FixContext, place: CallPlace, bound: BoundText, inline: boolean): readonly Edit[] | undefined {
  const { tree } = context;
  const text = inline ? [replacement(context, place.argument, bound.text)] : [];
  const holder = tree.parent(place.call);
  const type = tree.type(holder);
  const name =
    type === 'variable_declarator' || type === 'resource'
      ? tree.childNamed(holder, 'name')
      : type === 'assignment_expression'
        ? tree.childNamed(holder, 'left')
        : -1;
  if (name >= 0) {
    const setters = renumbered(context, tree.textOf(name), bound);
    const lines = setterLines(context, tree.textOf(name), bound);
    if (!setters) return undefined;
    if (type === 'resource') {
      const body = intoBody(context, holder, lines, undefined);
      return body && [...text, ...setters, ...body];
    }
    const statement = statementAround(tree, holder);
    return statement < 0 ? undefined : [...text, ...setters, linesAfter(context, statement, lines)];
  }
  return bound.known > 0 ? undefined : ofChain(context, place, place.call, bound, inline);
}

/** The statement has no name yet: it gets one on a line before. */
function ofChain(
  context: FixContext,
  place: CallPlace,
  expression: number,
  bound: BoundText,
  inline: boolean,
): readonly Edit[] | undefined {
  const { tree, file } = context;
  const statement = statementAround(tree, expression);
  const connection = receiverOf(tree, expression);
  if (statement < 0 || connection < 0 || !/^(?:expression|return|throw|local_variable)/.test(tree.type(statement))) return undefined;
  const scope = classInScope(tree, file, TYPE);
  const name = freeName(tree, functionAround(tree, place.call), 'prepared');
  const text = inline ? bound.text : tree.textOf(place.argument);
  const declaration = `${scope.text} ${name} = ${tree.textOf(connection)}.prepareStatement(${text});`;
  const lines = [declaration, ...setterLines(context, name, bound)];
  if (
    tree.parent(expression) === statement &&
    tree.type(statement) === 'expression_statement' &&
    expression === place.call &&
    place.name.startsWith('prepare')
  ) {
    const [first, ...rest] = lines;
    return [...scope.edits, replacement(context, statement, first), linesAfter(context, statement, rest)];
  }
  const edits = [...scope.edits, linesBefore(context, statement, lines), replacement(context, expression, name)];
  return expression === place.call ? edits : [...edits, replacement(context, place.list, '()')];
}

// --- `statement.executeQuery(text)`

function ofStatement(context: FixContext, place: CallPlace, bound: BoundText, inline: boolean): readonly Edit[] | undefined {
  const { tree } = context;
  const receiver = receiverOf(tree, place.call);
  if (receiver < 0 || bound.known > 0 || place.args.length !== 1) return undefined;
  if (isCreate(tree, receiver)) return ofChain(context, place, receiver, bound, inline);
  const set = settingOf(tree, receiver);
  if (set === undefined || set.value < 0 || !isCreate(tree, bare(tree, set.value))) return undefined;
  const others = usesOf(tree, set.scope, tree.textOf(receiver)).filter(
    (n) => n !== receiver && n !== tree.childNamed(set.node, 'name') && !/\.close$/.test(calleeText(tree, tree.parent(n))),
  );
  const create = bare(tree, set.value);
  return others.length === 0
    ? ofSoleUse(context, place, set.node, create, bound, inline)
    : ofOneOfMany(context, place, create, bound, inline);
}

const isCreate = (tree: FlatTree, n: number): boolean =>
  /\.createStatement$/.test(calleeText(tree, n)) && argumentsOf(tree, n).length === 0;

/** The statement runs just this: it is prepared where it was made, or, where the text is not known there yet, right before. */
function ofSoleUse(
  context: FixContext,
  place: CallPlace,
  declarator: number,
  create: number,
  bound: BoundText,
  inline: boolean,
): readonly Edit[] | undefined {
  const { tree, file } = context;
  const scope = classInScope(tree, file, TYPE);
  const type = tree.childNamed(tree.type(declarator) === 'resource' ? declarator : tree.parent(declarator), 'type');
  const name = tree.textOf(tree.childNamed(declarator, 'name'));
  const connection = tree.textOf(receiverOf(tree, create));
  const lines = setterLines(context, name, bound);
  const run = replacement(context, place.list, '()');
  const argument = inline ? bound.text : tree.textOf(place.argument);
  if ((inline ? bound.left : [place.argument]).every((n) => isKnownAt(tree, n, declarator))) {
    const typed = tree.textOf(type) === 'var' ? [] : [replacement(context, type, scope.text), ...scope.edits];
    const setters = beforeCall(context, place.call, declarator, lines, run);
    return setters && [...typed, replacement(context, create, `${connection}.prepareStatement(${argument})`), ...setters];
  }
  const declaration = tree.parent(declarator);
  const statement = statementAround(tree, place.call);
  const movable = tree.type(declaration) === 'local_variable_declaration' && tree.parent(declaration) === tree.parent(statement);
  if (!movable || statement < 0 || !/^(?:expression|return|local_variable)/.test(tree.type(statement))) return undefined;
  const moved = [`${scope.text} ${name} = ${connection}.prepareStatement(${argument});`, ...lines];
  return [...scope.edits, { file, span: lineOf(tree, declaration), text: '' }, run, linesBefore(context, statement, moved)];
}

/** Everything the expression names is there before `node`. */
function isKnownAt(tree: FlatTree, expression: number, node: number): boolean {
  for (const n of nodesIn(tree, expression)) {
    const set = tree.type(n) === 'identifier' ? settingOf(tree, n) : undefined;
    if (set !== undefined && tree.start(set.node) >= tree.start(node)) return false;
  }
  return true;
}

/** The setters stand before the call, inside the body of the `try` that makes both. */
function beforeCall(
  context: FixContext,
  call: number,
  declarator: number,
  lines: readonly string[],
  run: Edit,
): readonly Edit[] | undefined {
  const { tree } = context;
  for (let at = call; at > 0; at = tree.parent(at)) {
    if (tree.type(at) !== 'resource') continue;
    const together = tree.parent(at) === tree.parent(declarator);
    if (together) return intoBody(context, declarator, lines, run);
    if (tree.namedChildren(tree.parent(at))[0] !== at) return undefined;
    const outer = statementAround(tree, tree.parent(at));
    return outer < 0 ? undefined : [linesBefore(context, outer, lines), run];
  }
  const statement = statementAround(tree, call);
  // A loop's head runs more than once.
  if (statement < 0 || /^(?:while|do|for|enhanced)/.test(tree.type(statement))) return undefined;
  return [linesBefore(context, statement, lines), run];
}

/** The statement runs other texts too: this one gets a statement of its own. */
function ofOneOfMany(
  context: FixContext,
  place: CallPlace,
  create: number,
  bound: BoundText,
  inline: boolean,
): readonly Edit[] | undefined {
  const { tree, file } = context;
  const statement = statementAround(tree, place.call);
  if (statement < 0 || !/^(?:expression|return|local_variable)/.test(tree.type(statement))) return undefined;
  const scope = classInScope(tree, file, TYPE);
  const name = freeName(tree, functionAround(tree, place.call), 'prepared');
  const text = inline ? bound.text : tree.textOf(place.argument);
  const declaration = `${scope.text} ${name} = ${tree.textOf(receiverOf(tree, create))}.prepareStatement(${text});`;
  return [
    ...scope.edits,
    linesBefore(context, statement, [declaration, ...setterLines(context, name, bound)]),
    replacement(context, receiverOf(tree, place.call), name),
    replacement(context, place.list, '()'),
  ];
}

// --- setters

function setterLines({ tree }: FixContext, name: string, { values }: BoundText): string[] {
  return values.map((v, i) => `${name}.${setter(tree, v)[0]}(${v.before + i + 1}, ${setter(tree, v)[1]});`);
}

const BY_TYPE: Readonly<Record<string, string>> = {
  int: 'setInt',
  long: 'setLong',
  short: 'setShort',
  double: 'setDouble',
  boolean: 'setBoolean',
};

/** The method, and the value as it takes it. */
function setter(tree: FlatTree, value: BoundValue): readonly [string, string] {
  const type = value.hole === undefined ? 'String' : typeOf(tree, value.hole);
  if (value.count && isTextType(type)) return ['setInt', `Integer.parseInt(${value.text})`];
  if (isTextType(type) || !(value.text === (value.hole === undefined ? '' : tree.textOf(bare(tree, value.hole)))))
    return ['setString', value.text];
  if (type !== undefined && Object.hasOwn(BY_TYPE, type) && !value.quoted) return [BY_TYPE[type], value.text];
  return value.quoted ? ['setString', `String.valueOf(${value.text})`] : ['setObject', value.text];
}

/** Setters that are there already, by the numbers their placeholders have from now on; undefined where these cannot be told. */
function renumbered(context: FixContext, name: string, bound: BoundText): Edit[] | undefined {
  const { tree } = context;
  if (bound.known === 0) return [];
  const out: Edit[] = [];
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'method_invocation' || !new RegExp(`^${name}\\.set[A-Z]\\w*$`).test(calleeText(tree, n))) continue;
    const [index] = argumentsOf(tree, n);
    if (index === undefined || tree.type(index) !== 'decimal_integer_literal') return undefined;
    const number = Number(tree.textOf(index));
    const moved = number + bound.values.filter((v) => v.before < number).length;
    if (moved !== number) out.push(replacement(context, index, String(moved)));
  }
  return out;
}

/** A statement with its line. */
function lineOf(tree: FlatTree, statement: number): { start: number; end: number } {
  const { text } = tree;
  const start = text.lastIndexOf('\n', tree.start(statement) - 1) + 1;
  const newline = text.indexOf('\n', tree.end(statement));
  const end = newline < 0 ? text.length : newline + 1;
  const alone = text.slice(start, tree.start(statement)).trim() === '' && text.slice(tree.end(statement), end).trim() === '';
  return alone ? { start, end } : tree.span(statement);
}
