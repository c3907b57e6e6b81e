/** Sends the client only to pages of this site, with the front page for everything else. */
import type { Fix, FixContext, FixMaker } from '../fix';
import { fileIndent, fileNewline, fileQuote, fileSemicolon, quoted } from './javascriptText';
import { bare, findingArgument, nodesIn } from './javascriptTree';
import { asText } from './plainText';
import { takeApart } from './textParts';

export const localRedirect: FixMaker = { languages: ['javascript'], make };

const NAME = 'localTarget';

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  if (place === undefined) return undefined;
  const target = targetOf(context, place.argument);
  const built = target < 0 ? undefined : takeApart(tree, target);
  // A whole address is never of this site.
  if (
    target < 0 ||
    built?.cells
      .map((c) => c.char ?? '')
      .join('')
      .includes('://')
  )
    return undefined;
  const typed = /\.[mc]?tsx?$/.test(file);
  const text = tree.textOf(target);
  const value = asText(tree, file, target);
  const edits = [{ file, span: tree.span(target), text: `${NAME}(${value})` }];
  if (!isDeclared(context)) edits.push({ file, span: endOfFile(tree.text), text: helper(context, typed) });
  return {
    title: `Redirect to ${text.includes('`') ? 'this address' : `\`${text}\``} only when it stays on this site`,
    kind: 'guided',
    edits,
  };
}

/** The address itself, where the argument is an object of headers. */
function targetOf(context: FixContext, argument: number): number {
  const { tree } = context;
  const n = bare(tree, argument);
  if (tree.type(n) !== 'object') return n;
  const pair = tree
    .namedChildren(n)
    .find((p) => tree.type(p) === 'pair' && /^['"]?location['"]?$/i.test(tree.textOf(tree.childNamed(p, 'key'))));
  return pair === undefined ? -1 : bare(tree, tree.childNamed(pair, 'value'));
}

function isDeclared(context: FixContext): boolean {
  const { tree } = context;
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) === 'function_declaration' && tree.textOf(tree.childNamed(n, 'name')) === NAME) return true;
  }
  return false;
}

function endOfFile(text: string): { start: number; end: number } {
  return { start: text.trimEnd().length, end: text.trimEnd().length };
}

/**
 * The target itself is returned, not the parsed path: a parsed path may begin with two slashes, which a browser
 * takes for a host.
 */
function helper({ tree }: FixContext, typed: boolean): string {
  const end = fileSemicolon(tree);
  const q = (text: string): string => quoted(text, fileQuote(tree));
  const step = fileIndent(tree);
  return [
    '',
    '',
    typed ? `function ${NAME}(target: string): string {` : `function ${NAME}(target) {`,
    `${step}const site = ${q('http://site.invalid')}${end}`,
    `${step}return URL.canParse(target, site) && new URL(target, site).origin === site ? target : ${q('/')}${end}`,
    '}',
  ].join(fileNewline(tree));
}
