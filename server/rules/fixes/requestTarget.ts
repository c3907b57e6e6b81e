/** Keeps the client from choosing where the server sends requests: encoded path segments, and a list of hosts. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { holesOf } from './cells';
import { fileIndent, fileNewline, fileQuote, fileSemicolon, quoted } from './javascriptText';
import { bare, declaratorOf, findingArgument, nodesIn } from './javascriptTree';
import { taintTest } from './taintedParts';
import { takeApart } from './textParts';

export const encodeSegment: FixMaker = { languages: ['javascript'], make: encode };
export const checkHost: FixMaker = { languages: ['javascript'], make: check };

function encode(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  if (!/raw part of the path/.test(finding.message)) return undefined;
  const place = findingArgument(context);
  if (!place) return undefined;
  const carries = taintTest(context);
  const built = takeApart(tree, addressOf(context, place.argument));
  const holes = built ? holesOf(built).filter((n) => carries(n)) : [];
  if (holes.length === 0) return undefined;
  const edits: Edit[] = holes.map((n) => ({ file, span: tree.span(n), text: `encodeURIComponent(${asText(context, tree.textOf(n))})` }));
  return { title: `Encode \`${tree.textOf(holes[0])}\` as one path segment`, kind: 'safe', edits };
}

/** The text the address is put together in, here or where its variable is set. */
function addressOf({ tree }: FixContext, argument: number): number {
  const node = bare(tree, argument);
  if (tree.type(node) !== 'identifier') return node;
  const declarator = declaratorOf(tree, node);
  return declarator < 0 ? node : bare(tree, tree.childNamed(declarator, 'value'));
}

function asText({ file }: FixContext, text: string): string {
  return /\.[mc]?tsx?$/.test(file) && /\b(?:query|body|headers)\b/.test(text) && !/^String\(/.test(text) ? `String(${text})` : text;
}

const NAME = 'allowedAddress';

function check(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  if (/raw part of the path/.test(finding.message)) return undefined;
  const place = findingArgument(context);
  if (!place) return undefined;
  const target = bare(tree, place.argument);
  if (tree.type(target) === 'object' || tree.type(target) === 'spread_element') return undefined;
  const typed = /\.[mc]?tsx?$/.test(file);
  const text = tree.textOf(target);
  const edits: Edit[] = [{ file, span: tree.span(target), text: `${NAME}(${asText(context, text)})` }];
  if (!isDeclared(context)) {
    const end = tree.text.trimEnd().length;
    edits.push({ file, span: { start: end, end }, text: helper(context, typed) });
  }
  return { title: 'Ask only hosts listed in `ALLOWED_HOSTS`', kind: 'guided', edits };
}

function isDeclared({ tree }: FixContext): boolean {
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) === 'function_declaration' && tree.textOf(tree.childNamed(n, 'name')) === NAME) return true;
  }
  return false;
}

function helper({ tree }: FixContext, typed: boolean): string {
  const end = fileSemicolon(tree);
  const q = (text: string): string => quoted(text, fileQuote(tree));
  const step = fileIndent(tree);
  return [
    '',
    '',
    typed ? `function ${NAME}(address: string): string {` : `function ${NAME}(address) {`,
    `${step}const hosts = (process.env.ALLOWED_HOSTS ?? ${q('')}).split(${q(',')})${end}`,
    `${step}const { href, hostname } = new URL(address)${end}`,
    `${step}if (!hosts.includes(hostname)) throw new Error(${q('This host is not allowed')})${end}`,
    `${step}return href${end}`,
    '}',
  ].join(fileNewline(tree));
}
