/** Tells which parts of a sensitive value still are it: a token's `value`, but not the `userId` or the `expiresAt` kept beside it. */
import { classify } from './classify';
import { dataTypeById } from './taxonomy';
import { singular, splitWords } from './words';

/**
 * True when the part called so tells what a value of that type tells. Objects made for credentials hold much else, so that only
 * parts that name the credential count; elsewhere (a card's `number`, a name's `first`) all do but for what is only about the value.
 */
export function isToldBy(type: string, part: string): boolean {
  const last = splitWords(part).map(singular).at(-1);
  if (last === undefined || /^\d+$/.test(last)) return true;
  if (type === 'email' || type === 'phone') return CREDENTIAL.has(last) || last === 'address' || last === 'number';
  return dataTypeById(type)?.category === 'credential' ? CREDENTIAL.has(last) : !ABOUT.has(last);
}

/**
 * True for names that speak of a sensitive value and say that it is not in there as it is: made unreadable, or only something
 * about it, such as the file that holds it.
 */
export function isAboutData(name: string): boolean {
  const words = splitWords(name);
  if (words.length < 2) return false;
  if (words.some((w) => UNREADABLE.has(w))) return true;
  return BESIDE.has(words[words.length - 1]) && classify(words.slice(0, -1).join('_')) !== undefined;
}

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const CREDENTIAL = setOf(
  'value raw text string plain plaintext clear cleartext content body data payload buffer byte hex base64 encoded decoded current new old ' +
    'token secret key password pass code jwt bearer access refresh signature header result first last item entry',
);

const ABOUT = setOf(
  'id uuid guid type kind status state count size length index path file filename filepath url uri href mime mimetype format version ' +
    'created updated deleted modified expires expiry at timestamp enabled verified confirmed valid required label title placeholder error errors message ' +
    'template subject provider adapter validator validate schema column field handler service sender client transport config option settings',
);

const UNREADABLE = setOf(
  'hashed encrypted crypted masked redacted obfuscated sanitized sanitised scrubbed censored truncated tokenized tokenised anonymized anonymised pseudonymized ciphered digest ciphertext',
);

const BESIDE = setOf('file filename filepath path dir folder length size count hash checksum fingerprint type kind name field id prefix');
