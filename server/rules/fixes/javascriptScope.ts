/** Which names of a JavaScript file can be used at a place, and how an expression of one file is written in another. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { SourceText } from '../fix';
import { bringIntoScope, importsOf } from './javascriptImport';
import { boundNames, enclosingFunction, isFunction, nodesIn } from './javascriptTree';
import { modulePath } from './modulePath';

export interface Carried {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** Names that are there in every file. */
const EVERYWHERE: ReadonlySet<string> = new Set(['process', 'undefined', 'Error', 'Response', 'Boolean', 'String', 'Number']);

/** The name stands for something where `offset` is, when the code there is run. */
export function isInScope(tree: FlatTree, name: string, offset: number): boolean {
  if (EVERYWHERE.has(name)) return true;
  for (const n of nodesIn(tree, 0)) {
    const declared = declaredBy(tree, n);
    if (declared === undefined || !declared.names.some((one) => boundNames(tree, one).includes(name))) continue;
    const scope = declared.scope;
    if (scope > 0 && !(tree.start(scope) <= offset && offset < tree.end(scope))) continue;
    // What is run later may name what is declared below it.
    const runsLater = functionAt(tree, offset) !== enclosingFunction(tree, n);
    if (declared.hoisted || runsLater || tree.end(n) <= offset) return true;
  }
  return false;
}

interface Declared {
  readonly names: readonly number[];
  /** The block or function in which the names count; 0 for the whole file. */
  readonly scope: number;
  readonly hoisted: boolean;
}

function declaredBy(tree: FlatTree, n: number): Declared | undefined {
  switch (tree.type(n)) {
    case 'import_clause':
      return { names: [n], scope: 0, hoisted: true };
    case 'variable_declarator':
      return { names: [tree.childNamed(n, 'name')], scope: blockAround(tree, n), hoisted: false };
    case 'function_declaration':
    case 'generator_function_declaration':
      return { names: [tree.childNamed(n, 'name')], scope: blockAround(tree, n), hoisted: true };
    case 'class_declaration':
      return { names: nameOf(tree, n), scope: blockAround(tree, n), hoisted: false };
    case 'formal_parameters':
      return { names: [n], scope: tree.parent(n), hoisted: true };
    case 'arrow_function': {
      const only = tree.childNamed(n, 'parameter');
      return only < 0 ? undefined : { names: [only], scope: n, hoisted: true };
    }
    default:
      return undefined;
  }
}

function nameOf(tree: FlatTree, n: number): readonly number[] {
  const name = tree.childNamed(n, 'name');
  return name < 0 || tree.type(name) === 'identifier' ? [name].filter((one) => one >= 0) : [];
}

function blockAround(tree: FlatTree, n: number): number {
  for (let at = tree.parent(n); at > 0; at = tree.parent(at)) if (tree.type(at) === 'statement_block' || isFunction(tree, at)) return at;
  return 0;
}

function functionAt(tree: FlatTree, offset: number): number {
  let best = 0;
  for (let n = 1; n < tree.count; n++) if (isFunction(tree, n) && tree.start(n) <= offset && offset < tree.end(n)) best = n;
  return best;
}

/** Names that an expression reads, without those of properties; undefined where it declares some of its own. */
export function namesIn(tree: FlatTree, expression: number): readonly number[] | undefined {
  const out: number[] = [];
  for (const n of nodesIn(tree, expression)) {
    if (isFunction(tree, n)) return undefined;
    const type = tree.type(n);
    if (type === 'identifier' || type === 'shorthand_property_identifier') out.push(n);
  }
  return out;
}

/** An expression of one file as it is written at a place of another, with the imports that takes; undefined where a name cannot be had there. */
export function carried(from: SourceText, expression: number, to: SourceText, offset: number): Carried | undefined {
  const names = namesIn(from.tree, expression);
  if (!names) return undefined;
  const edits: Edit[] = [];
  const texts = new Map<string, string>();
  for (const n of names) {
    const name = from.tree.textOf(n);
    if (texts.has(name)) continue;
    const got = nameAt(from, name, to, offset);
    if (!got) return undefined;
    edits.push(...got.edits);
    texts.set(name, got.text);
  }
  return { text: rewritten(from.tree, expression, names, texts), edits: joined(edits) };
}

/** What a name of one file stands for, as it is written at a place of another. */
export function nameAt(from: SourceText, name: string, to: SourceText, offset: number): Carried | undefined {
  if (from.file === to.file) return isInScope(to.tree, name, offset) ? { text: name, edits: [] } : undefined;
  if (EVERYWHERE.has(name)) return { text: name, edits: [] };
  const found = importsOf(from.tree)
    .filter((i) => !i.typeOnly)
    .flatMap((i) => i.bindings.filter((b) => b.local === name).map((b) => ({ module: i.written, name: b.name })))[0];
  const module = found && modulePath(from.file, found.module, to.file);
  return found && module !== undefined ? bringIntoScope(to.tree, to.file, { module, name: found.name, local: name }) : undefined;
}

function rewritten(tree: FlatTree, expression: number, names: readonly number[], texts: ReadonlyMap<string, string>): string {
  let out = '';
  let at = tree.start(expression);
  for (const n of names) {
    const text = texts.get(tree.textOf(n)) ?? tree.textOf(n);
    const isShort = tree.type(n) === 'shorthand_property_identifier' && text !== tree.textOf(n);
    out += tree.text.slice(at, tree.start(n)) + (isShort ? `${tree.textOf(n)}: ${text}` : text);
    at = tree.end(n);
  }
  return out + tree.text.slice(at, tree.end(expression));
}

/** Edits at one place as one. */
export function joined(edits: readonly Edit[]): readonly Edit[] {
  const out: Edit[] = [];
  for (const edit of edits) {
    const there = out.findIndex((e) => e.file === edit.file && e.span.start === edit.span.start && e.span.end === edit.span.end);
    if (there < 0) out.push(edit);
    else if (out[there].text !== edit.text) out[there] = { ...edit, text: out[there].text + edit.text };
  }
  return out;
}
