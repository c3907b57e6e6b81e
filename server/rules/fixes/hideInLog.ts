/** Takes sensitive values of Python, Java and Go out of what is logged, and leaves the rest. */
import type { Edit } from '../../base/edit';
import { classify } from '../../data/classify';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type BuiltText, type Cell, charsOf, holesOf } from './cells';
import { putTogether, styleOf, taintedHole, takeApart } from './codeText';
import { bare, type CallPlace, callAround, findingCall, isCall, nodesIn, receiverOf, replacement, settingOf, usesOf } from './codeTree';
import { withImports } from './inScope';

export const hideInLog: FixMaker = { languages: ['python', 'java', 'go'], make };

const HIDDEN = '[redacted]';

function make(context: FixContext): Fix | undefined {
  const { tree, finding } = context;
  const place = logCall(context);
  if (!place || /whole environment|writes all of it/.test(finding.message)) return undefined;
  const change = field(context, place) ?? piece(context, place) ?? argument(context, place);
  if (!change || leavesUnused(tree, change.gone)) return undefined;
  const title = change.value === undefined ? 'Leave sensitive values out of the log' : `Do not log \`${change.value.slice(0, 40)}\``;
  return { title, kind: 'safe', edits: withImports(context, change.edits, []) };
}

/** The call, with the argument that holds the value, where the finding stands on the call as a whole or on its pattern. */
function logCall(context: FixContext): CallPlace | undefined {
  const { tree, finding, nodeAt } = context;
  const at = nodeAt(finding.span);
  const isText = (takeApart(tree, at)?.cells.length ?? 0) > 1;
  const whole = !isText && isCall(tree, at) && tree.start(at) === finding.span.start && tree.end(at) === finding.span.end;
  const inner = whole ? tree.namedChildren(tree.childNamed(at, 'arguments'))[0] : undefined;
  const place = inner === undefined ? findingCall(context) : callAround(tree, inner, 0);
  if (!place || (inner === undefined && !/string/.test(tree.type(place.argument)))) return place;
  const built = takeApart(tree, place.argument);
  if (built && holesOf(built).length > 0 && inner === undefined) return place;
  const all = tree.namedChildren(place.list);
  const values = all.map((a) => (tree.type(a) === 'keyword_argument' ? tree.childNamed(a, 'value') : a));
  const argument = values.find((v) => tree.textOf(v) === finding.steps[0]?.message) ?? values.find((v) => isSensitive(tree, v));
  return argument === undefined ? place : { ...place, argument };
}

interface Change {
  readonly edits: readonly Edit[];
  /** What is not read any more. */
  readonly gone: readonly number[];
  /** What is not logged any more, where that is one expression. */
  readonly value: string | undefined;
}

/** Go does not compile a variable that nobody reads. */
function leavesUnused(tree: FlatTree, gone: readonly number[]): boolean {
  if (tree.grammar.language !== 'go') return false;
  return gone.some((part) =>
    [...nodesIn(tree, part)].some((n) => {
      const set = settingOf(tree, n);
      if (set === undefined || set.scope === 0) return false;
      const within = usesOf(tree, set.scope, tree.textOf(n)).filter(
        (use) => !gone.some((g) => tree.start(g) <= tree.start(use) && tree.end(use) <= tree.end(g)),
      );
      return within.length < 2;
    }),
  );
}

// --- a field of its own: `password=password`, `zap.String("password", password)`, `"password", password`

function field(context: FixContext, place: CallPlace): Change | undefined {
  const { tree, file } = context;
  const holder = tree.type(place.argument) === 'keyword_argument' ? place.argument : tree.parent(place.argument);
  if (tree.type(holder) === 'keyword_argument')
    return { ...removed(context, [holder]), value: tree.textOf(tree.childNamed(holder, 'value')) };
  if (context.language !== 'go') return undefined;
  const value = tree.textOf(place.argument);
  if (/^zap\.\w+$/.test(place.callee) && tree.type(tree.parent(place.call)) === 'argument_list')
    return { ...removed(context, [place.call]), value };
  const receiver = receiverOf(tree, place.call);
  const isChained = /^(?:Str|Strs|Any|Interface|Bytes|Stringer|WithField)$/.test(place.name) && receiver >= 0 && place.args.length === 2;
  // Something has to be left that ends the chain.
  if (isChained && tree.type(tree.parent(place.call)) === 'selector_expression') {
    return { edits: [{ file, span: { start: tree.end(receiver), end: tree.end(place.call) }, text: '' }], gone: [place.argument], value };
  }
  const at = place.args.indexOf(place.argument);
  const key = place.args[at - 1];
  const isPair =
    /^(?:Debug|Info|Warn|Error|Fatal|With)(?:w|Context)?$/.test(place.name) && at > 1 && /string_literal$/.test(tree.type(key));
  return isPair ? { ...removed(context, [key, place.argument]), value } : undefined;
}

