/** Cookies that sign somebody in, open to scripts, to unencrypted connections or to requests of other sites. */
import { cookieUse } from '../../data/cookieNames';
import { dataTypeById } from '../../data/taxonomy';
import { cookieAttributes } from '../fixes/cookieAttributes';
import { cookieStatements } from '../fixes/cookieStatements';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import { type Attribute, attributesOf, type CookieView, headerCookies } from './cookieAttributes';
import page from './endpoint-insecure-cookie.md';

export const endpointInsecureCookie = callRule({
  id: 'endpoint-insecure-cookie',
  title: 'Session or auth cookie without Secure, HttpOnly or SameSite',
  severity: 'medium',
  cwe: [614, 1004, 1275],
  api: ['API2', 'API8'],
  top10: ['A01', 'A02'],
  asvs: ['3.3.1', '3.3.2', '3.3.4'],
  page,
  advice: 'Keep it from scripts with HttpOnly, from unencrypted connections with Secure, and from requests of other sites with SameSite.',
  on: ['cookie-write', 'cookie-header', 'session-cookie', 'cookie-setting'],
  check(call, kind) {
    if (call.developmentOnly || DEVELOPMENT_FILE.test(call.file)) return [];
    switch (kind) {
      case 'cookie-setting':
        return checkSetting(call);
      case 'session-cookie':
        return isSession(call) ? judge(call, attributesOf(call), { subject: 'the cookie of the session', sure: saysMore(call) }) : [];
      case 'cookie-header':
        return headerCookies(call).flatMap((cookie) => judgeNamed(call, cookie, cookie.name, cookieUse(cookie.name)));
      default:
        return checkWrite(call);
    }
  },
  fixes: [cookieAttributes, cookieStatements],
});

/** Settings that a program has for a developer's own machine. */
const DEVELOPMENT_FILE = /(?:^|[/._-])(?:dev|develop|development|local|localhost|test|tests|testing|ci|debug|sandbox)(?:[/._-]|$)/i;

// --- one cookie

