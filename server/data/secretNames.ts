/** Tells names whose values must be unpredictable: what is kept there is only as strong as the randomness it was made with. */
import { SequenceTable } from './patterns';
import { singular, splitWords } from './words';

/** True for `resetToken`, `sessionId`, `generateOtp`; false for `tokenCount`, `cacheKey`, `nextToken`. */
export function isSecretName(name: string): boolean {
  let words = splitWords(name);
  if (words.length === 0 || words.length > MAX_WORDS) return false;
  // A function that makes one is as good as the value itself.
  if (words.length > 1 && MAKERS.has(words[0])) words = words.slice(words.length > 2 && FILLERS.has(words[1]) ? 2 : 1);
  const alike = words.map(singular);
  for (let start = 0; start < words.length; start++) {
    for (const { words: sequence, meaning } of TABLE.at(words, alike, start)) {
      // Several tokens are counted: a budget, a bucket, the words of a text.
      if (meaning.alone && words[start] !== sequence[0]) continue;
      if (start > 0 && (NOT_BEFORE.has(words[start - 1]) || (meaning.alone && !BEFORE_ALONE.has(alike[start - 1])))) continue;
      if (words[0] !== undefined && VERBS.has(words[0]) && !meaning.verb) continue;
      if (restIsNeutral(words, start + sequence.length)) return true;
    }
  }
  return false;
}

const MAX_WORDS = 10;

interface Meaning {
  /** Means a secret only alone, or after a word of `BEFORE_ALONE`. */
  readonly alone: boolean;
  /** Begins with a word that is otherwise a verb. */
  readonly verb: boolean;
}

const CLEAR = [
  'access/refresh/auth/authentication/session/reset/verification/confirmation/activation/invite/invitation/csrf/xsrf/api/bearer/login/remember/security/unsubscribe/magic/share/download/upload/recovery/registration/oauth/secret/device/user/admin/download/approval token',
  'password reset token',
  'reset password token',
  'remember me token',
  'magic link',
  'reset link',
  'magic link token',
  'otp',
  'otp code',
  'one time password/code/pin/passcode',
  'totp secret',
  'verification/confirmation/activation/reset/invite/invitation/recovery/backup/login/auth/authorization/access/sms/security/mfa/unlock/pairing/passwordless code',
  '2/two fa/factor code/token',
  'session id/key/secret',
  'sid',
  'api key',
  'secret key',
  'secret',
  'client/app/jwt/cookie/webhook/signing/shared secret',
  'encryption/signing/private/master/aes/hmac/cipher key',
  'key material',
  'access key',
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'nonce',
  'salt',
  'iv',
  'initialization/init vector',
  'csrf',
  'xsrf',
  'oauth state',
  'code verifier',
  'auth challenge',
  'pin code',
  'user/card/door/login pin',
  'captcha secret',
  'recovery phrase',
  'seed phrase',
  'cookie secret',
  'authenticity token',
];
const ALONE = ['token', 'pin'];
const AFTER_VERB = ['reset token/code', 'reset password token/code'];

const TABLE = new SequenceTable<Meaning>();
for (const pattern of CLEAR) TABLE.add(pattern, { alone: false, verb: false });
for (const pattern of ALONE) TABLE.add(pattern, { alone: true, verb: false });
for (const pattern of AFTER_VERB) TABLE.add(pattern, { alone: false, verb: true });

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const MAKERS = setOf(
  'generate create make build new gen random rand get issue mint produce compute calc calculate derive fresh unique init provide',
);
const FILLERS = setOf('random new secure unique a the temp temporary fresh strong hex simple short numeric digit unsafe insecure');
const BEFORE_ALONE = setOf(
  'new old my the random raw unique temp temporary fresh generated user account client customer email hashed plain current secure hex auth jwt guest personal signed crypto default public it',
);
const NOT_BEFORE = setOf(
  'next page cancel cancellation continuation sync delta design theme eof pagination max min num total count is has no without last prev previous lexer reward',
);
const VERBS = setOf(
  'is has had should can could did does validate verify check compare match forgot reset change update count hash encrypt decrypt mask redact parse decode encode format set ' +
    'show hide toggle on handle use delete remove clear save store revoke consume find lookup',
);
const NEUTRAL = setOf('value val str string raw plain hex b64 base64 buffer bytes new old temp string code');
const LINKS = setOf('from for of by');

function restIsNeutral(words: readonly string[], from: number): boolean {
  for (let i = from; i < words.length; i++) {
    if (LINKS.has(words[i])) return i + 1 < words.length;
    if (!NEUTRAL.has(words[i]) && !/^\d+$/.test(words[i])) return false;
  }
  return true;
}