/** Takes neighbours out of an argument list, with the comma before them. */
function removed(
  { tree, file }: FixContext,
  items: readonly number[],
): { readonly edits: readonly Edit[]; readonly gone: readonly number[] } {
  const all = tree.namedChildren(tree.parent(items[0]));
  const [first, last] = [all.indexOf(items[0]), all.indexOf(items[items.length - 1])];
  const start = first > 0 ? tree.end(all[first - 1]) : tree.start(items[0]);
  const end = first > 0 || all[last + 1] === undefined ? tree.end(all[last]) : tree.start(all[last + 1]);
  return { edits: [{ file, span: { start, end }, text: '' }], gone: items };
}

// --- a piece of a text

function piece(context: FixContext, place: CallPlace): Change | undefined {
  const { tree } = context;
  const node = bare(tree, place.argument);
  const built = takeApart(tree, node);
  if (!built || built.cells.length < 2) return undefined;
  const bad = badHoles(context, built);
  if (bad.length === 0) return undefined;
  const cells = built.cells.flatMap((c): Cell[] => (c.hole !== undefined && bad.includes(c.hole) ? charsOf(HIDDEN, c.group) : [c]));
  const text = putTogether(tree, cells, built.groups);
  return text === undefined ? undefined : { edits: [replacement(context, node, text)], gone: bad, value: undefined };
}

function badHoles(context: FixContext, built: BuiltText): number[] {
  const { tree } = context;
  const sensitive = holesOf(built).filter((h) => isSensitive(tree, h));
  const tainted = sensitive.length > 0 ? undefined : taintedHole(context, built);
  return tainted === undefined ? sensitive : [tainted];
}

/** A name or a chain of members that is named like sensitive data: nothing that could have masked the value. */
function isSensitive(tree: FlatTree, n: number): boolean {
  const text = tree.textOf(bare(tree, n));
  if (!/^\w+(?:\.\w+)*(?:\(\))?$/.test(text)) return false;
  const parts = text.replace(/\(\)$/, '').split('.');
  const found = classify(parts.at(-1)?.replace(/^get(?=[A-Z])/, '') ?? '', parts.at(-2));
  return found !== undefined && found.tier <= 3 && (found.confidence !== 'low' || found.type === 'token');
}

// --- an argument

function argument(context: FixContext, place: CallPlace): Change | undefined {
  const { tree } = context;
  const style = styleOf(tree);
  const node = bare(tree, place.argument);
  const value = tree.textOf(node);
  if (!style || !/^[\w.]+(?:\([^()]*\))?$/.test(value)) return undefined;
  const others = place.args.filter((a) => a !== place.argument);
  const pattern = others.find((a) => /string/.test(tree.type(a)) && /%[-+#]?\w|\{\w*\}/.test(tree.textOf(a)));
  if (pattern === undefined && others.length > 0 && isStatement(tree, place)) return { ...removed(context, [place.argument]), value };
  // A pattern for numbers takes no text.
  if (pattern !== undefined && /%[-+#]?[\d.]*[dxXfgeEtcbo]/.test(tree.textOf(pattern))) return undefined;
  const hidden = style.write(charsOf(HIDDEN, 0), style.plain);
  // All that the pattern takes of that sort goes at once.
  const gone = [place.argument, ...(pattern === undefined ? [] : others.filter((a) => a !== pattern && isSensitive(tree, a)))];
  return { edits: gone.map((n) => replacement(context, n, hidden)), gone, value: gone.length === 1 ? value : undefined };
}

const isStatement = (tree: FlatTree, place: CallPlace): boolean =>
  tree.type(tree.parent(place.call)) === 'expression_statement' && callAround(tree, tree.parent(place.call), 0) === undefined;
