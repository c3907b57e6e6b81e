/** Puts a most on the number of rows that a client may ask for. */
import type { FixMaker } from '../fix';
import { callAround } from './codeTree';
import { argumentPlace } from './javascriptTree';

const MOST = 100;

export const boundRows: FixMaker = {
  languages: ['javascript', 'python', 'java', 'go'],
  make(context) {
    const { tree, finding, language, file } = context;
    if (!/says how many rows/.test(finding.message)) return undefined;
    const found = context.nodeAt(finding.span);
    const node = language === 'javascript' ? limitOf(found) : argumentAt(found);
    if (node === undefined || node < 0) return undefined;
    const text = tree.textOf(node);
    if (text.length > 120 || text.includes('\n')) return undefined;
    const call = language === 'javascript' || language === 'java' ? 'Math.min' : 'min';
    return {
      title: `Give ${MOST} rows at most`,
      kind: 'guided',
      edits: [{ file, span: tree.span(node), text: `${call}(${text}, ${MOST})` }],
    };

    function argumentAt(n: number): number | undefined {
      const place = callAround(tree, n, finding.span.start);
      // Of a page and its size, the size is what says how many.
      return language === 'java' && place?.name === 'of' ? place.args[1] : place?.argument;
    }

    /** The value itself, where it is a field of an object. */
    function limitOf(n: number): number {
      const object = tree.type(n) === 'object' ? n : -1;
      if (object < 0) return argumentPlace(tree, n)?.argument ?? n;
      const pair = tree
        .namedChildren(object)
        .find((p) => tree.type(p) === 'pair' && /^(?:take|limit)$/.test(tree.textOf(tree.childNamed(p, 'key'))));
      return pair === undefined ? -1 : tree.childNamed(pair, 'value');
    }
  },
};
