/**
 * Which control it is that turns a request away: by the status it answers with and what its conditions speak of. Words are
 * whole words of names; they decide between kinds and never make a control of what lets everybody through.
 */
import type { ControlKind } from '../engine/kinds';
import type { ControlNames, Refusal } from '../engine/routes/names';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const CREDENTIALS = set(
  'token tokens jwt bearer authorization cookie cookies apikey credential credentials passport oauth sid basic passphrase',
);
const PRINCIPALS = set(
  'user users session sessions auth authed authenticated authenticate authentication unauthenticated login logged signin signed account principal identity me member uid decoded claims verified verify caller viewer customer subject whoami',
);
const RIGHTS = set(
  'role roles permission permissions permitted permit scope scopes admin admins administrator superuser root owner owns ownership policy policies acl ability allowed privilege privileges tenant moderator editor staff grant grants grantee authorized authorised authorize authorise rights capability capabilities group groups entitled entitlement access',
);
const CSRF = set('csrf xsrf');
const SIGNATURES = set('signature signatures hmac svix');
const VALID = set('valid invalid validate validated validation validator schema joi zod ajv parse safe safeparse issues');
/** These make a refusal something else: who may come from where, or what is switched on. */
const OTHER = set(
  'ip ips host hostname url uri domain domains origin referer referrer maintenance readonly demo feature enabled disabled path extension mimetype filename',
);
/** Only the machine itself may. */
const LOCAL = set('local loopback localhost');
/** What a client shows, or what is kept of it: where an answer without a status depends on these, it is about who asks. */
const STRONG = set(
  'session authenticated unauthenticated authenticate token jwt authorization login logged loggedin signin passport cookie cookies apikey bearer',
);
const SETTINGS = set('setting settings config configuration conf env environment options opts preferences feature features flag flags');
const LOOKS_UP = set('find select query get load fetch id');
const ERRORS = set('err error errors failed failure invalid denied expired info');

/** Lower-case words of names: `requireAdminRole` has three. */
function tokensOf(words: readonly string[]): ReadonlySet<string> {
  const out = new Set<string>();
  for (const word of words) for (const token of tokensIn(word)) out.add(token);
  return out;
}

function tokensIn(word: string): readonly string[] {
  const known = TOKENS.get(word);
  if (known) return known;
  const parts = word.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).filter((p) => p !== '');
  const tokens = parts.map((part) => part.toLowerCase());
  if (/^x?api[-_]?key$/i.test(parts.join(''))) tokens.push('apikey');
  if (/^logged[-_]?in$/i.test(parts.slice(-2).join(''))) tokens.push('loggedin');
  if (TOKENS.size < MAX_TOKENS) TOKENS.set(word, tokens);
  return tokens;
}
/** The same names are asked about again and again. */
const TOKENS = new Map<string, readonly string[]>();
const MAX_TOKENS = 50_000;

/** Long names in capitals are those of settings, whatever words are in them: `USER_REGISTER_URL`. */
function isSetting(word: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,}$/.test(word) && ![...tokensOf([word])].some((t) => CREDENTIALS.has(t) || RIGHTS.has(t));
}

/** The same for all clients: a setting, and nothing of who asks. */
function speaksOfSettings(words: readonly string[]): boolean {
  const settings = words.filter((w) => [...tokensOf([w])].some((t) => SETTINGS.has(t)));
  return settings.length > 0 && !isAboutClient(words.filter((w) => !settings.includes(w) && !isSetting(w)));
}

