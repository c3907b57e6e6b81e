/** Tokens issued or accepted with parameters that make them forgeable, everlasting or talkative. */
import { dataTypeById } from '../../data/taxonomy';
import { soundToken } from '../fixes/soundToken';
import { addAlgorithms, addExpiry } from '../fixes/tokenOptions';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import page from './endpoint-jwt-weak-configuration.md';

export const endpointJwtWeakConfiguration = callRule({
  id: 'endpoint-jwt-weak-configuration',
  title: 'Token accepted or issued with unsafe parameters',
  severity: 'medium',
  cwe: [347, 327, 613],
  api: ['API2'],
  top10: ['A04', 'A07'],
  asvs: ['9.1.2', '9.2.2', '9.2.4', '10.4.8'],
  page,
  advice: 'Fix the algorithm, let tokens end soon, and keep secrets out of them.',
  on: ['token-sign', 'token-verify', 'token-endless', 'token-unsigned'],
  check(call, kind) {
    if (kind === 'token-endless') return isOtherToken(call, undefined) ? [] : [neverEnds(call)];
    if (kind === 'token-unsigned')
      return [{ span: call.span, message: `\`${call.name}\` stands for tokens without a signature.`, severity: 'high' }];
    return kind === 'token-sign' ? checkSign(call) : checkVerify(call);
  },
  fixes: [addAlgorithms, addExpiry, soundToken],
});

function checkSign(call: CallView): readonly Report[] {
  if (call.open) return [];
  const options = call.role('options');
  const payload = call.role('payload');
  const out: Report[] = [];
  const algorithm = options?.field('algorithm') ?? call.role('algorithm');
  if (algorithm?.constants?.some(isNone)) {
    out.push({ span: algorithm.span, message: `\`${call.name}\` issues a token without a signature.`, severity: 'high' });
  }
  const lifetime = lifetimeFault(call, options, payload);
  if (lifetime) out.push(lifetime);
  const told = payload && tellsTooMuch(payload);
  if (told && payload) {
    out.push({
      span: payload.span,
      message: `The token that \`${call.name}\` issues holds ${told}, and everybody who has the token can read it.`,
    });
  }
  return out;
}

function checkVerify(call: CallView): readonly Report[] {
  const options = call.role('options');
  if (call.open) return [];
  const out: Report[] = [];
  const algorithms = algorithmsOf(options, call.role('algorithms'));
  const none = algorithms.find((a) => a.constants?.some(isNone));
  if (none) out.push({ span: none.span, message: `\`${call.name}\` accepts tokens without a signature.`, severity: 'high' });
  const expiry = options?.field('ignoreExpiration');
  if (expiry?.constants?.length === 1 && expiry.constants[0] === true && !looksUpRefresh(call)) {
    out.push({ span: expiry.span, message: `\`${call.name}\` accepts tokens that have ended.` });
  }
  const checked = call.role('checksExpiry');
  if (checked?.constants?.length === 1 && checked.constants[0] === false && !looksUpRefresh(call)) {
    out.push({ span: checked.span, message: `\`${call.name}\` accepts tokens that have ended.` });
  }
  const chosen = call.role('keyFunction');
  if (chosen && leavesMethod(call, chosen)) {
    const message = `\`${call.name}\` takes any signing method that the token names.`;
    out.push({ span: call.span, message, confidence: 'medium' });
  }
  const key = call.role('key');
  if (key) out.push(...keyFaults(call, options, key, algorithms));
  return out;
}

