/** Tokens whose claims are believed although nobody has checked who signed them. */
import { splitWords } from '../../data/words';
import { verifyToken } from '../fixes/verifyToken';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import page from './endpoint-jwt-not-verified.md';

export const endpointJwtNotVerified = callRule({
  id: 'endpoint-jwt-not-verified',
  title: 'Token read without verifying its signature',
  severity: 'critical',
  cwe: [347, 287],
  api: ['API2'],
  top10: ['A07', 'A04'],
  asvs: ['9.1.1', '9.2.1', '9.2.3'],
  page,
  advice: 'Verify it with the issuer’s key and a fixed algorithm before anything in it is believed.',
  on: ['token-verify', 'token-decode', 'base64-decode'],
  check(call, kind) {
    if (call.developmentOnly || isBrowser(call)) return [];
    if (kind === 'token-verify') return checkVerify(call);
    const token = call.role(kind === 'token-decode' ? 'token' : 'text');
    if (!token || (kind === 'base64-decode' && !isTokenPart(call, token))) return [];
    return unverified(call, token, `\`${call.name}\` reads a token and does not check its signature`, kind === 'token-decode');
  },
  fixes: [verifyToken],
});

/** What runs in a browser shows a name or a date; the server decides. */
const isBrowser = (call: CallView): boolean =>
  /\.[jt]sx$|(?:^|\/)(?:components|hooks|frontend|client|browser|public|www|composables|stores?)\//.test(call.file) ||
  /\b(?:localStorage|sessionStorage|window|document)\./.test(call.functionText);

// --- calls that verify, unless told otherwise

function checkVerify(call: CallView): readonly Report[] {
  const off = [call.role('signature'), call.role('verify')].find((v) => isOnly(v, false));
  const token = call.role('token');
  if (off && token) return unverified(call, token, `\`${call.name}\` is told not to check the token’s signature`, true, off);
  const key = call.role('key');
  const none = key?.constants;
  // No key at all is how a key comes that is looked up by a function.
  if (!key || !none || none.length === 0 || !none.every((c) => c === '' || c === null || c === false) || call.open) return [];
  if (call.role('signature') || hasOtherCheck(call)) return [];
  return [{ span: key.span, message: `\`${call.name}\` gets no key to check the token with.`, severity: 'critical', confidence: 'medium' }];
}

const isOnly = (value: ValueView | undefined, what: unknown): boolean => value?.constants?.length === 1 && value.constants[0] === what;

// --- what becomes of the claims

/** Claims by which somebody is somebody, or may do something. */
const IDENTITY = new Set(
  'sub subject user uid userid username email role roles scope scopes scp permission permissions perms tenant tid org organization organisation group groups admin isadmin account accountid customer customerid member oid upn authorities'.split(
    ' ',
  ),
);

function unverified(call: CallView, token: ValueView, what: string, sure: boolean, at?: ValueView): readonly Report[] {
  if (hasOtherCheck(call) || isOfOwnRequest(token)) return [];
  const read = claimsRead(call);
  const claims = read.filter((name) => splitWords(name).some((w) => IDENTITY.has(w)) || IDENTITY.has(name.toLowerCase()));
  // Dates and headers tell nothing that anybody decides by; where the claims go as a whole, nobody knows what is decided.
  if (claims.length === 0) return [];
  const fromClient = isOfRequest(call, token);
  const message = `${what}, and \`${claims[0]}\` in it is believed.`;
  return [{ span: at?.span ?? call.span, message, confidence: fromClient && sure ? 'high' : 'medium' }];
}

