/** Puts what stands before other routes before one of Go: as an argument, by `With`, around the handler, by `Use`. */
import type { Edit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, Likeness, Remedy, SourceText, Taken } from '../fix';
import {
  argumentsOf,
  calleeText,
  functionAround,
  insertion,
  isCall,
  linesAfter,
  nodesIn,
  receiverOf,
  replacement,
  statementAround,
} from './codeTree';
import { importedPaths, packageName, packagePath } from './goImport';
import { withImports } from './inScope';
import { treeNames } from './treeNames';

/** How a library wants what stands before a handler. */
export type Style = 'first' | 'last' | 'with' | 'around';

const STYLES: readonly (readonly [RegExp, Style])[] = [
  [/gin-gonic\/gin$|gofiber\/fiber\/v\d$/, 'first'],
  [/labstack\/echo\/v\d$/, 'last'],
  [/go-chi\/chi(?:\/v\d)?$/, 'with'],
];

export function guardGo(context: FixContext, remedy: Remedy, like: Likeness): Taken | undefined {
  const from = context.look(like.name === '' ? like.route.file : like.place.file);
  const found = from && guardIn(from, like);
  if (!found || remedy.at === 'line') return undefined;
  const { tree, finding, nodeAt } = context;
  const call = callAt(tree, nodeAt(remedy.at === 'route' ? remedy.routes[0].span : finding.span));
  if (call < 0) return undefined;
  const needed = neededFor(from, found, context, call);
  if (!needed) return undefined;
  const guard = from.tree.textOf(found);
  const edits = remedy.at === 'router' ? beforeRouter(context, call, guard) : beforeRoute(context, call, guard, from, found);
  return edits && { name: guard, edits: withImports(context, edits, needed) };
}

/** The expression that stands before the handlers there. */
function guardIn({ tree }: SourceText, { name, route, place: { span } }: Likeness): number | undefined {
  if (name === '') return wrapperIn(tree, route.span);
  for (const n of nodesIn(tree, 0)) {
    if (tree.start(n) < span.start || tree.end(n) > span.end || !tree.isNamed(n) || tree.textOf(n) !== name) continue;
    const holder = tree.parent(n);
    if (tree.type(holder) === 'argument_list' || (isCall(tree, holder) && tree.childNamed(holder, 'function') === n)) return n;
  }
  return undefined;
}

/** What is put around the handler there. */
function wrapperIn(tree: FlatTree, span: Span): number | undefined {
  const call = [...nodesIn(tree, 0)].find((n) => isCall(tree, n) && tree.start(n) === span.start && tree.end(n) === span.end);
  const handler = call === undefined ? -1 : (argumentsOf(tree, call).at(-1) ?? -1);
  if (handler < 0 || !isCall(tree, handler) || argumentsOf(tree, handler).length !== 1) return undefined;
  return tree.childNamed(handler, 'function');
}

export function callAt(tree: FlatTree, node: number): number {
  for (let n = node; n > 0; n = tree.parent(n)) if (isCall(tree, n)) return n;
  return -1;
}

// --- one route

function beforeRoute(context: FixContext, outer: number, guard: string, from: SourceText, found: number): readonly Edit[] | undefined {
  const { style } = styleOf(context.tree);
  if (style !== 'around') return beforeHandlers(context, outer, style, guard);
  const call = registrationIn(context.tree, outer);
  return call < 0 ? undefined : around(context, call, guard, from, found);
}

/** What the registration returns may be called in turn: `.Methods("POST")`. */
function registrationIn(tree: FlatTree, outer: number): number {
  let call = outer;
  while (call >= 0 && (!isCall(tree, call) || argumentsOf(tree, call).length < 2)) call = isCall(tree, call) ? receiverOf(tree, call) : -1;
  return call;
}

/** Before the handlers of one route, as the library wants it. */
export function beforeHandlers(context: FixContext, outer: number, style: Style, guard: string): readonly Edit[] | undefined {
  const { tree } = context;
  const call = outer < 0 ? -1 : registrationIn(tree, outer);
  if (call < 0) return undefined;
  const args = argumentsOf(tree, call);
  if (style === 'first') return [insertion(context, tree.start(args[1]), `${guard}, `)];
  if (style === 'last') return [insertion(context, tree.end(args[args.length - 1]), `, ${guard}`)];
  const receiver = receiverOf(tree, call);
  return style !== 'with' || receiver < 0 ? undefined : [insertion(context, tree.end(receiver), `.With(${guard})`)];
}

