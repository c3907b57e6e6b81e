/** Puts words that are always the same in the place of what an error says; in JavaScript the error is logged instead, if nobody does. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, FixMaker } from '../fix';
import { fileNewline, fileQuote, fileSemicolon, indentAt } from './javascriptText';
import { quoteAt } from './pythonText';

const WORDS = 'Internal error';
/** What holds values side by side. */
const HOLDERS =
  /^(?:pair|object|array|dictionary|list|keyword_argument|expression_list|return_statement|throw_statement|arrow_function|keyed_element|literal_element|literal_value|spread_element|lambda)$/;
const LISTS = /^(?:arguments|argument_list)$/;
/** Calls that only put values side by side. */
const GATHERING = /^(?:(?:java\.util\.)?(?:Map|List|Set)\.\w+|(?:Immutable\w+|Collections|Arrays)\.\w+|jsonify|dict)$/;

export const sameAnswer: FixMaker = {
  languages: ['javascript', 'python', 'java', 'go'],
  make(context) {
    const { tree, file, finding } = context;
    const first = finding.steps[0];
    if (first?.file !== file) return undefined;
    const source = tree.text.slice(first.span.start, first.span.end).trim();
    // An import that nobody uses any more is an error of its own there.
    if (context.language === 'go' && /^debug\./.test(source)) return undefined;
    const found = context.nodeAt(finding.span);
    if (source === '' || source.length > 80 || tree.type(found) === 'program') return undefined;
    const values = valuesOf(context, found, source);
    if (values.length === 0) return undefined;
    const edits: Edit[] = values.map((n) => written(context, n));
    const logged = log(context, found, source);
    if (logged) edits.push(logged);
    return { title: 'Answer with the same words, whatever has failed', kind: 'guided', edits };
  },
};

/** The values in the sink's expression that the error is a part of. */
function valuesOf({ tree }: FixContext, found: number, source: string): readonly number[] {
  const out: number[] = [];
  for (let n = found; n < tree.next(found); n++) {
    if (!tree.isNamed(n) || tree.textOf(n) !== source || isKey(tree, n)) continue;
    let value = n;
    for (let at = n; at !== found; at = tree.parent(at)) {
      const parent = tree.parent(at);
      value = at;
      if (HOLDERS.test(tree.type(parent)) || (LISTS.test(tree.type(parent)) && isGathering(tree, parent, found))) break;
      value = parent;
    }
    if (!out.some((known) => known === value || (tree.start(known) <= tree.start(value) && tree.end(value) <= tree.end(known))))
      out.push(value);
  }
  return out.filter((n) => !LISTS.test(tree.type(n)) && tree.type(tree.parent(n)) !== 'expression_statement');
}

function isKey(tree: FlatTree, n: number): boolean {
  const parent = tree.parent(n);
  return /^(?:pair|keyword_argument)$/.test(tree.type(parent)) && tree.start(tree.namedChildren(parent)[0]) === tree.start(n);
}

function isGathering(tree: FlatTree, list: number, found: number): boolean {
  const call = tree.parent(list);
  return tree.start(list) < tree.start(found) || GATHERING.test(tree.text.slice(tree.start(call), tree.start(list)).trim());
}

function written({ tree, file, language }: FixContext, n: number): Edit {
  const parent = tree.parent(n);
  const q = language === 'javascript' ? fileQuote(tree) : language === 'python' ? quoteAt(tree, n) : '"';
  if (tree.type(n) === 'shorthand_property_identifier') return { file, span: tree.span(n), text: `${tree.textOf(n)}: ${q}${WORDS}${q}` };
  // A trace is of no use to anybody but attackers and developers.
  if (tree.type(parent) === 'pair' && /stack|trace/i.test(tree.textOf(tree.namedChildren(parent)[0]))) {
    const members = tree.namedChildren(tree.parent(parent));
    const at = members.indexOf(parent);
    if (at > 0) return { file, span: { start: tree.end(members[at - 1]), end: tree.end(parent) }, text: '' };
  }
  return { file, span: tree.span(n), text: `${q}${WORDS}${q}` };
}

function log(context: FixContext, found: number, source: string): Edit | undefined {
  const { tree, file, language } = context;
  if (language !== 'javascript' || !/^[\w$]+$/.test(source)) return undefined;
  let statement = found;
  while (statement > 0 && tree.type(tree.parent(statement)) !== 'statement_block') {
    if (/^(?:arrow_function|if_statement)$/.test(tree.type(statement))) return undefined;
    statement = tree.parent(statement);
  }
  if (statement <= 0 || /\blog\w*\b|console\./i.test(tree.textOf(tree.parent(statement)))) return undefined;
  const at = tree.start(statement);
  const text = `console.error(${source})${fileSemicolon(tree)}${fileNewline(tree)}${indentAt(tree.text, at)}`;
  return { file, span: { start: at, end: at }, text };
}
