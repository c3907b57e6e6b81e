/** Gives the cookie by which somebody is known SameSite, where it is set: that may be in another file than where it is taken. */
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, calleeText, isCall, linesAfter, linesBefore, receiverOf, statementAround } from './codeTree';
import { cookieAttributes } from './cookieAttributes';
import { cookieStatements } from './cookieStatements';
import { withImports } from './inScope';
import { fileQuote } from './pythonText';

export const keepCookieHome: FixMaker = { languages: ['javascript', 'python', 'go'], make };

const TITLE = 'Keep the cookie from requests of other sites: SameSite=Lax';

function make(context: FixContext): Fix | undefined {
  const place = context.remedy?.like[0]?.place;
  const source = place && context.look(place.file);
  if (!source || !place) return undefined;
  const finding = { ...context.finding, file: place.file, span: place.span, message: 'It is set without SameSite.' };
  const there: FixContext = { ...context, ...source, finding, nodeAt: (span) => nodeAt(source.tree, span) };
  const edits = source.language === 'javascript' ? editsOf(cookieAttributes, there) : (setApart(there) ?? editsOf(cookieStatements, there));
  return edits && { title: TITLE, kind: 'guided', edits };
}

function editsOf(maker: FixMaker, context: FixContext): Fix['edits'] | undefined {
  const made = maker.make(context);
  return made === undefined ? undefined : [made].flat()[0]?.edits;
}

/** Where another line says it: a call on the context before the cookie is set, or a setting of the application. */
function setApart(context: FixContext): Fix['edits'] | undefined {
  const { tree, finding } = context;
  let call = context.nodeAt(finding.span);
  while (call > 0 && !isCall(tree, call)) call = tree.parent(call);
  const statement = call > 0 ? statementAround(tree, call) : -1;
  if (call <= 0 || statement < 0) return undefined;
  if (context.language === 'go') {
    const receiver = receiverOf(tree, call);
    if (!/\.SetCookie$/.test(calleeText(tree, call)) || argumentsOf(tree, call).length !== 7 || receiver < 0) return undefined;
    const line = `${tree.textOf(receiver)}.SetSameSite(http.SameSiteLaxMode)`;
    return withImports(context, [linesBefore(context, statement, [line])], [{ goPackage: 'net/http', name: 'SameSiteLaxMode' }]);
  }
  const [, name] = /^(\w+)\s*(?::[^=]*)?=\s*[\w.]*Flask\(/.exec(tree.textOf(statement)) ?? [];
  if (name === undefined) return undefined;
  const q = fileQuote(tree);
  return [linesAfter(context, statement, [`${name}.config[${q}SESSION_COOKIE_SAMESITE${q}] = ${q}Lax${q}`])];
}

/** Smallest named node that covers the span. */
function nodeAt(tree: FlatTree, span: Span): number {
  let best = 0;
  for (let n = 0; n < tree.count; ) {
    if (tree.start(n) <= span.start && tree.end(n) >= span.end) {
      if (tree.isNamed(n)) best = n;
      n++;
    } else n = tree.next(n);
  }
  return best;
}
