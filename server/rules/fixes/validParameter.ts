/** Has a framework look at what annotations ask of a parameter's fields. */
import type { Edit } from '../../base/edit';
import type { FixContext, FixMaker } from '../fix';
import { enclosing, insertion } from './codeTree';
import { type Needed, withImports } from './inScope';
import { classInScope, importsFrom } from './javaImport';

export const validParameter: FixMaker = {
  languages: ['java'],
  make(context) {
    const { tree, file, finding } = context;
    if (!/without `@Valid`/.test(finding.message)) return undefined;
    const asking = finding.steps.map((step) => (step.file === file ? { tree } : context.look(step.file)));
    const [root] = ['javax', 'jakarta'].filter((one) => asking.some((a) => a && importsFrom(a.tree, `${one}.validation.`)));
    const edits = root === undefined ? undefined : withValid(context, root, [], []);
    return edits && { title: 'Add `@Valid`', kind: 'safe', edits };
  },
};

/** `@Valid` before the parameter that the finding stands on, with other edits of its file; `root`: `javax` or `jakarta`. */
export function withValid(
  context: FixContext,
  root: string,
  others: readonly Edit[],
  needed: readonly Needed[],
): readonly Edit[] | undefined {
  const { tree, file, finding, nodeAt } = context;
  const parameter = enclosing(tree, nodeAt(finding.span), ['formal_parameter']);
  if (parameter < 0) return undefined;
  const javaClass = `${root}.validation.Valid`;
  const text = `@${classInScope(tree, file, javaClass).text} `;
  return withImports(context, [...others, insertion(context, tree.start(parameter), text)], [{ javaClass, name: 'class' }, ...needed]);
}
