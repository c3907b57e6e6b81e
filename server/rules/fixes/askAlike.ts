/** Has a handler of JavaScript ask what another one asks at its beginning, where nothing stands before either: files that are routes, actions, resolvers. */
import type { Edit } from '../../base/edit';
import type { RouteEntry } from '../../base/route';
import { short } from '../../engine/routes/inventory/verdicts';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, Likeness, Remedy, Taken } from '../fix';
import { nodeIn } from './codeTree';
import { type Handler, handlerOf } from './javascriptHandler';
import { joined, nameAt } from './javascriptScope';
import { fileNewline, indentAt } from './javascriptText';
import { boundNames, calleeOf, enclosingFunction, isFunction, isReference, nodesIn } from './javascriptTree';

export function askAlike(context: FixContext, remedy: Remedy, like: Likeness): Taken | undefined {
  const [route] = remedy.routes;
  if (remedy.at !== 'route' || remedy.routes.length > 1 || formOf(route) !== formOf(like.route)) return undefined;
  if (formOf(route) === 'procedure') return byProcedure(context, route, like.route);
  const other = like.name === '' ? handlerOf(context, like.route) : undefined;
  const own = other && handlerOf(context, route);
  if (!own || !other || other.source.file !== like.place.file) return undefined;
  const asked = askedIn(other, nodeIn(other.source.tree, like.place.span));
  return asked && copied(own, other, asked, formOf(route) === 'resolver');
}

/** What calls such a handler hands over the same to all of them. */
function formOf({ path }: RouteEntry): 'path' | 'action' | 'resolver' | 'procedure' {
  if (path.includes('/')) return 'path';
  if (path.startsWith('action:')) return 'action';
  return /^(?:Query|Mutation|Subscription)\./.test(path) ? 'resolver' : 'procedure';
}

// --- statements

/** The statement that refuses, and those before it that it needs, in order; undefined where it is more than a check. */
function askedIn({ source: { tree }, handler }: Handler, refusal: number): readonly number[] | undefined {
  const block = tree.childNamed(handler, 'body');
  const statements = tree.namedChildren(block).filter((n) => tree.type(n) !== 'comment');
  const last = statements.findIndex((n) => n <= refusal && refusal < tree.next(n));
  if (last < 0 || tree.type(statements[last]) !== 'if_statement' || tree.childNamed(statements[last], 'alternative') >= 0) return undefined;
  const out = [statements[last]];
  const wanted = new Set(namesOf(tree, statements[last]));
  for (let i = last - 1; i >= 0; i--) {
    const set = declaredBy(tree, statements[i]);
    if (!set.some((name) => wanted.has(name))) continue;
    out.unshift(statements[i]);
    for (const name of namesOf(tree, statements[i])) wanted.add(name);
  }
  return out.length <= MOST && out.every((n) => ![...nodesIn(tree, n)].some((one) => isFunction(tree, one))) ? out : undefined;
}

/** More is no check that could stand anywhere. */
const MOST = 3;

function namesOf(tree: FlatTree, n: number): readonly string[] {
  return [...nodesIn(tree, n)].filter((one) => isReference(tree, one)).map((one) => tree.textOf(one));
}

function declaredBy(tree: FlatTree, statement: number): readonly string[] {
  return tree
    .namedChildren(statement)
    .filter((n) => tree.type(n) === 'variable_declarator')
    .flatMap((n) => boundNames(tree, tree.childNamed(n, 'name')));
}

