/** Puts a lower limit where bodies of nearly any length are read. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixMaker } from '../fix';
import { nodesIn } from './codeTree';

export const limitBody: FixMaker = {
  languages: ['javascript', 'python', 'java'],
  make(context): readonly Fix[] | undefined {
    const { tree, finding, nodeAt, file, language } = context;
    if (!/reads requests of (?:up to|any length)/.test(finding.message)) return undefined;
    const node = [...nodesIn(tree, nodeAt(finding.span))].find((n) => isSize(tree, n) && tree.start(n) >= finding.span.start);
    if (node === undefined || tree.end(node) > finding.span.end) return undefined;
    return SIZES.map((size) => ({
      title: `Read ${size} MB at most`,
      kind: 'guided',
      edits: [{ file, span: tree.span(node), text: written(context.text, tree.start(node), language, tree.textOf(node), size) }],
    }));
  },
};

/** Megabytes: the first that nothing is said of is taken. */
const SIZES = [10, 1];

/** A size, or that there is none. */
const VALUES = /^(?:['"`][\d.]+\s*[kmgt]?b?['"`]|Infinity|-?[\d._*\s]+[lL]?)$/i;

/** Something that is set to a size, or the only thing that is handed over. */
function isSize(tree: FlatTree, n: number): boolean {
  const holder = tree.parent(n);
  const isSet =
    tree.fieldName(n) === 'value' || (/^arguments?(?:_list)?$/.test(tree.type(holder)) && tree.namedChildren(holder).length === 1);
  return tree.isNamed(n) && isSet && VALUES.test(tree.textOf(n));
}

function written(text: string, start: number, language: string, value: string, size: number): string {
  if (language === 'java') return `${size} * 1024 * 1024`;
  if (language === 'python') return `${size} * 1024**2`;
  // Parsers of Express take words, Fastify takes bytes.
  const isWord = /^['"`]/.test(value) || /\blimit\s*:\s*$/.test(text.slice(0, start));
  const quote = /^['"`]/.exec(value)?.[0] ?? "'";
  return isWord ? `${quote}${size}mb${quote}` : `${size} * 1024 * 1024`;
}