/** Words of calls that check a token, in the same function; the call itself has been taken out. */
const CHECKS =
  /\b\w*(?:verify|verified|introspect)\w*\s*\(|\bjwtVerify\b|parseSignedClaims|parseClaimsJws|\bParse(?:WithClaims|Signed)?\(|compare_digest|timingSafeEqual|\bhmac\b|createHmac|\b(?:validate|check|authenticate)\w*(?:Token|Jwt|JWT|_token|_jwt|Signature|_signature)\w*\s*\(|process\(\s*\w+\s*,\s*null\s*\)/;

function hasOtherCheck(call: CallView): boolean {
  const rest = call.functionText.replace(call.text, '').replace(/verify_\w+/g, '');
  return CHECKS.test(rest) || /\bdecode\([^()]*\balgorithms\s*=/.test(rest) || CHECKS.test(`${call.names[0] ?? ''}(`);
}

/** Read from the request that the function answers: by what is known of it, or as it is written. */
function isOfRequest(call: CallView, token: ValueView): boolean {
  if (token.sources.has('untrusted') || token.sources.has('untrusted-object') || OF_REQUEST.test(token.text)) return true;
  const name = /^\w+$/.exec(token.text)?.[0];
  return name !== undefined && new RegExp(`\\b${name}\\b[^\\n=]*=[^\\n;]*${OF_REQUEST.source}`).test(call.functionText);
}
const OF_REQUEST = /\b(?:req|request|ctx|context)\.(?:request\.)?(?:headers?|cookies|query|body|params|get|Header)\b/;

/** Tokens that the program has just got from whoever issues them, over a connection of its own. */
const isOfOwnRequest = (token: ValueView): boolean =>
  !token.sources.has('untrusted') &&
  !OF_REQUEST.test(token.text) &&
  /id_?token|response|\bres\b|\bdata\b|\bresult\b|credentials|token_?set/i.test(token.text);

/** Names of fields read from what the call returns, in its function. */
function claimsRead(call: CallView): readonly string[] {
  const { functionText: text } = call;
  const start = text.indexOf(call.text);
  const variable = /(\w+)(?:\s*:[^=\n]+)?\s*:?=\s*(?:await\s+)?(?:[\w.]*\()*$/.exec(text.slice(0, Math.max(start, 0)))?.[1];
  const out = new Set<string>();
  const after = text.slice(start + call.text.length);
  const direct = /^\)*\s*(?:as [\w.{}:; ]+\))?\s*(?:\?\.|!?\.)(?:payload\.|getClaim\("|get\(["'])?(\w+)/.exec(after);
  if (direct) out.add(direct[1]);
  const pattern = /\{([^{}]*)\}\s*(?::[^=]+)?=\s*(?:await\s+)?\(?$/.exec(text.slice(0, start));
  for (const [name] of pattern?.[1].matchAll(/\w+(?=\s*(?:[,:=]|$))/g) ?? []) out.add(name);
  if (variable !== undefined) for (const name of fieldsOf(after, variable)) out.add(name);
  for (const [, claims] of call.text.matchAll(/ParseUnverified\([^,]+,\s*&?(\w+)/g))
    for (const name of fieldsOf(after, claims)) out.add(name);
  return [...out].filter((name) => !PLUMBING.has(name));
}

const PLUMBING = new Set([
  'payload',
  'getClaim',
  'getClaims',
  'asString',
  'get',
  'Claims',
  'decode',
  'then',
  'catch',
  'toString',
  'split',
  'replace',
  'padEnd',
]);

function fieldsOf(text: string, variable: string): readonly string[] {
  const read = new RegExp(`\\b${variable}(?:\\?\\.|!?\\.|\\[["'])(?:payload(?:\\?\\.|\\.))?(?:get(?:Claim)?\\(["'])?(\\w+)`, 'g');
  return [...text.matchAll(read)].map((m) => (m[1].startsWith('get') && m[1].length > 'get'.length ? m[1].slice('get'.length) : m[1]));
}

// --- by hand

/** The middle of three parts that dots separate. */
function isTokenPart(call: CallView, text: ValueView): boolean {
  const { functionText } = call;
  if (
    !/\b\w*(?:token|jwt|bearer)\w*\b/i.test(functionText) ||
    !/JSON\.parse|json\.loads|Unmarshal|readValue|ObjectMapper|JSONObject/.test(functionText)
  )
    return false;
  if (/split\(\s*["'](?:\\\\)?\.["'](?:\s*,\s*\d)?\s*\)\s*\[1\]/.test(text.text) || /split\(\s*["'](?:\\\\)?\.["']/.test(text.text))
    return true;
  const list = /^(\w+)\[1\]/.exec(text.text)?.[1];
  return list !== undefined && new RegExp(`\\b${list}\\b[^\\n]*(?:split|Split)\\w*\\(`).test(functionText);
}