function copied(own: Handler, other: Handler, all: readonly number[], mayHaveMore: boolean): Taken | undefined {
  const { tree, file } = own.source;
  const from = other.source.tree;
  const block = tree.childNamed(own.handler, 'body');
  const statements = tree.namedChildren(block).filter((n) => !/^(['"])use \w+\1;?$/.test(tree.textOf(n)));
  // What is asked for here already need not be asked for again.
  const known = all.map((n) => statements.findIndex((one) => tree.textOf(one) === from.textOf(n)));
  const asked = all.filter((_, i) => known[i] < 0);
  const first = statements[Math.max(-1, ...known) + 1];
  if (asked.at(-1) !== all.at(-1)) return undefined;
  const declared = new Set(asked.flatMap((n) => declaredBy(from, n)));
  const waits = asked.some((n) => [...nodesIn(from, n)].some((one) => from.type(one) === 'await_expression'));
  if (first === undefined || (waits && !/^(?:\w+\s+)*async\b/.test(tree.textOf(own.handler)))) return undefined;
  if (namesOf(tree, own.handler).some((name) => declared.has(name))) return undefined;
  const kept = new Set(all.filter((n) => !asked.includes(n)).flatMap((n) => declaredBy(from, n)));
  if (asked.some((n) => [...nodesIn(from, n)].some((one) => from.type(one) === 'type_identifier'))) return undefined;
  const parameters = matched(own, other, mayHaveMore);
  if (!parameters) return undefined;
  const texts = new Map<string, string>();
  const edits: Edit[] = [];
  for (const name of new Set(asked.flatMap((n) => namesOf(from, n)))) {
    if (declared.has(name) || kept.has(name)) continue;
    const handed = parameters.get(name);
    const got = handed ?? nameAt(other.source, name, own.source, tree.start(first));
    if (!got) return undefined;
    texts.set(name, got.text);
    edits.push(...got.edits);
  }
  const at = tree.start(first);
  const next = fileNewline(tree) + indentAt(tree.text, at);
  const lines = asked.map((n) => reindented(from, n, rewritten(from, n, texts), next) + next);
  const call = [...nodesIn(from, asked[0])].find((n) => from.type(n) === 'call_expression' && calleeOf(from, n) >= 0);
  const condition = from.textOf(from.childNamed(asked[asked.length - 1], 'condition')).replace(/^\(|\)$/g, '');
  const name = asked.length > 1 && call !== undefined ? from.textOf(call) : condition;
  const edit = { file, span: { start: at, end: at }, text: lines.join('') };
  return { name, title: `Ask \`${short(name)}\` first, as another does`, edits: joined([...edits, edit]) };
}

interface Got {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** What names of the other's parameters are here; undefined where the two are handed different things. */
function matched(own: Handler, other: Handler, mayHaveMore: boolean): ReadonlyMap<string, Got> | undefined {
  const [here, there] = [parametersOf(own), parametersOf(other)];
  const { tree, file } = own.source;
  const from = other.source.tree;
  const out = new Map<string, Got>();
  const list = tree.childNamed(own.handler, 'parameters');
  for (const [i, parameter] of there.entries()) {
    const names = boundNames(from, patternOf(from, parameter));
    const mine = here[i];
    if (mine === undefined) {
      // A resolver may leave out what it does not use.
      if (!mayHaveMore || list < 0) continue;
      const text = there
        .slice(here.length, i + 1)
        .map((n) => from.textOf(n))
        .join(', ');
      const last = here.at(-1);
      const at = last === undefined ? tree.start(list) + 1 : tree.end(last);
      const edit = { file, span: { start: at, end: at }, text: last === undefined ? text : `, ${text}` };
      for (const name of names) out.set(name, { text: name, edits: [edit] });
      continue;
    }
    const [pattern, known] = [patternOf(from, parameter), patternOf(tree, mine)];
    if (from.type(pattern) === 'identifier' && tree.type(known) === 'identifier')
      out.set(from.textOf(pattern), { text: tree.textOf(known), edits: [] });
    else if (from.type(pattern) === 'object_pattern')
      for (const name of names) {
        const got = fieldOf(own, known, name);
        if (got) out.set(name, got);
      }
  }
  return out;
}

/** A field of what is handed over: by the name that it has here, or by one that it gets. */
function fieldOf({ source: { tree, file } }: Handler, known: number, name: string): Got | undefined {
  if (tree.type(known) === 'identifier') return { text: `${tree.textOf(known)}.${name}`, edits: [] };
  if (tree.type(known) !== 'object_pattern') return undefined;
  if (boundNames(tree, known).includes(name)) return { text: name, edits: [] };
  const last = tree.namedChildren(known).at(-1);
  if (last === undefined || tree.type(last) === 'rest_pattern') return undefined;
  const at = tree.end(last);
  return { text: name, edits: [{ file, span: { start: at, end: at }, text: `, ${name}` }] };
}

function parametersOf({ source: { tree }, handler }: Handler): readonly number[] {
  const list = tree.childNamed(handler, 'parameters');
  const single = tree.childNamed(handler, 'parameter');
  if (list >= 0) return tree.namedChildren(list).filter((n) => tree.type(n) !== 'comment');
  return single >= 0 ? [single] : [];
}

/** Without its type. */
function patternOf(tree: FlatTree, parameter: number): number {
  const pattern = tree.childNamed(parameter, 'pattern');
  return pattern >= 0 ? pattern : parameter;
}

function rewritten(tree: FlatTree, n: number, texts: ReadonlyMap<string, string>): string {
  let out = '';
  let at = tree.start(n);
  for (const one of nodesIn(tree, n)) {
    if (!isReference(tree, one)) continue;
    const name = tree.textOf(one);
    const text = texts.get(name) ?? name;
    const isShort = tree.type(one) === 'shorthand_property_identifier' && text !== name;
    out += tree.text.slice(at, tree.start(one)) + (isShort ? `${name}: ${text}` : text);
    at = tree.end(one);
  }
  return out + tree.text.slice(at, tree.end(n));
}

function reindented(tree: FlatTree, n: number, text: string, next: string): string {
  const own = indentAt(tree.text, tree.start(n));
  return text
    .split(/\r?\n/)
    .map((line, i) => (i > 0 && line.startsWith(own) ? line.slice(own.length) : line))
    .join(next);
}

// --- procedures

/** `drop: publicProcedure.mutation(…)` begins with what its neighbours begin with. */
function byProcedure(context: FixContext, route: RouteEntry, like: RouteEntry): Taken | undefined {
  const source = context.look(route.file);
  const from = context.look(like.file);
  const own = source && procedureAt(source.tree, nodeIn(source.tree, route.span));
  const other = from && procedureAt(from.tree, nodeIn(from.tree, like.span));
  if (own === undefined || other === undefined || !source || !from) return undefined;
  const name = from.tree.textOf(other);
  const got = nameAt(from, name, source, source.tree.start(own));
  if (!got || source.tree.textOf(own) === name) return undefined;
  const title = `Put \`${name}\` before this endpoint, as before others`;
  return { name, title, edits: joined([...got.edits, { file: source.file, span: source.tree.span(own), text: got.text }]) };
}

/** The name at the beginning of a chain of calls that is set under a key. */
function procedureAt(tree: FlatTree, key: number): number | undefined {
  let pair = key;
  while (pair > 0 && tree.type(pair) !== 'pair') pair = tree.parent(pair);
  let at = pair <= 0 ? -1 : tree.childNamed(pair, 'value');
  if (at < 0 || tree.type(at) !== 'call_expression' || enclosingFunction(tree, key) > pair) return undefined;
  while (at >= 0 && tree.type(at) !== 'identifier')
    at =
      tree.type(at) === 'call_expression' ? calleeOf(tree, at) : tree.type(at) === 'member_expression' ? tree.childNamed(at, 'object') : -1;
  return at < 0 ? undefined : at;
}
