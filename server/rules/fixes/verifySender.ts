/** Has a receiver of events verify that they come from the sender: an HMAC of the raw body, or what the sender's library does. */
import type { Edit } from '../../base/edit';
import type { RouteEntry } from '../../base/route';
import type { Fix, FixContext, FixMaker } from '../fix';
import { enclosing, linesBefore, stepOf } from './codeTree';
import { goOwn } from './goHandler';
import { type Needed, withImports } from './inScope';
import { fileQuote } from './pythonText';
import { type Sender, senderOf, titleFor } from './senders';
import { verifyInExpress } from './verifyInExpress';

type Way = (context: FixContext, route: RouteEntry, sender: Sender) => readonly Edit[] | undefined;

const BY_LANGUAGE: Readonly<Record<string, Way>> = { javascript: verifyInExpress, python: inPython, go: inGo };

export const verifySender: FixMaker = {
  languages: Object.keys(BY_LANGUAGE),
  make(context): Fix | undefined {
    const [route] = context.remedy?.routes ?? [];
    const sender = route && senderOf(context, route);
    const edits = sender && BY_LANGUAGE[context.language](context, route, sender);
    return edits && { title: titleFor(sender), kind: 'guided', edits };
  },
};

// --- Flask, FastAPI

function inPython(context: FixContext, { span }: RouteEntry, sender: Sender): readonly Edit[] | undefined {
  const { tree, nodeAt } = context;
  const decorated = enclosing(tree, nodeAt(span), ['decorated_definition']);
  const func = decorated < 0 ? -1 : tree.childNamed(decorated, 'definition');
  const body = func < 0 || tree.type(func) !== 'function_definition' ? -1 : tree.childNamed(func, 'body');
  const first = body < 0 ? undefined : tree.namedChildren(body).find((n) => !/^\s*(?:"""|''')/.test(tree.textOf(n)));
  if (first === undefined) return undefined;
  const has = (pattern: RegExp): boolean => tree.namedChildren(0).some((n) => pattern.test(tree.textOf(n)));
  const written = (raw: string, request: string, refusal: string, refuses: Needed): readonly Edit[] | undefined => {
    const check = pythonCheck(sender, raw, request, refusal, stepOf(tree));
    if (!check) return undefined;
    const lines = check.lines.map((line) => line.replaceAll('"', fileQuote(tree)));
    return withImports(context, [linesBefore(context, first, lines)], [...check.needs, refuses]);
  };
  if (has(/^from flask import [^\n]*\brequest\b/))
    return written('request.get_data()', 'request', 'abort(400)', { from: 'flask', name: 'abort' });
  const request = tree
    .namedChildren(tree.childNamed(func, 'parameters'))
    .find((n) => tree.type(n) === 'typed_parameter' && tree.textOf(tree.childNamed(n, 'type')) === 'Request');
  if (request === undefined || !has(/^from fastapi\b/) || !tree.textOf(func).startsWith('async')) return undefined;
  const name = tree.textOf(tree.namedChildren(request)[0]);
  return written(`await ${name}.body()`, name, 'raise HTTPException(400)', { from: 'fastapi', name: 'HTTPException' });
}

const HMAC: readonly Needed[] = [
  { module: 'hashlib', name: 'sha256' },
  { module: 'hmac', name: 'new' },
  { module: 'os', name: 'environ' },
];

function pythonCheck(
  sender: Sender,
  raw: string,
  request: string,
  refusal: string,
  step: string,
): { readonly lines: readonly string[]; readonly needs: readonly Needed[] } | undefined {
  const { header, prefix, encoding, key, way, name } = sender;
  const sent = `${request}.headers.get("${header}", "")`;
  const secret = `os.environ["${key}"]`;
  if (name === 'Stripe') {
    const lines = ['try:', `${step}stripe.Webhook.construct_event(${raw}, ${sent}, ${secret})`];
    lines.push('except (ValueError, stripe.SignatureVerificationError):', `${step}${refusal}`);
    return { lines, needs: [HMAC[2], { module: 'stripe', name: 'Webhook' }] };
  }
  if (way === 'library') return undefined;
  const before = encoding === 'hex' ? '' : 'base64.b64encode(';
  const after = encoding === 'hex' ? 'hexdigest()' : 'digest()).decode()';
  const start = prefix === '' ? '' : `"${prefix}" + `;
  const lines = way === 'time' ? [`timestamp = ${request}.headers.get("X-Slack-Request-Timestamp", "0")`] : [];
  const signed = way === 'time' ? `f"v0:{timestamp}:".encode() + ${raw}` : raw;
  lines.push(`expected = ${start}${before}hmac.new(${secret}.encode(), ${signed}, hashlib.sha256).${after}`);
  const late = way === 'time' ? 'abs(time.time() - float(timestamp)) > 300 or ' : '';
  lines.push(`if ${late}not hmac.compare_digest(expected, ${sent}):`, `${step}${refusal}`);
  const further: Needed[] = encoding === 'hex' ? [] : [{ module: 'base64', name: 'b64encode' }];
  if (way === 'time') further.push({ module: 'time', name: 'time' });
  return { lines, needs: [...further, ...HMAC] };
}

// --- Gin, net/http

function inGo(route: FixContext, _: RouteEntry, sender: Sender): readonly Edit[] | undefined {
  const own = goOwn(route);
  // Only the sender's library knows how it is done.
  if (!own || sender.way === 'library') return undefined;
  const { context, first, gin, request, writer, called } = own;
  const { header, prefix, encoding, key, way } = sender;
  // Nothing is declared twice.
  const names = ['body', 'key', 'mac', 'signature', ...(way === 'time' ? ['timestamp', 'seconds'] : [])];
  if (own.names.some((name) => names.includes(name))) return undefined;
  const r = gin === undefined ? request : `${gin}.Request`;
  const http = called('net/http');
  const refusal =
    gin === undefined
      ? `${http}.Error(${writer}, "the signature is wrong", ${http}.StatusBadRequest)`
      : `${gin}.AbortWithStatus(${http}.StatusBadRequest)`;
  const w = gin === undefined ? writer : `${gin}.Writer`;
  const sent = `${r}.Header.Get("${header}")`;
  const bare = prefix === '' ? sent : `${called('strings')}.TrimPrefix(${sent}, "${prefix}")`;
  const decoded =
    encoding === 'hex'
      ? `${called('encoding/hex')}.DecodeString(${bare})`
      : `${called('encoding/base64')}.StdEncoding.DecodeString(${bare})`;
  const isTimed = way === 'time';
  const lines = [
    `body, _ := ${called('io')}.ReadAll(${http}.MaxBytesReader(${w}, ${r}.Body, 1<<20))`,
    `${r}.Body = ${called('io')}.NopCloser(${called('bytes')}.NewReader(body))`,
    `key := ${called('os')}.Getenv("${key}")`,
    `mac := ${called('crypto/hmac')}.New(${called('crypto/sha256')}.New, []byte(key))`,
    ...(isTimed
      ? [
          `timestamp := ${r}.Header.Get("X-Slack-Request-Timestamp")`,
          `seconds, _ := ${called('strconv')}.ParseInt(timestamp, 10, 64)`,
          'mac.Write([]byte("v0:" + timestamp + ":"))',
        ]
      : []),
    'mac.Write(body)',
    `signature, _ := ${decoded}`,
    `if key == "" || ${isTimed ? `${called('time')}.Since(${called('time')}.Unix(seconds, 0)).Abs() > 5*${called('time')}.Minute || ` : ''}!${called('crypto/hmac')}.Equal(signature, mac.Sum(nil)) {`,
    `\t${refusal}`,
    '\treturn',
    '}',
  ];
  const packages = ['bytes', 'crypto/hmac', 'crypto/sha256', `encoding/${encoding}`, 'io', 'net/http', 'os'];
  if (prefix !== '') packages.push('strings');
  if (isTimed) packages.push('strconv', 'time');
  const needed = packages.map((goPackage) => ({ goPackage, name: '' }));
  return withImports(context, [linesBefore(context, first, lines)], needed);
}