/** By what the file imports, and from where. */
export function styleOf(tree: FlatTree): { readonly style: Style; readonly path: string | undefined } {
  for (const path of importedPaths(tree)) for (const [pattern, style] of STYLES) if (pattern.test(path)) return { style, path };
  return { style: 'around', path: undefined };
}

/** `mux.Handle(path, guard(http.HandlerFunc(handler)))`, or `mux.HandleFunc(path, guard(handler))` where that is how it is used. */
function around(context: FixContext, call: number, guard: string, from: SourceText, found: number): readonly Edit[] | undefined {
  const { tree } = context;
  const handler = argumentsOf(tree, call).at(-1) ?? -1;
  const callee = tree.childNamed(call, 'function');
  const name = callee < 0 ? -1 : tree.childNamed(callee, 'field');
  const written = tree.textOf(handler);
  if (handler < 0 || name < 0) return undefined;
  const wrap = (text: string): Edit => replacement(context, handler, `${guard}(${text})`);
  if (tree.textOf(name) === 'Handle') return [wrap(written)];
  if (tree.textOf(name) !== 'HandleFunc') return undefined;
  const holder = from.tree.parent(found);
  const isAround = isCall(from.tree, holder) && from.tree.childNamed(holder, 'function') === found;
  const inside = isAround ? (argumentsOf(from.tree, holder)[0] ?? -1) : -1;
  const outer = isAround ? callAt(from.tree, from.tree.parent(holder)) : -1;
  // A function goes in and comes out.
  if (inside >= 0 && outer >= 0 && /\.HandleFunc$/.test(calleeText(from.tree, outer))) return [wrap(written)];
  return [replacement(context, name, 'Handle'), wrap(`${packageName(tree, 'net/http')}.HandlerFunc(${written})`)];
}

// --- a whole router

function beforeRouter(context: FixContext, call: number, guard: string): readonly Edit[] | undefined {
  const { tree } = context;
  const statement = statementAround(tree, call);
  const set = statement < 0 ? undefined : treeNames(tree).setting(tree, statement);
  const [name] = set?.names ?? [];
  return name === undefined ? undefined : [linesAfter(context, statement, [`${tree.textOf(name)}.Use(${guard})`])];
}

// --- names

/** Packages that the expression needs in the file; undefined where some name of it stands for nothing there. */
function neededFor(from: SourceText, expression: number, to: FixContext, target: number) {
  const needed: { goPackage: string; name: string }[] = [];
  const names = treeNames(from.tree);
  for (const n of nodesIn(from.tree, expression)) {
    if (/^func_literal$/.test(from.tree.type(n))) return undefined;
    if (from.tree.type(n) !== names.identifier || names.isField(from.tree, n)) continue;
    const name = from.tree.textOf(n);
    const path = packagePath(from.tree, name);
    if (path !== undefined) {
      if (from.file !== to.file && packageName(to.tree, path) !== name) return undefined;
      if (from.file !== to.file) needed.push({ goPackage: path, name });
      continue;
    }
    const here = declarationOf(from.tree, n, name);
    if (here === undefined) {
      if (folderOf(from.file) !== folderOf(to.file)) return undefined;
      continue;
    }
    const there = declarationOf(to.tree, target, name);
    const isSame = from.file === to.file && here.node === there?.node;
    if (!there || (there.isParameter ? here.text !== there.text : !isSame || to.tree.end(there.node) > to.tree.start(target)))
      return undefined;
  }
  return needed;
}

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

interface Declaration {
  readonly node: number;
  readonly text: string;
  readonly isParameter: boolean;
}

/** Where a function around `n` declares the name; undefined for what the package declares. */
function declarationOf(tree: FlatTree, n: number, name: string): Declaration | undefined {
  const names = treeNames(tree);
  for (let scope = functionAround(tree, n); scope > 0; scope = functionAround(tree, tree.parent(scope))) {
    for (const node of nodesIn(tree, scope)) {
      if (tree.type(node) === 'parameter_declaration') {
        const declared = tree.children(node).some((c) => tree.fieldName(c) === 'name' && tree.textOf(c) === name);
        if (declared && tree.parent(tree.parent(node)) === scope)
          return { node, text: tree.textOf(tree.childNamed(node, 'type')), isParameter: true };
      }
      const set = names.setting(tree, node);
      if (set?.names.some((one) => tree.textOf(one) === name) && functionAround(tree, node) === scope)
        return { node, text: '', isParameter: false };
    }
  }
  return undefined;
}
