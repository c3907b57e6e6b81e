/** Has a receiver of events verify that they come from the sender: an HMAC of the raw body, whose key and header the developer names. */
import type { Edit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { enclosing, linesBefore, stepOf } from './codeTree';
import { goOwn } from './goHandler';
import { placeBeforeHandlers } from './guardJavascript';
import { type Needed, withImports } from './inScope';
import { bringIntoScope, importsOf } from './javascriptImport';
import { joined } from './javascriptScope';
import { fileIndent, fileNewline, fileQuote, fileSemicolon } from './javascriptText';
import { calleeOf, enclosingStatement, nameIsTaken } from './javascriptTree';
import { fileQuote as pythonQuote } from './pythonText';

const TITLE = 'Verify an HMAC of what is sent; the header and the key are for you to name';

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext, span: Span) => readonly Edit[] | undefined>> = {
  javascript: inExpress,
  python: inPython,
  go: inGo,
};

export const verifySender: FixMaker = {
  languages: Object.keys(BY_LANGUAGE),
  make(context): Fix | undefined {
    const span = context.remedy?.routes[0].span;
    const edits = span && BY_LANGUAGE[context.language](context, span);
    return edits && { title: TITLE, kind: 'guided', edits };
  },
};

// --- Express

const GUARD = 'verifySignature';

