/** Gives cookies in Python, Java and Go the attributes they lack: keywords, setters, calls of a builder, fields of a struct. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import {
  argumentsOf,
  bare,
  calleeText,
  enclosing,
  indentAt,
  insertion,
  isCall,
  linesBefore,
  newlineOf,
  nodesIn,
  receiverOf,
  replacement,
  settledValue,
  statementAround,
  usesOf,
} from './codeTree';
import { wantedAttributes } from './cookieWords';
import { packageName } from './goImport';
import { withImports } from './inScope';
import { fileQuote } from './pythonText';

export const cookieStatements: FixMaker = { languages: ['python', 'java', 'go'], make };

function make(context: FixContext): Fix | undefined {
  const { finding, language, nodeAt } = context;
  const wanted = wantedAttributes(finding.message);
  const at = nodeAt(finding.span);
  if (wanted.length === 0) return undefined;
  const edits =
    language === 'python' ? inPython(context, at, wanted) : language === 'java' ? inJava(context, at, wanted) : inGo(context, at, wanted);
  return edits && { title: `Set ${wanted.join(', ')}`, kind: 'safe', edits };
}

function callAt(tree: FlatTree, node: number): number {
  for (let n = node, hops = 0; n > 0 && hops < 12; n = tree.parent(n), hops++) if (isCall(tree, n)) return n;
  return -1;
}

// --- Python

const KEYWORDS: Readonly<Record<string, string>> = { HttpOnly: 'httponly', Secure: 'secure', SameSite: 'samesite' };

function inPython(context: FixContext, at: number, wanted: readonly string[]): readonly Edit[] | undefined {
  const { tree } = context;
  const call = callAt(tree, at);
  const assignment = enclosing(tree, at, ['assignment']);
  const value = assignment < 0 ? -1 : tree.childNamed(assignment, 'right');
  if (value >= 0 && tree.textOf(value) === 'False') return [replacement(context, value, 'True')];
  if (tree.type(at) === 'false') return [replacement(context, at, 'True')];
  if (call < 0) return undefined;
  const q = fileQuote(tree);
  const session = /SessionMiddleware/.test(tree.textOf(call));
  const given = argumentsOf(tree, call);
  const edits: Edit[] = [];
  let added = '';
  for (const attribute of wanted) {
    const name = session && attribute === 'Secure' ? 'https_only' : session && attribute === 'SameSite' ? 'same_site' : KEYWORDS[attribute];
    const text = attribute === 'SameSite' ? `${q}Lax${q}` : 'True';
    const there = given.find((n) => tree.type(n) === 'keyword_argument' && tree.textOf(tree.childNamed(n, 'name')) === name);
    if (there === undefined) added += `, ${name}=${text}`;
    else edits.push(replacement(context, tree.childNamed(there, 'value'), text));
  }
  const last = given.at(-1);
  // Positions that far back are only given by those who give them all.
  if (last === undefined || given.filter((n) => tree.type(n) !== 'keyword_argument').length > 6) return undefined;
  if (added !== '') edits.push(insertion(context, tree.end(last), lined(tree, given, added)));
  return edits;
}

/** Each argument on a line of its own, where the last one has one. */
function lined(tree: FlatTree, given: readonly number[], added: string): string {
  const last = given.at(-1) ?? -1;
  const before = tree.text.slice(0, tree.start(last));
  return /\n[ \t]*$/.test(before) ? added.replaceAll(', ', `,${newlineOf(tree)}${indentAt(tree.text, tree.start(last))}`) : added;
}

// --- Java

function inJava(context: FixContext, at: number, wanted: readonly string[]): readonly Edit[] | undefined {
  const { tree } = context;
  const call = callAt(tree, at);
  if (call < 0) return undefined;
  const callee = calleeText(tree, call);
  if (/\.addCookie$/.test(callee)) return setters(context, call, wanted);
  const chain = chainOf(tree, call);
  const build = chain.find((c) => /\.\s*build$/.test(calleeText(tree, c)));
  return build === undefined ? undefined : inBuilder(context, build, wanted);
}

/** `cookie.setSecure(true);` before the cookie is sent, or in place of `setSecure(false)`. */
function setters(context: FixContext, call: number, wanted: readonly string[]): readonly Edit[] | undefined {
  const { tree } = context;
  const [cookie] = argumentsOf(tree, call);
  if (cookie === undefined || tree.type(cookie) !== 'identifier') return undefined;
  const name = tree.textOf(cookie);
  const statement = statementAround(tree, call);
  const holder = enclosing(tree, call, ['method_declaration', 'constructor_declaration', 'lambda_expression']);
  if (statement < 0) return undefined;
  const edits: Edit[] = [];
  const lines: string[] = [];
  for (const attribute of wanted) {
    if (attribute === 'SameSite') continue;
    const wrong = [...nodesIn(tree, Math.max(holder, 0))].find(
      (n) => isCall(tree, n) && tree.textOf(n).replace(/\s/g, '') === `${name}.set${attribute}(false)`,
    );
    if (wrong === undefined) lines.push(`${name}.set${attribute}(true);`);
    else edits.push(replacement(context, argumentsOf(tree, wrong)[0], 'true'));
  }
  if (lines.length > 0) edits.push(linesBefore(context, statement, lines));
  return edits.length > 0 && usesOf(tree, Math.max(holder, 0), name).length > 0 ? edits : undefined;
}

