/** Puts a limit on the size of what is uploaded. */
import type { FixMaker } from '../fix';
import { enclosing } from './codeTree';

const LIMITS = 'limits: { fileSize: 5 * 1024 * 1024 }';

export const limitUpload: FixMaker = {
  languages: ['javascript'],
  make(context) {
    const { tree, file, finding } = context;
    if (!/takes files of any size/.test(finding.message)) return undefined;
    const call = enclosing(tree, context.nodeAt(finding.span), ['call_expression']);
    const list = call < 0 ? -1 : tree.childNamed(call, 'arguments');
    if (list < 0) return undefined;
    const title = 'Take files of up to 5 MB';
    const args = tree.namedChildren(list);
    const options = args.find((a) => tree.type(a) === 'object');
    if (options === undefined) {
      const last = args.at(-1);
      const at = last === undefined ? tree.start(list) + 1 : tree.end(last);
      return {
        title,
        kind: 'guided',
        edits: [{ file, span: { start: at, end: at }, text: `${last === undefined ? '' : ', '}{ ${LIMITS} }` }],
      };
    }
    const last = tree.namedChildren(options).at(-1);
    if (last === undefined) return { title, kind: 'guided', edits: [{ file, span: tree.span(options), text: `{ ${LIMITS} }` }] };
    const at = tree.end(last);
    return { title, kind: 'guided', edits: [{ file, span: { start: at, end: at }, text: `, ${LIMITS}` }] };
  },
};
