/** Puts what stands before other routes before one of Python: a decorator, a dependency, a wrapped view, what a class declares. */
import type { RouteEntry } from '../../base/route';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, Likeness, Remedy, SourceText, Taken } from '../fix';
import { argumentsOf, enclosing, indentAt, isCall, newlineOf, nodeIn, nodesIn } from './codeTree';
import { carried, usesName } from './pythonScope';

/** A view: a function, or a method of a class. */
interface View {
  readonly source: SourceText;
  readonly func: number;
  /** The class around it, or -1. */
  readonly cls: number;
}

export function guardPython(context: FixContext, remedy: Remedy, like: Likeness): Taken | undefined {
  const from = context.look(like.place.file);
  if (!from || remedy.at === 'line') return undefined;
  const [route] = remedy.routes;
  const view = viewOf(context, route);
  const other = viewOf(context, like.route);
  if (remedy.at === 'router') return onRouter(context, from, like);
  return (
    (view && other && (byDecorator(view, other, like, from) ?? byClass(view, other, like))) ??
    (view && other && byParameter(view, other, like, from)) ??
    byKeyword(context, from, like, route.span) ??
    aroundView(context, from, like, route.span)
  );
}

/** The function that handles the route: below its decorators, or where what it does is done. */
function viewOf(context: FixContext, route: RouteEntry): View | undefined {
  const source = context.look(route.file);
  if (!source) return undefined;
  const decorated = enclosing(source.tree, nodeIn(source.tree, route.span), ['decorated_definition']);
  if (decorated >= 0) {
    const func = source.tree.childNamed(decorated, 'definition');
    return { source, func, cls: enclosing(source.tree, decorated, ['class_definition']) };
  }
  const via = route.does[0]?.via;
  const there = via && context.look(via.file);
  if (!via || !there) return undefined;
  const func = enclosing(there.tree, nodeIn(there.tree, via.span), ['function_definition']);
  return func < 0 ? undefined : { source: there, func, cls: enclosing(there.tree, func, ['class_definition']) };
}

const last = (name: string): string => /(\w+)[^\w]*$/.exec(name)?.[1] ?? '';

/** `current_user` of `Depends(current_user)`. */
const inParentheses = (text: string): string => /^\w+\((.*)\)$/s.exec(text)?.[1] ?? text;

// --- decorators

function decoratorsOf({ source: { tree }, func }: View): readonly number[] {
  const holder = tree.parent(func);
  return tree.type(holder) === 'decorated_definition' ? tree.namedChildren(holder).filter((n) => tree.type(n) === 'decorator') : [];
}

