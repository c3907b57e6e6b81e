/** Tells texts that are secrets from texts that only talk about them: labels, names, paths, placeholders. */

/** True for texts that stand in for a value somebody is to fill in, or that hold no value of their own. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (/^[<[{(%$].*[>\]})%]$/.test(text) || /\$\{|\{\{|<%|%[sd(]|\{\d?\}/.test(text)) return true;
  if (/^(.)\1+$/.test(text) || /x{4,}|\*{3,}|\.{3}|…|_{3,}|-{4,}/i.test(text)) return true;
  return PLACEHOLDER.test(text);
}

const PLACEHOLDER =
  /(?:^|[^a-z])your[ _-]?\w{0,20}[ _-]?(?:api|key|secret|token|password|here|id|name)|your[A-Z]\w*|change[ _-]?(?:me|this|it)|replace[ _-]?(?:me|this|with)|placeholder|example|dummy|sample|redacted|masked|insert[ _-]|fill[ _-]?(?:me|in)|todo|tbd|fixme|not[ _-]?set|undefined|to[ _-]be[ _-]|put[ _-]|enter[ _-]|set[ _-](?:me|in|via|your)|env[ _-]?var|lorem|foo[ _-]?bar|fake|mock|^test(?:ing)?$|^none$|^null$|^n\/a$|^xxx$|^abc$|^default$|^<.*>$|goes[ _-]here/i;

/** True for keys that are made to be published. */
export function isPublishable(value: string): boolean {
  return /^(?:pk_(?:live|test)_|pk\.|pub[_-]|publishable|anon[_-]|6L[\w-]{38}$)/i.test(value);
}

/** True for formats of well-known providers: nobody writes them by chance. */
export function isProviderFormat(value: string): boolean {
  return (
    /^(?:sk|rk)_(?:live|test)_\w{10,}$|^(?:ghp|gho|ghu|ghs|ghr)_\w{20,}$|^github_pat_\w{20,}$|^glpat-[\w-]{16,}$|^xox[abprs]-[\w-]{10,}$/.test(
      value,
    ) ||
    /^(?:AKIA|ASIA)[A-Z0-9]{16}$|^sk-(?:proj-|ant-)?[\w-]{20,}$|^SG\.[\w-]{16,}\.[\w-]{16,}$|^npm_\w{30,}$|^hf_\w{20,}$|^AIza[\w-]{30,}$/.test(
      value,
    ) ||
    /^eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}$/.test(value)
  );
}

/** A text people read, or a name the program uses, and so no secret: a sentence, a path, a selector, a header, a key of translations. */
export function isLabel(value: string, name: string): boolean {
  if (/\s/.test(value.trim())) return true;
  if (
    /^(?:\.{0,2}\/|~\/|[a-z]:\\|#|\.[a-z]|\[|@|\^|\(\?)/i.test(value) ||
    /\.(?:json|pem|key|crt|txt|ya?ml|js|ts|env|html?|png|svg|css)$/i.test(value)
  )
    return true;
  if (/^[a-z][a-z0-9+.-]*:\/\/(?![^/@\s]+:[^/@\s]+@)/i.test(value)) return true;
  if (/^\$(?:2[abxy]?|argon2\w*|scrypt|pbkdf2)/.test(value) || /^(?:sha\d+|md5)[:-]/i.test(value)) return true;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return true;
  if (/^(?:application|text|image|multipart)\/[\w.+-]+$/.test(value) || /^\d{4}-\d\d-\d\dT?/.test(value)) return true;
  // `DB_PASSWORD`: the name of a setting.
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && !/\d{3}/.test(value)) return true;
  return squeeze(value) === squeeze(name);
}

const squeeze = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** Words of the trade: a text of nothing else names a secret rather than being one. */
const VOCABULARY: ReadonlySet<string> = new Set(
  (
    'password passwd passphrase passcode pass pwd token tokens secret secrets key keys api apikey access refresh auth authentication authorization authorize bearer basic jwt session ' +
    'cookie csrf xsrf id ids user users username login logout client server private public reset new old current confirm confirmation repeat my the a an and or of for to in is not no ' +
    'invalid missing required require incorrect wrong expired expires must be set unset header headers name names field fields type types input text hidden string number boolean object ' +
    'value values data query body param params url uri link page form label title message error errors email mail phone code otp pin one time verification verify credential credentials ' +
    'config settings app application service services provider storage store local web http https request response role admin root default none null true false optional any all ' +
    'oauth oauth2 openid saml sso github google facebook twitter slack stripe aws azure gcp database db mongo postgres mysql redis change update create delete get post put patch ' +
    'forgot forget strength weak strong hash hashed encrypted encryption signing sign signature webhook account profile security secure x csv json xml changed ' +
    'environment variable env vault secretsmanager ssm keychain manual prompt disabled enabled on off'
  ).split(' '),
);

/** True when every word of the text is of the trade, or is a plain word in a chain of words that has one of the trade: `app_token_v1`. */
export function isWordy(value: string): boolean {
  const parts = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+|(?<=[A-Za-z])\s|\s/)
    .filter(Boolean)
    .map((p) => p.toLowerCase());
  if (parts.length === 0) return true;
  if (parts.every((p) => VOCABULARY.has(p) || /^(?:v?\d{1,2})$/.test(p))) return true;
  return parts.length > 1 && parts.some((p) => VOCABULARY.has(p)) && parts.every((p) => /^(?:v?\d{1,2}|[a-z]{1,14})$/.test(p));
}

/** Bits for each character. A secret made by a machine has more than words of a language. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let sum = 0;
  for (const n of counts.values()) sum -= (n / text.length) * Math.log2(n / text.length);
  return sum;
}