/** The calls of a chain, the given one and those around and within it. */
function chainOf(tree: FlatTree, call: number): readonly number[] {
  let outer = call;
  for (let n = tree.parent(call); n > 0 && isCall(tree, n) && receiverOf(tree, n) === outer; n = tree.parent(n)) outer = n;
  const out: number[] = [];
  for (let n = outer; n >= 0 && isCall(tree, n); n = receiverOf(tree, n)) out.push(n);
  return out;
}

function inBuilder(context: FixContext, build: number, wanted: readonly string[]): readonly Edit[] | undefined {
  const { tree } = context;
  const receiver = receiverOf(tree, build);
  if (receiver < 0) return undefined;
  const between = tree.text.slice(tree.end(receiver)).match(/^\s*(?=\.)/)?.[0] ?? '';
  const edits: Edit[] = [];
  let added = '';
  for (const attribute of wanted) {
    const method = attribute === 'SameSite' ? 'sameSite' : attribute === 'Secure' ? 'secure' : 'httpOnly';
    const there = chainOf(tree, build).find((c) => calleeText(tree, c).endsWith(`.${method}`));
    const text = method === 'sameSite' ? '"Lax"' : 'true';
    const [argument] = there === undefined ? [] : argumentsOf(tree, there);
    if (argument === undefined) added += `${between}.${method}(${text})`;
    else edits.push(replacement(context, argument, text));
  }
  // JAX-RS has a type of its own for it.
  if (/sameSite/.test(added) && !/ResponseCookie/.test(tree.textOf(build))) added = added.replace('"Lax"', 'NewCookie.SameSite.LAX');
  if (added !== '') edits.push(insertion(context, tree.end(receiver), added));
  return edits;
}

// --- Go

function inGo(context: FixContext, at: number, wanted: readonly string[]): readonly Edit[] | undefined {
  const { tree } = context;
  const call = callAt(tree, at);
  const given = call < 0 ? [] : argumentsOf(tree, call);
  // All of it in a row, `secure` and `httpOnly` in the end.
  if (given.length === 7) {
    const flags = [wanted.includes('Secure') ? given[5] : -1, wanted.includes('HttpOnly') ? given[6] : -1].filter((n) => n >= 0);
    return flags.length > 0 && flags.every((n) => tree.textOf(n) === 'false')
      ? flags.map((n) => replacement(context, n, 'true'))
      : undefined;
  }
  const assignment = enclosing(tree, at, ['assignment_statement']);
  const right = assignment < 0 ? -1 : (tree.namedChildren(tree.childNamed(assignment, 'right'))[0] ?? -1);
  if (right >= 0 && tree.textOf(right) === 'false') return [replacement(context, right, 'true')];
  const literal = [...given, right].map((n) => literalOf(tree, n)).find((n) => n >= 0);
  return literal === undefined ? undefined : inLiteral(context, literal, wanted);
}

/** The struct written out, where the value stands or where the variable is set. */
function literalOf(tree: FlatTree, n: number): number {
  if (n < 0) return -1;
  let node = bare(tree, settledValue(tree, bare(tree, n)));
  if (tree.type(node) === 'unary_expression') node = bare(tree, settledValue(tree, tree.childNamed(node, 'operand')));
  return tree.type(node) === 'composite_literal' && /(?:Cookie|Options)$/.test(tree.textOf(tree.childNamed(node, 'type'))) ? node : -1;
}

function inLiteral(context: FixContext, literal: number, wanted: readonly string[]): readonly Edit[] | undefined {
  const { tree } = context;
  const body = tree.childNamed(literal, 'body');
  const elements = tree.namedChildren(body);
  const isFiber = /^fiber\./.test(tree.textOf(tree.childNamed(literal, 'type')));
  const http = packageName(tree, 'net/http');
  const edits: Edit[] = [];
  const added: string[] = [];
  for (const attribute of wanted) {
    const key = attribute === 'HttpOnly' && isFiber ? 'HTTPOnly' : attribute;
    const text = attribute === 'SameSite' ? (isFiber ? '"Lax"' : `${http}.SameSiteLaxMode`) : 'true';
    const there = elements.find((n) => tree.type(n) === 'keyed_element' && tree.textOf(tree.childNamed(n, 'key')) === key);
    if (there === undefined) added.push(`${key}: ${text}`);
    else edits.push(replacement(context, tree.childNamed(there, 'value'), text));
  }
  const last = elements.at(-1);
  if (added.length > 0) {
    if (last === undefined) edits.push(replacement(context, body, `{${added.join(', ')}}`));
    else {
      const line = /\n[ \t]*$/.exec(tree.text.slice(tree.start(body), tree.start(last)))?.[0] ?? ' ';
      edits.push(insertion(context, tree.end(last), added.map((entry) => `,${line}${entry}`).join('')));
    }
  }
  return wanted.includes('SameSite') && !isFiber ? withImports(context, edits, [{ goPackage: 'net/http', name: 'SetCookie' }]) : edits;
}
