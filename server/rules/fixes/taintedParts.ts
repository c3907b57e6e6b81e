/** Which expressions near a sink carry the value the finding is about, told from the finding's steps. */
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { boundNames, covers, enclosingFunction, isReference, nodesIn, parameterNames } from './javascriptTree';

/** Says of an expression whether the finding's value is in it. */
export function taintTest(context: FixContext): (node: number) => boolean {
  const { tree, file, finding } = context;
  const names = new Set<string>();
  const texts = new Set<string>();
  const sink = context.nodeAt(finding.span);
  for (const step of finding.steps) {
    // The sink itself, or something around it, says nothing about what is in it.
    if (step.file === file && !covers(step.span, finding.span)) addStep(tree, context.nodeAt(step.span), names, texts);
  }
  // It comes from elsewhere: then it is what the function was given.
  if (names.size + texts.size === 0) for (const name of parameterNames(tree, sink)) names.add(name);
  if (finding.steps.some((s) => s.file === file && covers(finding.span, s.span))) addStep(tree, sink, names, texts);
  const carries = (node: number): boolean => [...nodesIn(tree, node)].some((n) => carriesItself(tree, n, names, texts));
  spread(tree, enclosingFunction(tree, sink), names, carries);
  return carries;
}

/** A step is an expression (`req.query.id`), or the name of a variable or parameter. */
function addStep(tree: FlatTree, n: number, names: Set<string>, texts: Set<string>): void {
  const type = tree.type(n);
  if (isReference(tree, n)) names.add(tree.textOf(n));
  else if (type === 'member_expression' || type === 'subscript_expression') {
    texts.add(tree.textOf(n));
    // Sibling fields of one request part come from the same hand: `req.body.email`, `req.body.password`.
    const object = tree.childNamed(n, 'object');
    if (object >= 0 && tree.type(object) === 'member_expression') texts.add(tree.textOf(object));
  } else if (type === 'call_expression') texts.add(tree.textOf(n));
}

function carriesItself(tree: FlatTree, n: number, names: ReadonlySet<string>, texts: ReadonlySet<string>): boolean {
  const type = tree.type(n);
  if (type === 'identifier' || type === 'shorthand_property_identifier') return names.has(tree.textOf(n));
  if (type === 'member_expression' || type === 'subscript_expression' || type === 'call_expression') return texts.has(tree.textOf(n));
  return false;
}

/** Names set from what carries the value carry it too. */
function spread(tree: FlatTree, scope: number, names: Set<string>, carries: (node: number) => boolean): void {
  // A long way through variables is rare; a bound keeps hostile code from making it dear.
  for (let round = 0, before = -1; round < 8 && before !== names.size; round++) {
    before = names.size;
    for (const n of nodesIn(tree, scope)) {
      const type = tree.type(n);
      if (type !== 'variable_declarator' && type !== 'assignment_expression') continue;
      const to = tree.childNamed(n, type === 'variable_declarator' ? 'name' : 'left');
      const value = tree.childNamed(n, type === 'variable_declarator' ? 'value' : 'right');
      if (to < 0 || value < 0 || tree.type(to) === 'member_expression' || !carries(value)) continue;
      for (const name of boundNames(tree, to)) names.add(name);
    }
  }
}