function checkWrite(call: CallView): readonly Report[] {
  if (call.open || isDeletion(call)) return [];
  const name = call.role('name') ?? call.role('options')?.field('key') ?? call.role('options')?.field('name');
  if (!name) return [];
  const cookie = attributesOf(call);
  const names = name.constants?.filter((c) => typeof c === 'string');
  if (names && names.length > 0 && names.length === name.constants?.length) {
    const uses = names.map(cookieUse);
    if (uses.includes('other')) return [];
    const use = uses.every((u) => u === 'signs in') ? 'signs in' : 'unclear';
    return judgeNamed(call, cookie, names[0], use);
  }
  const use = /^[\w.$[\]'"]+$/.test(name.text) ? cookieUse(name.text) : 'unclear';
  // What is known to everybody signs nobody in: `set_cookie(token, "done")`.
  if (call.role('value')?.constants) return [];
  return use === 'signs in' ? judge(call, cookie, { subject: `\`${name.text}\``, sure: false }) : [];
}

function judgeNamed(call: CallView, cookie: CookieView, name: string, use: ReturnType<typeof cookieUse>): readonly Report[] {
  if (use === 'other') return [];
  if (use === 'signs in') return judge(call, cookie, { subject: `\`${name}\``, sure: true });
  const value = call.role('value') ?? call.role('options')?.field('value');
  if (value && holdsCredential(value)) return judge(call, cookie, { subject: `\`${name}\``, sure: false });
  return [];
}

function holdsCredential(value: ValueView): boolean {
  if (/^[\w.$]+$/.test(value.text) && cookieUse(value.text) === 'signs in') return true;
  for (const source of value.sources) {
    if (source === 'data:unclear-token') return true;
    const type = source.startsWith('data:') ? dataTypeById(source.slice('data:'.length)) : undefined;
    if (type?.category === 'credential' && type.id !== 'csrf-token') return true;
  }
  return false;
}

const LONG_AGO = /new Date\(\s*[01]?\s*\)|\b1970\b|time\.Unix\(\s*[01]\s*,|UnixEpoch|\.Add\(\s*-|now\(\)\s*-/i;

/** A cookie that ends at once, or holds nothing, is being taken away. */
function isDeletion(call: CallView): boolean {
  const options = call.role('options');
  const value = call.role('value') ?? options?.field('value');
  const empty = value?.constants;
  if (empty && empty.length > 0 && empty.every((c) => c === '' || c === null || c === undefined || c === 'deleted')) return true;
  const ages = [call.role('age'), options?.field('maxAge'), options?.field('max_age')];
  const none = call.defaults['age'];
  if (ages.some((age) => age?.constants?.length === 1 && isOver(age.constants[0]) && age.constants[0] !== none)) return true;
  const ends = [call.role('expires'), options?.field('expires')];
  return ends.some((end) => end !== undefined && (LONG_AGO.test(end.text) || end.constants?.[0] === 0));
}

const isOver = (age: unknown): boolean => typeof age === 'number' && age <= 0;

// --- the cookie of a session

/** A call that sets up many things sets up a session here. */
function isSession(call: CallView): boolean {
  const middleware = call.role('middleware');
  if (middleware && !/\bSessionMiddleware\b/.test(middleware.text)) return false;
  const name = call.role('name');
  return !name || name.constants?.every((c) => typeof c === 'string' && cookieUse(c) === 'signs in') === true;
}

const saysMore = (call: CallView): boolean => call.role('options') !== undefined || call.role('secure') !== undefined;

function checkSetting(call: CallView): readonly Report[] {
  // One that follows another setting is for that one to say.
  if (!/\b(?:false|0)\b\W*$/i.test(call.name) && call.name.includes('=')) return [];
  const off = (['Secure', 'HttpOnly'] as const).filter((a) => isOff(call.role(a === 'Secure' ? 'secure' : 'httpOnly')));
  return off.map((attribute) => {
    const value = call.role(attribute === 'Secure' ? 'secure' : 'httpOnly');
    return {
      span: value?.span ?? call.span,
      message: `The cookie of the session is set without ${attribute}${harmOf([attribute])}.`,
      confidence: SETTINGS_FILE.test(call.file) ? 'medium' : 'high',
    };
  });
}

/** Settings that others build on, and may say otherwise. */
const SETTINGS_FILE = /(?:^|[/_.-])(?:base|common|defaults?|shared|global|global_settings|example|settings_example|sample)\.\w+$/i;

const isOff = (value: ValueView | undefined): boolean =>
  value?.constants !== undefined && value.constants.length > 0 && value.constants.every((c) => c === false);

// --- what is wrong

interface About {
  readonly subject: string;
  /** It is certain what the cookie is for, and that nobody says more of it. */
  readonly sure: boolean;
}

function judge(call: CallView, cookie: CookieView, { subject, sure }: About): readonly Report[] {
  const lacking = (['HttpOnly', 'Secure'] as const).filter((a) => isLacking(cookie[a]));
  const crossSite = cookie.SameSite.is === 'none' && isLacking(cookie.Secure);
  const open = cookie.SameSite.is === 'absent';
  if (lacking.length === 0 && !open) return [];
  const all = open ? [...lacking, 'SameSite' as const] : lacking;
  const off = lacking.map((a) => cookie[a].off).find((v) => v !== undefined);
  const onlyOff = off !== undefined && lacking.every((a) => cookie[a].off !== undefined);
  const message = `\`${call.name}\` sets ${subject} without ${listed(all)}${crossSite ? ', which SameSite=None asks for' : ''}${harmOf(all)}.`;
  if (lacking.length === 0) return [{ span: call.span, message, severity: 'low', confidence: 'medium' }];
  return [
    {
      span: onlyOff ? off.span : call.span,
      message,
      severity: lacking.length > 1 ? 'high' : 'medium',
      confidence: sure ? 'high' : 'medium',
    },
  ];
}

const isLacking = ({ is }: Attribute): boolean => is === 'off' || is === 'absent';

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');

function harmOf(lacking: readonly string[]): string {
  const harms: string[] = [];
  if (lacking.includes('HttpOnly')) harms.push('scripts can read it');
  if (lacking.includes('Secure')) harms.push('it also travels unencrypted');
  if (harms.length === 0) harms.push('other sites can have it sent along');
  return `: ${harms.join(', and ')}`;
}