/** A function for the key that is written out here and never looks at the method, where no list of methods is given either. */
const leavesMethod = (call: CallView, { text }: ValueView): boolean =>
  /^func\b/.test(text) &&
  !/\bMethod\b|\bAlg\(|"alg"/.test(text) &&
  !/WithValidMethods|\bkeyfunc\b/i.test(call.functionText.replace(text, ''));

const isNone = (c: unknown): boolean => typeof c === 'string' && c.toLowerCase() === 'none';

function algorithmsOf(options: ValueView | undefined, given: ValueView | undefined): readonly ValueView[] {
  const list = options?.field('algorithms') ?? given;
  if (list) return list.elements.length > 0 ? list.elements : [list];
  const one = options?.field('algorithm');
  return one ? [one] : [];
}

/** Whose key it is decides whether the token's own header may choose the algorithm. */
function keyFaults(call: CallView, options: ValueView | undefined, key: ValueView, algorithms: readonly ValueView[]): readonly Report[] {
  const names = algorithms.flatMap((a) => a.constants ?? []).filter((c) => typeof c === 'string');
  const shared = algorithms.find((a) => a.constants?.some((c) => typeof c === 'string' && c.startsWith('HS')));
  const isPublic = isPublicKey(key);
  if (shared && (isPublic || names.some((n) => /^(?:RS|ES|PS)\d|^EdDSA$/.test(n)))) {
    const message = `\`${call.name}\` accepts shared-key algorithms beside a public key, so that whoever knows the public key can sign.`;
    return [{ span: shared.span, message, severity: 'high', confidence: isPublic ? 'high' : 'medium' }];
  }
  const listed = algorithms.length > 0 || (options !== undefined && !options.complete && !isFunctionText(options.text));
  if (listed || !isPublic) return [];
  const message = `\`${call.name}\` checks with a public key and leaves the choice of algorithm to the token.`;
  return [{ span: call.span, message, severity: 'high', confidence: 'medium' }];
}

function isPublicKey(key: ValueView): boolean {
  if (key.constants?.some((c) => typeof c === 'string' && /-----BEGIN (?:\w+ )?PUBLIC KEY-----|-----BEGIN CERTIFICATE-----/.test(c)))
    return true;
  return /(?:public_?key|pub_?key|\.pub\b|_PUBLIC\b|public\.(?:pem|key)|cert(?:ificate)?(?:\.pem|\.crt)?['"`)]*$)/i.test(key.text);
}

const isFunctionText = (text: string): boolean => /^(?:async\b|function\b|\(|\w+\s*=>)/.test(text);

// --- lifetime

const DAY = 24 * 60 * 60;
/** Claims that end a token. */
const END_CLAIMS = ['exp', 'expiresAt', 'ExpiresAt', 'expires'];

function lifetimeFault(call: CallView, options: ValueView | undefined, payload: ValueView | undefined): Report | undefined {
  if (isOtherToken(call, payload)) return undefined;
  const expiry = options?.field('expiresIn');
  if (expiry) {
    const seconds = longest(expiry);
    if (seconds === undefined || seconds <= DAY) return undefined;
    return { span: expiry.span, message: `The token that \`${call.name}\` issues lives ${days(seconds)}, far beyond a working day.` };
  }
  if (options && !options.complete && !isFunctionText(options.text)) return undefined;
  // A payload that is not written out may bring its own end.
  if (!payload?.complete) return undefined;
  // Claims that every token has may stand in an object of their own.
  const inner = [call.role('claims'), call.role('olderClaims')].filter((claims) => claims !== undefined);
  if (inner.some((claims) => !claims.complete)) return undefined;
  if ([payload, ...inner].some((claims) => END_CLAIMS.some((claim) => claims.field(claim)))) return undefined;
  return neverEnds(call);
}

const neverEnds = (call: CallView): Report => ({ span: call.span, message: `The token that \`${call.name}\` issues never ends.` });

/** Refresh tokens are long-lived by design; tokens in mails and invitations have their own, short business. */
function isOtherToken(call: CallView, payload: ValueView | undefined): boolean {
  const key = call.role('key')?.text ?? '';
  const use = ['type', 'typ', 'kind', 'purpose', 'use', 'tokenType', 'token_use'].flatMap((f) => payload?.field(f)?.constants ?? []);
  return [...call.names, key, ...use].some((text) => typeof text === 'string' && OTHER_TOKEN.test(text));
}
const OTHER_TOKEN = /refresh|remember|verif|confirm|activat|invit|reset|unsubscribe|magic|mail|download|share|device|offline/i;

/** Tokens that have ended are wanted here, or their end is looked at by hand. */
const looksUpRefresh = (call: CallView): boolean =>
  call.names.some((n) => /refresh|renew|expired|logout|revoke|decode/i.test(n)) ||
  /\bexp\b|\bexpires?(?:_at|At)\b/.test(call.functionText.replace(call.text, '').replace(/\b(?:except|catch)\b[^\n]*/g, ''));

/** Longest of all the lifetimes it can be, in seconds; undefined when one is not known. */
function longest(expiry: ValueView): number | undefined {
  const all = expiry.constants?.map((c) => (typeof c === 'number' ? c : typeof c === 'string' ? parseSpan(c) : undefined));
  if (!all || all.length === 0 || all.includes(undefined)) return undefined;
  return Math.max(...(all as number[]));
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: DAY, w: 7 * DAY, y: 365.25 * DAY };

/** `15m`, `2 days`, `3600` (milliseconds, as the `ms` package reads a text without a unit). */
function parseSpan(text: string): number | undefined {
  const match = /^\s*(\d{1,12}(?:\.\d{1,6})?) {0,3}([a-z]{0,12})\s*$/i.exec(text);
  if (!match) return undefined;
  const unit = match[2].toLowerCase();
  const short = unit === '' || unit.startsWith('ms') || unit.startsWith('milli') ? 'ms' : unit.startsWith('mo') ? undefined : unit[0];
  return short !== undefined && short in UNITS ? Number(match[1]) * UNITS[short] : undefined;
}

function days(seconds: number): string {
  const count = Math.round(seconds / DAY);
  return count > 1 ? `${count} days` : `${Math.round(seconds / 3600)} hours`;
}

// --- payload

/** Data types a token may carry: its own identifiers. */
const FINE_IN_TOKEN: ReadonlySet<string> = new Set(['token', 'unclear-token', 'csrf-token']);

function tellsTooMuch(payload: ValueView): string | undefined {
  const told: string[] = [];
  for (const source of payload.sources) {
    if (!source.startsWith('data:')) continue;
    const type = dataTypeById(source.slice('data:'.length));
    if (type && type.tier <= 2 && !FINE_IN_TOKEN.has(type.id)) told.push(type.title);
  }
  return told.length > 0 ? told.sort().join(' and ') : undefined;
}