/** The controls that a conditional refusal speaks for. */
function kindsOf({ status, redirect, texts, words, near, written }: Refusal): readonly ControlKind[] {
  const toLogin = redirect && texts.some((t) => /log-?in|sign-?in|auth|\bsso\b|session/i.test(t));
  // Who is sent elsewhere may be anybody: that it is about who asks is for the condition itself to say.
  const tokens = tokensOf((redirect && !toLogin ? near : words).filter((w) => !isSetting(w)));
  const some = (of: ReadonlySet<string>): boolean => [...of].some((w) => tokens.has(w));
  if (status === 429) return ['limit'];
  if (status === 404 || status >= 500 || (status > 0 && status < 300)) return [];
  if (some(CSRF)) return ['csrf'];
  if (some(SIGNATURES) && !tokens.has('jwt') && !tokens.has('bearer')) return ['signature'];
  if ((status === 400 || status === 403) && !some(OTHER) && [...tokensOf(near)].some((t) => LOCAL.has(t))) return ['authentication'];
  if (status === 400 || status === 422) return some(VALID) ? ['validation'] : [];
  const who = some(PRINCIPALS) || some(CREDENTIALS);
  const may = some(RIGHTS);
  if (status === 401 || toLogin) return may && who ? ['authentication', 'authorisation'] : ['authentication'];
  if (speaksOfSettings(written)) return [];
  if (status === 403) {
    if (may) return who ? ['authentication', 'authorisation'] : some(OTHER) ? [] : ['authorisation'];
    // Forbidden, and nobody knows why: perhaps for who it is.
    return who ? ['authentication'] : some(OTHER) || some(VALID) ? [] : ['authorisation'];
  }
  // No status, or one that says nothing: the conditions alone have to tell.
  // What is kept of a visit is kept of anybody: it has to be said what of it shows who asks.
  const kept = (t: string): boolean => t === 'session' || t === 'sessions' || t === 'cookie' || t === 'cookies';
  const shown = [...tokens].some(
    (t) => (STRONG.has(t) && !kept(t)) || ((PRINCIPALS.has(t) || RIGHTS.has(t)) && !kept(t) && [...tokens].some(kept)),
  );
  const strong =
    redirect && !testsPresence(written.join(' ')) ? shown : some(STRONG) || (tokens.has('user') && tokens.has('req') && !some(LOOKS_UP));
  if (strong) return may ? ['authentication', 'authorisation'] : ['authentication'];
  if (some(VALID) && (tokens.has('schema') || tokens.has('validate') || tokens.has('validation'))) return ['validation'];
  return [];
}

/** A condition that speaks of who asks or what they may. */
function isAboutClient(words: readonly string[]): boolean {
  const tokens = tokensOf(words);
  return [...tokens].some((t) => PRINCIPALS.has(t) || CREDENTIALS.has(t) || RIGHTS.has(t));
}