function byDecorator(view: View, other: View, { name, place }: Likeness, from: SourceText): Taken | undefined {
  const { tree } = other.source;
  const all = decoratorsOf(other).filter((n) => !isRegistration(tree.textOf(n)));
  const written = (n: number): string => tree.textOf(n).replace(/\s+/g, ' ');
  const maker = name === '' ? functionNameAt(from, place.span) : '';
  const found =
    name === ''
      ? all.find((n) => maker !== '' && new RegExp(`\\b${maker}\\b`).test(written(n)))
      : all.find(
          (n) => written(n) === name.replace(/\s+/g, ' ') || (/^"/.test(name) && new RegExp(`\\b${last(name)}\\b`).test(written(n))),
        );
  if (found === undefined || view.cls < 0 !== other.cls < 0) return undefined;
  const start = view.source.tree.start(view.func);
  const needs = carried(other.source, [found], view.source, start);
  if (!needs) return undefined;
  const line = tree.textOf(found) + newlineOf(view.source.tree) + indentAt(view.source.text, start);
  return { name: tree.textOf(found), edits: [...needs.edits, { file: view.source.file, span: { start, end: start }, text: line }] };
}

/** It makes the function a view, and asks nothing. */
function isRegistration(decorator: string): boolean {
  return /\.(?:route|get|post|put|patch|delete|api_route|websocket)\s*\(/.test(decorator) || /^@(?:api_view|action)\b/.test(decorator);
}

/** Outermost function around the place. */
function functionNameAt({ tree }: SourceText, span: Span): string {
  let name = '';
  for (let n = nodeIn(tree, span); n > 0; n = tree.parent(n))
    if (tree.type(n) === 'function_definition') name = tree.textOf(tree.childNamed(n, 'name'));
  return name;
}

// --- what a class declares

/** `permission_classes = [IsAuthenticated]`, or a class above it. */
function byClass(view: View, other: View, { name }: Likeness): Taken | undefined {
  if (view.cls < 0 || other.cls < 0 || name === '') return undefined;
  const { tree } = other.source;
  const wanted = new RegExp(`\\b${last(name)}\\b`);
  const target = view.source.tree;
  const body = target.childNamed(view.cls, 'body');
  const declared = tree
    .namedChildren(tree.childNamed(other.cls, 'body'))
    .find((n) => /^\w+_classes\s*=/.test(tree.textOf(n)) && wanted.test(tree.textOf(n)));
  if (declared !== undefined) {
    const [first] = target.namedChildren(body);
    const start = first === undefined ? target.start(body) : target.start(first);
    const needs = carried(other.source, [tree.childNamed(tree.namedChildren(declared)[0] ?? declared, 'right')], view.source, start);
    const gap = first !== undefined && /definition$/.test(target.type(first)) ? newlineOf(target) : '';
    const line = tree.textOf(declared) + gap + newlineOf(target) + indentAt(target.text, start);
    return needs && { name: last(name), edits: [...needs.edits, { file: view.source.file, span: { start, end: start }, text: line }] };
  }
  const bases = tree.childNamed(other.cls, 'superclasses');
  const base = bases < 0 ? undefined : tree.namedChildren(bases).find((n) => wanted.test(tree.textOf(n)));
  const own = target.childNamed(view.cls, 'superclasses');
  const [head] = own < 0 ? [] : target.namedChildren(own);
  if (base === undefined || head === undefined) return undefined;
  const needs = carried(other.source, [base], view.source, target.start(view.cls));
  const at = target.start(head);
  const edits = needs && [...needs.edits, { file: view.source.file, span: { start: at, end: at }, text: `${tree.textOf(base)}, ` }];
  return edits && { name: last(name), edits };
}

// --- dependencies

/** The parameter by which the other function is handed what stands before it. */
function parameterOf({ source: { tree, file }, func }: View, { place, name }: Likeness, from: SourceText): number | undefined {
  const list = tree.childNamed(func, 'parameters');
  const all = list < 0 ? [] : tree.namedChildren(list);
  const own = place.file === file ? all.find((n) => tree.start(n) <= place.span.start && place.span.end <= tree.end(n)) : undefined;
  if (own !== undefined || name === '') return own;
  // By its type, which stands for what it is given.
  const declared = tree.childNamed(func, 'name');
  if (place.file === file && tree.start(declared) <= place.span.start && place.span.end <= tree.end(declared))
    return all.find((n) => tree.type(n) === 'typed_parameter' && /^[A-Z]\w*$/.test(typeText(tree, n)) && !HANDED.has(typeText(tree, n)));
  // Put together under a name: `CurrentUser = Annotated[User, Depends(get_user)]`.
  const assignment = enclosing(from.tree, nodeIn(from.tree, place.span), ['assignment']);
  const alias = assignment < 0 ? '' : from.tree.textOf(from.tree.childNamed(assignment, 'left'));
  return alias === '' ? undefined : all.find((n) => tree.textOf(tree.childNamed(n, 'type')) === alias);
}

const typeText = (tree: FlatTree, n: number): string => tree.textOf(tree.childNamed(n, 'type'));

/** Types of what is handed to whoever asks for it. */
const HANDED: ReadonlySet<string> = new Set(['Request', 'Response', 'BackgroundTasks', 'WebSocket', 'Session', 'AsyncSession']);

function byParameter(view: View, other: View, like: Likeness, from: SourceText): Taken | undefined {
  const { tree } = other.source;
  const parameter = parameterOf(other, like, from);
  if (parameter === undefined) return undefined;
  const type = tree.childNamed(parameter, 'type');
  const value = tree.childNamed(parameter, 'value');
  const target = view.source.tree;
  const needs = carried(
    other.source,
    [type, value].filter((n) => n >= 0),
    view.source,
    target.start(view.func),
  );
  const list = target.childNamed(view.func, 'parameters');
  const own = tree.childNamed(parameter, 'name');
  const name = tree.textOf(own < 0 ? (tree.namedChildren(parameter)[0] ?? parameter) : own);
  if (!needs || list < 0 || usesName(target, view.func, name)) return undefined;
  const params = target.namedChildren(list);
  const text = tree.textOf(parameter);
  const insert = (at: number, what: string): Taken => ({
    name: value < 0 ? tree.textOf(type) : inParentheses(tree.textOf(value)),
    edits: [...needs.edits, { file: view.source.file, span: { start: at, end: at }, text: what }],
  });
  const [first] = params;
  if (first === undefined) return insert(target.start(list) + 1, text);
  if (params.some((n) => /splat|separator/.test(target.type(n)))) return undefined;
  // What has no value of its own may not follow what has.
  if (value < 0) return insert(target.start(first), `${text}, `);
  const end = target.end(params[params.length - 1]);
  const line = /\n[ \t]*$/.exec(target.text.slice(0, target.start(params[params.length - 1])))?.[0];
  return insert(end, line === undefined ? `, ${text}` : `,${line}${text}`);
}

/** `dependencies=[Depends(current_user)]` where routes are registered. */
function byKeyword(context: FixContext, from: SourceText, like: Likeness, span: Span): Taken | undefined {
  const { tree } = context;
  const call = callAt(tree, nodeIn(tree, span));
  const dependency = dependencyOf(from, like);
  return call < 0 || dependency === undefined ? undefined : withDependency(context, from, call, dependency);
}

function onRouter(context: FixContext, from: SourceText, like: Likeness): Taken | undefined {
  const { tree, finding } = context;
  const call = callAt(tree, nodeIn(tree, finding.span));
  const dependency = dependencyOf(from, like);
  if (call < 0 || dependency === undefined || !/Router$/.test(tree.textOf(tree.childNamed(call, 'function')))) return undefined;
  return withDependency(context, from, call, dependency);
}

function callAt(tree: FlatTree, node: number): number {
  for (let n = node; n > 0 && !/definition$/.test(tree.type(n)); n = tree.parent(n)) {
    if (isCall(tree, n)) return n;
    if (tree.type(n) === 'decorator') return tree.namedChildren(n).find((c) => isCall(tree, c)) ?? -1;
    if (tree.type(n) === 'assignment') return tree.namedChildren(n).find((c) => isCall(tree, c)) ?? -1;
  }
  const decorated = tree.type(node) === 'decorated_definition' ? tree.namedChildren(node)[0] : undefined;
  return decorated === undefined ? -1 : (tree.namedChildren(decorated).find((c) => isCall(tree, c)) ?? -1);
}

/** `Depends(current_user)`, where it stands in the other file. */
function dependencyOf({ tree }: SourceText, { place: { span } }: Likeness): number | undefined {
  for (const n of nodesIn(tree, 0)) {
    if (tree.start(n) < span.start || tree.end(n) > span.end || !isCall(tree, n)) continue;
    if (/^(?:Depends|Security)$/.test(tree.textOf(tree.childNamed(n, 'function')))) return n;
  }
  return undefined;
}

function withDependency(context: FixContext, from: SourceText, call: number, dependency: number): Taken | undefined {
  const { tree, file } = context;
  const needs = carried(from, [dependency], context, tree.start(call));
  const args = argumentsOf(tree, call);
  const text = from.tree.textOf(dependency);
  const list = tree.childNamed(call, 'arguments');
  if (!needs || list < 0) return undefined;
  const insert = (at: number, what: string): Taken => ({
    name: inParentheses(text),
    edits: [...needs.edits, { file, span: { start: at, end: at }, text: what }],
  });
  const known = args.find((n) => tree.type(n) === 'keyword_argument' && tree.textOf(tree.childNamed(n, 'name')) === 'dependencies');
  if (known !== undefined) {
    const value = tree.childNamed(known, 'value');
    const [head] = tree.type(value) === 'list' ? tree.namedChildren(value) : [];
    return head === undefined ? undefined : insert(tree.start(head), `${text}, `);
  }
  const end = args.at(-1);
  return insert(end === undefined ? tree.start(list) + 1 : tree.end(end), `${end === undefined ? '' : ', '}dependencies=[${text}]`);
}

// --- views that are wrapped where they are registered

function aroundView(context: FixContext, from: SourceText, { name, place }: Likeness, span: Span): Taken | undefined {
  const { tree, file } = context;
  const call = callAt(tree, nodeIn(tree, span));
  const handler = call < 0 ? undefined : argumentsOf(tree, call)[1];
  const wrapped = [...nodesIn(from.tree, 0)].find(
    (n) =>
      isCall(from.tree, n) && place.span.start <= from.tree.start(n) && from.tree.end(n) <= place.span.end && from.tree.textOf(n) === name,
  );
  if (handler === undefined || wrapped === undefined || argumentsOf(from.tree, wrapped).length !== 1) return undefined;
  const wrapper = from.tree.childNamed(wrapped, 'function');
  const needs = carried(from, [wrapper], context, tree.start(call));
  const text = `${from.tree.textOf(wrapper)}(${tree.textOf(handler)})`;
  return needs && { name: from.tree.textOf(wrapper), edits: [...needs.edits, { file, span: tree.span(handler), text }] };
}
