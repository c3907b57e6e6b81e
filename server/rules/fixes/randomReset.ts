/** Makes a token for a new password of random bytes, or leaves it out of the answer to whoever asks for one. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { enclosing, nodesIn, replacement } from './codeTree';
import { packageName } from './goImport';
import { inScope, type Needed, withImports } from './inScope';
import { bringIntoScope } from './javascriptImport';
import { fileQuote } from './javascriptText';
import { withComma } from './knownByServer';

export const randomReset: FixMaker = {
  languages: ['javascript', 'python', 'java', 'go'],
  make(context): Fix | undefined {
    const edits = context.finding.severity === 'critical' ? undefined : BY_LANGUAGE[context.language](context);
    const title = context.language === 'go' ? 'Make it of random bytes, as Go does since 1.24' : 'Make it of random bytes';
    return edits && { title, kind: 'guided', edits };
  },
};

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext) => readonly Edit[] | undefined>> = {
  javascript: inJavascript,
  python: inPython,
  java: inJava,
  go: inGo,
};

/** The value of the variable or field that the finding stands on. */
function valueSet({ tree, finding, nodeAt }: FixContext): number {
  const at = nodeAt(finding.span);
  const setting = enclosing(tree, at, [
    'variable_declarator',
    'assignment_expression',
    'assignment',
    'short_var_declaration',
    'assignment_statement',
  ]);
  if (setting < 0 || tree.start(setting) > finding.span.start) return -1;
  const value = Math.max(tree.childNamed(setting, 'value'), tree.childNamed(setting, 'right'));
  const only = value >= 0 && tree.type(value) === 'expression_list' ? tree.namedChildren(value) : [value];
  return only.length === 1 ? only[0] : -1;
}

function inJavascript(context: FixContext): readonly Edit[] | undefined {
  const { tree, file } = context;
  const value = valueSet(context);
  const crypto = bringIntoScope(tree, file, { module: 'crypto', name: 'randomBytes', local: 'randomBytes' });
  if (value < 0 || !crypto) return undefined;
  const quote = fileQuote(tree);
  return [...crypto.edits, { file, span: tree.span(value), text: `${crypto.text}(32).toString(${quote}hex${quote})` }];
}

function inPython(context: FixContext): readonly Edit[] | undefined {
  const value = valueSet(context);
  const needed: Needed = { module: 'secrets', name: 'token_urlsafe' };
  return value < 0 ? undefined : withImports(context, [replacement(context, value, `${inScope(context, needed).text}(32)`)], [needed]);
}

function inJava(context: FixContext): readonly Edit[] | undefined {
  const value = valueSet(context);
  const needed: readonly Needed[] = ['java.math.BigInteger', 'java.security.SecureRandom'].map((javaClass) => ({ javaClass, name: '' }));
  if (value < 0) return undefined;
  const [number, random] = needed.map((n) => inScope(context, n).text);
  return withImports(context, [replacement(context, value, `${number}(256, ${random}()).toString(36)`)], needed);
}

/** `rand.Text` gives 128 random bits and never fails; it came with Go 1.24. */
function inGo(context: FixContext): readonly Edit[] | undefined {
  const value = valueSet(context);
  if (value < 0) return undefined;
  const needed: Needed = { goPackage: 'crypto/rand', name: 'Text' };
  return withImports(context, [replacement(context, value, `${packageName(context.tree, 'crypto/rand')}.Text()`)], [needed]);
}

export const keepResetBack: FixMaker = {
  languages: ['javascript', 'python'],
  make(context): Fix | undefined {
    const { tree, finding, nodeAt, file } = context;
    if (finding.severity !== 'critical') return undefined;
    const at = nodeAt(finding.span);
    const member = [...nodesIn(tree, at), ...above(context, at)].find((n) => isMember(context, n));
    if (member === undefined) return undefined;
    return { title: 'Leave it out of the answer', kind: 'guided', edits: [{ file, span: withComma(tree, member), text: '' }] };
  },
};

function above({ tree }: FixContext, n: number): readonly number[] {
  const out: number[] = [];
  for (let at = n; at > 0 && out.length < 4; at = tree.parent(at)) out.push(at);
  return out;
}

/** A member of what is answered that has nothing but the token. */
function isMember({ tree, finding }: FixContext, n: number): boolean {
  const type = tree.type(n);
  const token = /^`(\w+)`/.exec(finding.message)?.[1] ?? '';
  if (!new RegExp(`\\b${token}\\b`).test(tree.textOf(n))) return false;
  if (tree.start(n) > finding.span.end || tree.end(n) < finding.span.start) return false;
  if (type === 'shorthand_property_identifier') return tree.type(tree.parent(n)) === 'object';
  if (type !== 'pair') return false;
  const value = tree.childNamed(n, 'value');
  return value >= 0 && /^(?:identifier|template_string|string|member_expression|attribute)$/.test(tree.type(value));
}