/** Names in a condition, but for what says that there is nothing. */
function namesIn(text: string): readonly string[] {
  return (text.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((n) => !/^(?:nil|null|undefined|None|true|false|True|False)$/.test(n));
}

/** The condition tests whether there is a credential or a principal at all: its last word says so. */
function testsPresence(text: string): boolean {
  const names = namesIn(text);
  const all = [...tokensOf(names)];
  if (all.some((t) => ERRORS.has(t))) return false;
  // Whoever has an id, or an address, is there.
  const last = [...tokensOf(names.slice(/^(?:id|email|sub)$/.test(names.at(-1) ?? '') ? -2 : -1))];
  return last.some((t) => STRONG.has(t) || t === 'user' || t === 'auth' || t === 'header' || t === 'principal' || t === 'credentials');
}

function testsPrincipal(text: string): boolean {
  const last = namesIn(text).slice(-1);
  return testsPresence(text) && [...tokensOf(last)].every((t) => !CREDENTIALS.has(t) && t !== 'header' && t !== 'authorization');
}

const VERIFIES = set(
  'verify verified verifies verifier authenticate authorize authorise validate check ensure assert require decode introspect decrypt login signin logged jwt token',
);
function verifies(words: readonly string[]): boolean {
  const tokens = tokensOf(words);
  return [...VERIFIES].some((w) => tokens.has(w));
}

const SEARCHES = set('find select query fetch first last all list search lookup by');
function looksUp(words: readonly string[]): boolean {
  const tokens = tokensOf(words);
  return [...SEARCHES].some((w) => tokens.has(w));
}

const WRONG = set(
  'not no missing expired unauthorized unauthorised unauthenticated forbidden wrong bad mismatch revoked anonymous guest public',
);
function testsFault(text: string): boolean {
  const last = [...tokensOf(namesIn(text).slice(-1))];
  return last.some((t) => WRONG.has(t) || ERRORS.has(t));
}

/** On which side of a condition there is a fault: where it holds (0) or where it does not (1); undefined where its form says nothing. */
function faultSide(text: string): 0 | 1 | undefined {
  if (!testsFault(text)) return undefined;
  const [, not, operator] = /^(!?)\s*[\w.$]+\s*(?:(!==?|===?|is not|is)\s*(?:nil|null|undefined|None))?$/.exec(text.trim()) ?? [];
  if (not === undefined) return undefined;
  const isThere = operator === undefined || operator.includes('!') || operator === 'is not';
  return isThere === (not === '') ? 0 : 1;
}

/** The condition chooses requests by where they go or how. */
function isAboutPath(words: readonly string[]): boolean {
  return (
    words.some((w) => /^(?:path|pathname|url|originalUrl|baseUrl|method|route|params|query)$/.test(w)) ||
    /public|white_?list|exempt|exclu|skip|ignor/i.test(words.join(' '))
  );
}

/** Middleware that by its name has another purpose than turning requests away. */
const HARMLESS = set(
  'log logger logging morgan winston pino compress compression static serve cors body parser parse json urlencoded favicon helmet i18n locale language metrics metric timing timer timeout cache caching nocache context trace tracing tracer cookie cookies session sessions swagger docs header headers etag gzip proxy flash livereload render view views title poweredby id requestid cached cacheable memoize memoized timed doc swag apidoc marshal deprecated atomic transaction transactional templated vary profiled',
);
function isHarmless(name: string): boolean {
  const tokens = [...tokensOf(name.match(/[A-Za-z_$][\w$]*/g) ?? [])].filter(
    (t) => !['require', 'express', 'app', 'middleware', 'this', 'use', 'new'].includes(t),
  );
  const turnsAway =
    tokens.some((t) => PRINCIPALS.has(t) && t !== 'session' && t !== 'sessions') ||
    tokens.some((t) => RIGHTS.has(t) || ['guard', 'protect', 'limit', 'limiter', 'throttle', 'verify', 'jwt', 'token', 'csrf'].includes(t));
  return !turnsAway && tokens.some((t) => HARMLESS.has(t));
}

/** Kinds of control that something unknown may be by its name; all where the name says nothing. */
function kindsByName(name: string): readonly ControlKind[] | undefined {
  // What it is told says less than what it is called.
  const tokens = tokensOf(name.replace(/\{[^`]*/, '').match(/[A-Za-z_$][\w$]*/g) ?? []);
  const has = (...of: string[]): boolean => of.some((w) => tokens.has(w));
  if (has('limit', 'limiter', 'throttle', 'brute', 'slow', 'pressure', 'overload')) return ['limit'];
  if (has('csrf', 'xsrf')) return ['csrf'];
  if (has('validate', 'validator', 'validation', 'schema')) return ['validation'];
  if (has('signature')) return ['signature'];
  return undefined;
}

const READS =
  /^_*(?:get|find|fetch|load|read|list|count|search|query|select|look_?up|resolve|check|verify|validate|ensure|is|has|can|exists?)(?=[A-Z_]|$)/i;
/** `getOrCreate`, `fetchAndStore` say that they change something. */
const CHANGES = /(?:or|and)_?(?:create|insert|update|save|add|set|store|delete|remove|modify|increment|upsert|new|init)/i;
function reads(name: string): boolean {
  return READS.test(name) && !CHANGES.test(name);
}

/** A call of this name comes back only if it may. */
function demands(name: string): boolean {
  return /^(?:require|ensure|assert|enforce|demand|check|verify|authori[sz]e|authenticate)(?:[A-Z_]|$)/.test(name);
}

/** Errors from elsewhere say by their names what they end with. */
function statusByName(text: string): number {
  if (
    /unauthori[sz]ed|unauthenticated|not[_ ]?(?:authenticated|authori[sz]ed|(?:logged|signed)[_ ]?in)|invalid[_ ]?(?:token|credentials)|(?:log-?in|sign-?in|authentication)[_ ]?required|must be (?:logged|signed)[_ -]?in|auth(?:entication)?_?error/i.test(
      text,
    )
  )
    return 401;
  if (/forbidden|permission_?denied|access_?denied|no_?permission|(?<!method_?)not_?allowed/i.test(text)) return 403;
  if (/too_?many/i.test(text)) return 429;
  if (/bad_?request|validation/i.test(text)) return 400;
  if (/not_?found/i.test(text)) return 404;
  return 0;
}

export const controlWords: ControlNames = {
  kindsOf,
  isAboutClient,
  testsPresence,
  testsPrincipal,
  verifies,
  testsFault,
  looksUp,
  faultSide,
  isAboutPath,
  reads,
  isHarmless,
  demands,
  kindsByName,
  named: () => [],
  statusByName,
};
