/** Puts the annotation that stands on other Java endpoints on one that has none. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker, Likeness, Remedy, SourceText, Taken } from '../fix';
import { indentAt, newlineOf, nodesIn, replacement } from './codeTree';
import { classInScope, importOf } from './javaImport';

export function guardJava(context: FixContext, remedy: Remedy, { name, place }: Likeness): Taken | undefined {
  const from = context.look(place.file);
  if (!from || remedy.at !== 'route' || !name.startsWith('@')) return undefined;
  const { tree, file } = context;
  const mapping = annotationAt(tree, context.nodeAt(remedy.routes[0].span));
  const found = [...nodesIn(from.tree, 0)].find(
    (n) =>
      isAnnotation(from.tree, n) &&
      from.tree.start(n) >= place.span.start &&
      from.tree.textOf(n).replace(/\s+/g, ' ') === name.replace(/\s+/g, ' '),
  );
  if (mapping < 0 || found === undefined) return undefined;
  const needed = classesIn(from, found, context);
  if (!needed) return undefined;
  const edits = needed.flatMap((qualified) => classInScope(tree, file, qualified).edits);
  const end = tree.end(mapping);
  const line = newlineOf(tree) + indentAt(tree.text, tree.start(mapping)) + from.tree.textOf(found);
  return { name, edits: [...edits, { file, span: { start: end, end }, text: line }] };
}

const isAnnotation = (tree: FlatTree, n: number): boolean => /^(?:marker_)?annotation$/.test(tree.type(n));

function annotationAt(tree: FlatTree, node: number): number {
  for (let n = node; n > 0; n = tree.parent(n)) if (isAnnotation(tree, n)) return n;
  return -1;
}

/** Classes that it names, as they have to be imported; undefined where that is not known. */
function classesIn(from: SourceText, annotation: number, to: SourceText): readonly string[] | undefined {
  const out: string[] = [];
  if (from.file === to.file) return out;
  for (const n of nodesIn(from.tree, annotation)) {
    if (from.tree.type(n) !== 'identifier') continue;
    const name = from.tree.textOf(n);
    const isKey = from.tree.fieldName(n) === 'key' || from.tree.fieldName(n) === 'field';
    if (isKey || !/^[A-Z]/.test(name) || name === name.toUpperCase()) continue;
    const qualified = importOf(from.tree, name);
    if (qualified !== undefined) out.push(qualified);
    // Of the same package, it is there by itself.
    else if (from.file.replace(/[^/]*$/, '') !== to.file.replace(/[^/]*$/, '')) return undefined;
  }
  return out;
}

/** `permitAll()`, which opens several paths at once. */
export const closeOpening: FixMaker = {
  languages: ['java'],
  make(context): Fix | undefined {
    const { tree, remedy, finding, nodeAt } = context;
    if (remedy?.at !== 'line') return undefined;
    const opens = (n: number): boolean =>
      tree.type(n) === 'method_invocation' && tree.textOf(tree.childNamed(n, 'name')) === 'permitAll' && tree.start(n) < finding.span.end;
    let at = nodeAt(finding.span);
    while (at > 0 && !opens(at)) at = tree.parent(at);
    if (at <= 0) return undefined;
    const name = tree.childNamed(at, 'name');
    return { title: 'Ask here who the client is', kind: 'guided', edits: [replacement(context, name, 'authenticated')] };
  },
};
