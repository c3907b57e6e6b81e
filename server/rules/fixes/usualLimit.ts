/** Puts the limit that is usual for a framework before routes, where the application has none. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { packageName } from './goImport';
import { beforeHandlers, callAt, styleOf } from './guardGo';
import { placeBeforeHandlers } from './guardJavascript';
import { withImports } from './inScope';
import { bringIntoScope, importsOf } from './javascriptImport';
import { joined } from './javascriptScope';
import { fileNewline, fileSemicolon, indentAt } from './javascriptText';
import { enclosingStatement, freeName } from './javascriptTree';

const OFTEN = 'Let each client ask ten times in a quarter of an hour';

export const usualLimit: FixMaker = {
  languages: ['javascript', 'go'],
  make(context): Fix | undefined {
    const { remedy, file, language } = context;
    if (!remedy || remedy.like.length > 0 || remedy.routes.some((r) => r.file !== file)) return undefined;
    return language === 'go' ? inGo(context) : inExpress(context);
  },
};

function inExpress(context: FixContext): Fix | undefined {
  const { tree, file, remedy } = context;
  if (!importsOf(tree).some((i) => i.module === 'express')) return undefined;
  const spans = remedy?.routes.map((r) => r.span) ?? [];
  const scope = bringIntoScope(tree, file, { module: 'express-rate-limit', name: 'rateLimit', local: 'rateLimit' });
  if (!scope) return undefined;
  const made = `${scope.text}({ windowMs: 15 * 60 * 1000, limit: 10 })`;
  const edits: Edit[] = [...scope.edits];
  let name = made;
  if (spans.length > 1) {
    const statements = spans.map((span) => enclosingStatement(tree, context.nodeAt(span)));
    const [first] = statements;
    if (statements.some((n) => n < 0 || tree.parent(n) !== tree.parent(first))) return undefined;
    const start = Math.min(...statements.map((n) => tree.start(n)));
    name = freeName(tree, 0, 'limiter');
    const line = `const ${name} = ${made}${fileSemicolon(tree)}${fileNewline(tree)}${indentAt(tree.text, start)}`;
    edits.push({ file, span: { start, end: start }, text: line });
  }
  for (const span of spans) {
    const edit = placeBeforeHandlers(context, span, name);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return { title: `${OFTEN}, by express-rate-limit, which has to be installed`, kind: 'guided', edits: joined(edits) };
}

function inGo(context: FixContext): Fix | undefined {
  const { tree, remedy, nodeAt } = context;
  const { style, path } = styleOf(tree);
  const usual = path === undefined ? undefined : limitOf(context, style, path);
  if (!usual) return undefined;
  const edits: Edit[] = [];
  for (const { span } of remedy?.routes ?? []) {
    const made = beforeHandlers(context, callAt(tree, nodeAt(span)), style, usual.text);
    if (!made) return undefined;
    edits.push(...made);
  }
  const needed = usual.needs.map((one) => ({ goPackage: one, name: '' }));
  return { title: usual.title, kind: 'guided', edits: withImports(context, edits, needed) };
}

function limitOf({ tree }: FixContext, style: string, path: string) {
  const time = packageName(tree, 'time');
  const called = (one: string): string => packageName(tree, one);
  if (style === 'last') {
    const middleware = `${path}/middleware`;
    const name = called(middleware);
    const text = `${name}.RateLimiter(${name}.NewRateLimiterMemoryStore(1))`;
    return { title: 'Let each client ask once in a second', text, needs: [middleware] };
  }
  if (style === 'with') {
    const needed = 'github.com/go-chi/httprate';
    const text = `${called(needed)}.LimitByIP(10, 15*${time}.Minute)`;
    return { title: `${OFTEN}, by httprate, which has to be added`, text, needs: [needed, 'time'] };
  }
  if (!path.includes('fiber')) return undefined;
  const limiter = `${path}/middleware/limiter`;
  const name = called(limiter);
  return { title: OFTEN, text: `${name}.New(${name}.Config{Max: 10, Expiration: 15 * ${time}.Minute})`, needs: [limiter, 'time'] };
}
