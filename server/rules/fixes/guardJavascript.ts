/** Puts what stands before other routes before a JavaScript one, in the form that the others have it: an argument, an option, a decorator, `use`. */
import type { Edit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, Likeness, Remedy, SourceText, Taken } from '../fix';
import { carried, joined } from './javascriptScope';
import { fileNewline, fileSemicolon, indentAt } from './javascriptText';
import { calleeName, calleeOf, enclosingStatement, nodesIn, receiverText } from './javascriptTree';

type Form =
  | { readonly is: 'argument' }
  /** `{ preHandler: [guard] }`; `within`: the option that holds this one. */
  | { readonly is: 'option'; readonly key: string; readonly isList: boolean; readonly within: string | undefined }
  /** `@UseGuards(Guard)` */
  | { readonly is: 'decorator'; readonly decorator: number };

interface Found {
  readonly expression: number;
  readonly form: Form;
  /** What the route or the hook is registered on there. */
  readonly receiver: string;
}

export function guardJavascript(context: FixContext, remedy: Remedy, like: Likeness): Taken | undefined {
  const from = context.look(like.place.file);
  const found = from && formOf(from, like);
  if (!found) return undefined;
  const written = from.tree.textOf(found.expression);
  const name = found.form.is === 'option' && /^['"`]/.test(written) ? `${found.form.key}: ${written}` : written;
  const edits =
    remedy.at === 'router'
      ? beforeRouter(context, from, found)
      : remedy.at === 'route'
        ? beforeRoute(context, from, found, remedy.routes[0].span)
        : undefined;
  return edits && { name, edits };
}

function formOf({ tree }: SourceText, { name, place: { span } }: Likeness): Found | undefined {
  const wanted = name.replace(/\s+/g, ' ');
  if (wanted === '') return undefined;
  for (const n of nodesIn(tree, 0)) {
    if (tree.start(n) < span.start || tree.end(n) > span.end || !tree.isNamed(n)) continue;
    if (tree.textOf(n).replace(/\s+/g, ' ') !== wanted) continue;
    // What is told by an option may be told by its name.
    const isKey = tree.type(tree.parent(n)) === 'pair' && tree.childNamed(tree.parent(n), 'key') === n;
    const expression = isKey ? inside(tree, tree.childNamed(tree.parent(n), 'value')) : n;
    const form = formAt(tree, expression);
    if (form) return { expression, ...form };
  }
  return undefined;
}

/** The only element of a list. */
function inside(tree: FlatTree, n: number): number {
  const all = tree.type(n) === 'array' ? tree.namedChildren(n) : [];
  return all.length === 1 ? all[0] : n;
}

function formAt(tree: FlatTree, n: number): Omit<Found, 'expression'> | undefined {
  let at = n;
  let parent = tree.parent(n);
  const isList = tree.type(parent) === 'array';
  if (isList) {
    at = parent;
    parent = tree.parent(parent);
  }
  if (tree.type(parent) === 'pair') {
    const key = tree.textOf(tree.childNamed(parent, 'key'));
    const call = callAround(tree, parent);
    const holder = tree.parent(tree.parent(parent));
    const within = tree.type(holder) === 'pair' ? tree.textOf(tree.childNamed(holder, 'key')) : undefined;
    return call < 0 ? undefined : { form: { is: 'option', key, isList, within }, receiver: receiverText(tree, calleeOf(tree, call)) };
  }
  if (tree.type(parent) !== 'arguments') return undefined;
  const call = tree.parent(parent);
  if (tree.type(tree.parent(call)) === 'decorator') return { form: { is: 'decorator', decorator: tree.parent(call) }, receiver: '' };
  const callee = calleeOf(tree, call);
  if (callee < 0) return undefined;
  const receiver = receiverText(tree, callee);
  if (calleeName(tree, callee) !== 'addHook') return { form: { is: 'argument' }, receiver };
  const key = tree.textOf(tree.namedChildren(parent)[0] ?? at).replace(/^['"`]|['"`]$/g, '');
  return { form: { is: 'option', key, isList: false, within: undefined }, receiver };
}

function callAround(tree: FlatTree, n: number): number {
  for (let at = n; at > 0; at = tree.parent(at)) if (tree.type(at) === 'call_expression') return at;
  return -1;
}

/** The expression as it is written at a place of the file; what is kept on the application there is kept on the one that is here. */
function written(context: FixContext, from: SourceText, found: Found, receiver: string, offset: number) {
  const text = from.tree.textOf(found.expression);
  const to: SourceText = context;
  if (found.receiver !== '' && text.startsWith(`${found.receiver}.`) && /^\w+(?:\.\w+)+$/.test(text))
    return { text: receiver + text.slice(found.receiver.length), edits: [] };
  return carried(from, found.expression, to, offset);
}

// --- one route

function beforeRoute(context: FixContext, from: SourceText, found: Found, span: Span): readonly Edit[] | undefined {
  const { tree, file } = context;
  if (found.form.is === 'decorator') return decorated(context, from, found.form.decorator, span);
  const node = context.nodeAt(span);
  const call = tree.type(node) === 'call_expression' ? node : callAround(tree, node);
  const callee = call < 0 ? -1 : calleeOf(tree, call);
  const list = call < 0 ? -1 : tree.childNamed(call, 'arguments');
  if (callee < 0 || list < 0) return undefined;
  const args = tree.namedChildren(list).filter((n) => tree.type(n) !== 'comment');
  const guard = written(context, from, found, receiverText(tree, callee), tree.start(call));
  if (!guard) return undefined;
  if (found.form.is === 'option') {
    const edit = asOption(tree, args, found.form, guard.text);
    return edit && joined([...guard.edits, { file, ...edit }]);
  }
  const edit = placeBeforeHandlers(context, span, guard.text);
  return edit && joined([...guard.edits, edit]);
}

/** An expression before the handlers of the route that is registered there. */
export function placeBeforeHandlers({ tree, file, nodeAt }: FixContext, span: Span, expression: string): Edit | undefined {
  const node = nodeAt(span);
  const call = tree.type(node) === 'call_expression' ? node : callAround(tree, node);
  const list = call < 0 ? -1 : tree.childNamed(call, 'arguments');
  const args = list < 0 ? [] : tree.namedChildren(list).filter((n) => tree.type(n) !== 'comment');
  const first = firstHandler(tree, args);
  if (first === undefined) return undefined;
  const at = tree.start(first);
  return { file, span: { start: at, end: at }, text: expression + separator(tree, args, first) };
}

/** The first argument that is no path and no name. */
function firstHandler(tree: FlatTree, args: readonly number[]): number | undefined {
  if (args.length === 1) return args[0];
  return args.find((n, i) => i > 0 && !/^(?:string|template_string|regex)$/.test(tree.type(n)));
}

/** As the arguments are set apart: on lines of their own, or not. */
function separator(tree: FlatTree, args: readonly number[], at: number): string {
  const index = args.indexOf(at);
  if (index < 1) return ', ';
  const between = tree.text.slice(tree.end(args[index - 1]), tree.start(at));
  return /^,\s+$/.test(between) ? between : ', ';
}

function asOption(
  tree: FlatTree,
  args: readonly number[],
  { key, isList, within }: Extract<Form, { is: 'option' }>,
  guard: string,
): { readonly span: Span; readonly text: string } | undefined {
  const at = (offset: number, text: string) => ({ span: { start: offset, end: offset }, text });
  const value = isList ? `[${guard}]` : guard;
  const outer = args.find((n) => tree.type(n) === 'object');
  if (within !== undefined && outer !== undefined && args.length === 1) {
    const held = pairNamed(tree, outer, within);
    const object = held < 0 ? -1 : tree.childNamed(held, 'value');
    if (object >= 0 && tree.type(object) === 'object')
      return asOption(tree, [object], { is: 'option', key, isList, within: undefined }, guard);
    return held < 0
      ? asOption(tree, args, { is: 'option', key: within, isList: false, within: undefined }, `{ ${key}: ${value} }`)
      : undefined;
  }
  const options = outer;
  if (options === undefined) {
    const handler = args[1];
    return handler === undefined ? undefined : at(tree.start(handler), `{ ${key}: ${value} }, `);
  }
  const pairs = tree.namedChildren(options);
  const own = pairNamed(tree, options, key);
  if (own < 0) {
    const next = pairs.find((n) => /^handler\b/.test(tree.textOf(n))) ?? pairs[0];
    if (next === undefined) return { span: tree.span(options), text: `{ ${key}: ${value} }` };
    const line = /\n[ \t]*$/.exec(tree.text.slice(0, tree.start(next)))?.[0] ?? ' ';
    return at(tree.start(next), `${key}: ${value},${line}`);
  }
  const known = tree.childNamed(own, 'value');
  if (tree.type(known) !== 'array') return { span: tree.span(known), text: `[${guard}, ${tree.textOf(known)}]` };
  const [head] = tree.namedChildren(known);
  return head === undefined ? { span: tree.span(known), text: `[${guard}]` } : at(tree.start(head), `${guard}, `);
}

function pairNamed(tree: FlatTree, object: number, key: string): number {
  return tree.namedChildren(object).find((n) => tree.type(n) === 'pair' && tree.textOf(tree.childNamed(n, 'key')) === key) ?? -1;
}

/** The same decorator above the method. */
function decorated(context: FixContext, from: SourceText, decorator: number, span: Span): readonly Edit[] | undefined {
  const { tree, file } = context;
  const call = from.tree.namedChildren(decorator)[0];
  const callee = call === undefined ? -1 : calleeOf(from.tree, call);
  if (call === undefined || callee < 0) return undefined;
  let target = context.nodeAt(span);
  while (target > 0 && tree.type(target) !== 'decorator') target = tree.parent(target);
  if (target <= 0) return undefined;
  const start = tree.start(target);
  const text = carried(from, call, context, start);
  if (!text) return undefined;
  const line = `@${text.text}${fileNewline(tree)}${indentAt(tree.text, start)}`;
  return joined([...text.edits, { file, span: { start, end: start }, text: line }]);
}

// --- a whole router

/** Behind the statement that makes it. */
function beforeRouter(context: FixContext, from: SourceText, found: Found): readonly Edit[] | undefined {
  const { tree, file, finding } = context;
  const made = madeAt(tree, context.nodeAt(finding.span));
  if (!made || found.form.is === 'decorator') return undefined;
  const { name, statement } = made;
  const end = tree.end(statement);
  const guard = written(context, from, found, name, end);
  if (!guard) return undefined;
  const call = found.form.is === 'option' ? `addHook('${found.form.key}', ${guard.text})` : `use(${guard.text})`;
  const text = `${fileNewline(tree)}${indentAt(tree.text, tree.start(statement))}${name}.${call}${fileSemicolon(tree)}`;
  return joined([...guard.edits, { file, span: { start: end, end }, text }]);
}

function madeAt(tree: FlatTree, node: number): { readonly name: string; readonly statement: number } | undefined {
  for (let n = node; n > 0; n = tree.parent(n)) {
    const type = tree.type(n);
    if (type !== 'variable_declarator' && type !== 'assignment_expression') continue;
    const left = tree.childNamed(n, type === 'variable_declarator' ? 'name' : 'left');
    const statement = enclosingStatement(tree, n);
    if (left < 0 || statement < 0 || !/^[\w.]+$/.test(tree.textOf(left))) return undefined;
    return { name: tree.textOf(left), statement };
  }
  return undefined;
}