function inExpress(context: FixContext, span: Span): readonly Edit[] | undefined {
  const { tree, file, nodeAt } = context;
  const [express] = importsOf(tree).filter((i) => i.module === 'express');
  const local = express?.bindings.find((b) => b.name === '*' || b.name === 'default')?.local;
  const statement = enclosingStatement(tree, nodeAt(span));
  if (local === undefined || statement < 0 || nameIsTaken(tree, GUARD)) return undefined;
  const before = `${local}.raw({ type: '*/*' }), ${GUARD}`.replaceAll("'", fileQuote(tree));
  const parser = parserOf(tree, nodeAt(span), local);
  // A body that has been read before cannot be read as it was sent.
  const way = [tree.text, ...(context.remedy?.routes[0].way.flatMap(({ place }) => (place && context.look(place.file)?.text) ?? []) ?? [])];
  if (way.some((text) => /\.use\([^\n]*\b(?:express|bodyParser|bodyparser)\.(?:json|urlencoded)\(/.test(text))) return undefined;
  const placed = parser === undefined ? placeBeforeHandlers(context, span, before) : { file, span: tree.span(parser), text: before };
  const crypto = bringIntoScope(tree, file, { module: 'crypto', name: '*', local: 'crypto' });
  if (!placed || !crypto) return undefined;
  const start = tree.start(statement);
  return joined([...crypto.edits, { file, span: { start, end: start }, text: guardText(tree, file, crypto.text) }, placed]);
}

function parserOf(tree: FlatTree, node: number, express: string): number | undefined {
  let call = node;
  while (call > 0 && tree.type(call) !== 'call_expression') call = tree.parent(call);
  const args = call <= 0 ? [] : tree.namedChildren(tree.childNamed(call, 'arguments'));
  return args.find((n) => tree.type(n) === 'call_expression' && tree.textOf(calleeOf(tree, n)) === `${express}.json`);
}

function guardText(tree: FlatTree, file: string, crypto: string): string {
  const typed = /\.[mc]?tsx?$/.test(file);
  const params = typed ? 'req: any, res: any, next: () => void' : 'req, res, next';
  const key = `process.env.WEBHOOK_SECRET${typed ? ' as string' : ''}`;
  const lines = [
    `function ${GUARD}(${params}) {`,
    `\tconst expected = ${crypto}.createHmac('sha256', ${key}).update(req.body).digest('hex');`,
    "\tconst signature = req.get('x-signature') ?? '';",
    `\tconst isSame = signature.length === expected.length && ${crypto}.timingSafeEqual(Buffer.from(signature), Buffer.from(expected));`,
    '\tif (!isSame) return res.status(400).end();',
    '\treq.body = JSON.parse(req.body);',
    '\tnext();',
    '}',
    '',
    '',
  ];
  const text = lines.join(fileNewline(tree)).replaceAll('\t', fileIndent(tree)).replaceAll("'", fileQuote(tree));
  return fileSemicolon(tree) === '' ? text.replace(/;(?=\r?\n)/g, '') : text;
}

// --- Flask, FastAPI

function inPython(context: FixContext, span: Span): readonly Edit[] | undefined {
  const { tree, nodeAt } = context;
  const decorated = enclosing(tree, nodeAt(span), ['decorated_definition']);
  const func = decorated < 0 ? -1 : tree.childNamed(decorated, 'definition');
  const body = func < 0 || tree.type(func) !== 'function_definition' ? -1 : tree.childNamed(func, 'body');
  const first = body < 0 ? undefined : tree.namedChildren(body).find((n) => !/^\s*(?:"""|''')/.test(tree.textOf(n)));
  if (first === undefined) return undefined;
  const quote = pythonQuote(tree);
  const step = stepOf(tree);
  const common: readonly Needed[] = [
    { module: 'hashlib', name: 'sha256' },
    { module: 'hmac', name: 'new' },
    { module: 'os', name: 'environ' },
  ];
  const check = (raw: string, request: string, refusal: string): string[] =>
    [
      `expected = hmac.new(os.environ["WEBHOOK_SECRET"].encode(), ${raw}, hashlib.sha256).hexdigest()`,
      `if not hmac.compare_digest(expected, ${request}.headers.get("X-Signature", "")):`,
      `${step}${refusal}`,
    ].map((line) => line.replaceAll('"', quote));
  const has = (pattern: RegExp): boolean => tree.namedChildren(0).some((n) => pattern.test(tree.textOf(n)));
  if (has(/^from flask import [^\n]*\brequest\b/)) {
    const lines = check('request.get_data()', 'request', 'abort(400)');
    return withImports(context, [linesBefore(context, first, lines)], [...common, { from: 'flask', name: 'abort' }]);
  }
  const request = tree
    .namedChildren(tree.childNamed(func, 'parameters'))
    .find((n) => tree.type(n) === 'typed_parameter' && tree.textOf(tree.childNamed(n, 'type')) === 'Request');
  if (request === undefined || !has(/^from fastapi\b/) || !tree.textOf(func).startsWith('async')) return undefined;
  const name = tree.textOf(tree.namedChildren(request)[0]);
  const lines = check(`await ${name}.body()`, name, 'raise HTTPException(400)');
  return withImports(context, [linesBefore(context, first, lines)], [...common, { from: 'fastapi', name: 'HTTPException' }]);
}

// --- Gin, net/http

function inGo(route: FixContext): readonly Edit[] | undefined {
  const own = goOwn(route);
  if (!own) return undefined;
  const { context, first, gin, request, writer, called } = own;
  // Nothing is declared twice.
  if (own.names.some((name) => ['body', 'key', 'mac', 'signature'].includes(name))) return undefined;
  const r = gin === undefined ? request : `${gin}.Request`;
  const refusal =
    gin === undefined
      ? `${called('net/http')}.Error(${writer}, "the signature is wrong", ${called('net/http')}.StatusBadRequest)`
      : `${gin}.AbortWithStatus(${called('net/http')}.StatusBadRequest)`;
  const w = gin === undefined ? writer : `${gin}.Writer`;
  const lines = [
    `body, _ := ${called('io')}.ReadAll(${called('net/http')}.MaxBytesReader(${w}, ${r}.Body, 1<<20))`,
    `${r}.Body = ${called('io')}.NopCloser(${called('bytes')}.NewReader(body))`,
    `key := ${called('os')}.Getenv("WEBHOOK_SECRET")`,
    `mac := ${called('crypto/hmac')}.New(${called('crypto/sha256')}.New, []byte(key))`,
    'mac.Write(body)',
    `signature, _ := ${called('encoding/hex')}.DecodeString(${r}.Header.Get("X-Signature"))`,
    `if key == "" || !${called('crypto/hmac')}.Equal(signature, mac.Sum(nil)) {`,
    `\t${refusal}`,
    '\treturn',
    '}',
  ];
  const needed = ['bytes', 'crypto/hmac', 'crypto/sha256', 'encoding/hex', 'io', 'net/http', 'os'].map((goPackage) => ({
    goPackage,
    name: '',
  }));
  return withImports(context, [linesBefore(context, first, lines)], needed);
}
