/** Has a framework look at what annotations ask of a parameter's fields. */
import type { FixMaker } from '../fix';
import { enclosing } from './codeTree';
import { classInScope, importsFrom } from './javaImport';

export const validParameter: FixMaker = {
  languages: ['java'],
  make(context) {
    const { tree, file, finding } = context;
    if (!/without `@Valid`/.test(finding.message)) return undefined;
    const parameter = enclosing(tree, context.nodeAt(finding.span), ['formal_parameter']);
    if (parameter < 0) return undefined;
    const asking = finding.steps.map((step) => (step.file === file ? { tree } : context.look(step.file)));
    const [old] = ['javax', 'jakarta'].filter((root) => asking.some((one) => one && importsFrom(one.tree, `${root}.validation.`)));
    if (old === undefined) return undefined;
    const valid = classInScope(tree, file, `${old}.validation.Valid`);
    const at = tree.start(parameter);
    const edits = [...valid.edits, { file, span: { start: at, end: at }, text: `@${valid.text} ` }];
    return { title: 'Add `@Valid`', kind: 'safe', edits };
  },
};
