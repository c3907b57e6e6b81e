/** Tells what sensitive data an identifier names, by sequences of words and what stands around them. */
import type { Confidence } from '../base/finding';
import { SequenceTable } from './patterns';
import { PEOPLE } from './people';
import { DATA_TYPES, type DataType, type Tier } from './taxonomy';
import { singular, splitWords } from './words';

export interface Classified {
  readonly type: string;
  readonly tier: Tier;
  /** `high`: the words say it; `medium`: an unclear term beside a word that makes it clear; `low`: an unclear term alone. */
  readonly confidence: Confidence;
}

/** What a value of that name holds, or undefined. `owner` is the name of the object that has it, where there is one. */
export function classify(name: string, owner?: string | undefined): Classified | undefined {
  const words = splitCompounds(splitWords(name));
  if (words.length === 0 || words.length > MAX_WORDS) return undefined;
  const alike = words.map(singular);
  if (VERBS.has(words[0]) && !isNounHere(words)) return undefined;
  const owners = owner === undefined ? [] : splitWords(owner).map(singular);
  let best: Classified | undefined;
  for (let start = 0; start < words.length; start++) {
    for (const { words: sequence, meaning } of TABLE.at(words, alike, start)) {
      const end = start + sequence.length;
      if (!isValueOf(words, alike, start, end) || !fitsOwner(meaning.type, owners)) continue;
      const found = judge(meaning, [...alike.slice(0, start), ...owners]);
      if (!best || isBetter(found, best)) best = found;
    }
  }
  return best && !isFalseFriend(words, alike, best.type) ? best : undefined;
}

const MAX_WORDS = 12;

interface Meaning {
  readonly type: DataType;
  readonly clear: boolean;
  readonly context: ReadonlySet<string>;
}

const TABLE = new SequenceTable<Meaning>();
const FALSE_FRIENDS = new SequenceTable<string>();
const PEOPLE_WORDS: ReadonlySet<string> = new Set(PEOPLE);
for (const type of DATA_TYPES) {
  const context = type.context ? new Set(type.context.map(singular)) : PEOPLE_WORDS;
  for (const pattern of type.words) TABLE.add(pattern, { type, clear: true, context });
  for (const pattern of type.unclear ?? []) TABLE.add(pattern, { type, clear: false, context });
  for (const pattern of type.not ?? []) FALSE_FRIENDS.add(pattern, type.id);
}

function judge({ type, clear, context }: Meaning, around: readonly string[]): Classified {
  const ofChild = type.tier === 3 && type.category === 'personal' && around.some((w) => CHILDREN.has(w));
  const confidence = clear ? 'high' : around.some((w) => context.has(w)) ? 'medium' : 'low';
  return { type: type.id, tier: ofChild ? 2 : type.tier, confidence };
}

const CHILDREN: ReadonlySet<string> = new Set('child minor pupil kid'.split(' '));
const RANK: Readonly<Record<Confidence, number>> = { high: 3, medium: 2, low: 1 };

function isBetter(a: Classified, b: Classified): boolean {
  return RANK[a.confidence] - RANK[b.confidence] > 0 || (a.confidence === b.confidence && a.tier < b.tier);
}

function isFalseFriend(words: readonly string[], alike: readonly string[], type: string): boolean {
  for (let start = 0; start < words.length; start++) {
    for (const friend of FALSE_FRIENDS.at(words, alike, start)) if (friend.meaning === type) return true;
  }
  return false;
}

/** True when the whole identifier still names the value: `newPassword`, `tokenFromHeader`, but not `passwordLength` or `maskedEmail`. */
function isValueOf(words: readonly string[], alike: readonly string[], start: number, end: number): boolean {
  if (start > 0 && (NOT_BEFORE.has(words[start - 1]) || NOT_BEFORE.has(alike[start - 1]))) return false;
  for (let i = 0; i < start; i++) if (PROTECTED.has(words[i])) return false;
  for (let i = end; i < words.length; i++) {
    if (LINKS.has(words[i])) return i + 1 < words.length;
    if (!NEUTRAL_AFTER.has(words[i]) && !/^\d+$/.test(words[i])) return false;
  }
  return true;
}

/** `resetToken` and `verifyCode` are values though their first word can be a verb. */
function isNounHere(words: readonly string[]): boolean {
  return words.length > 1 && NOUN_VERBS.has(words[0]) && NOUN_HEADS.has(words[words.length - 1]);
}

function fitsOwner(type: DataType, owners: readonly string[]): boolean {
  const last = owners.at(-1);
  if (last === undefined) return true;
  if (NOT_OWNERS.has(last)) return false;
  return !(SETTINGS_OWNERS.has(last) && type.category !== 'credential' && type.category !== 'payment');
}

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Identifiers that begin so are functions, claims or handlers. */
const VERBS = setOf(
  'is has had have should can could did do does was were must may will would allow enable disable show hide toggle on handle validate verify check compare match ' +
    'forgot forget reset change update count hash encrypt decrypt mask redact strip parse decode encode format get set fetch load read generate create make build ' +
    'render use send request require ask prompt find lookup delete remove clear save store add register test expect assert print log to with without supports',
);
const NOUN_VERBS = setOf('reset verify verification change request encrypt encryption decrypt hash test register set store update use');
const NOUN_HEADS = setOf('token code key secret link otp');

const NOT_BEFORE = setOf(
  'has is no num number max min total count missing invalid valid without needs require requires required optional supports public publishable fake mock mocked sample ' +
    'example dummy test tests testing demo placeholder cancel cancellation continuation next page sync delta design theme eof lexer show hide toggle same different wrong ' +
    'expired pagination distinct injection hash hashed encrypted masked redacted',
);

/** The value is no longer readable. */
const PROTECTED = setOf(
  'hashed encrypted crypted bcrypted masked redacted obfuscated sanitized sanitised scrubbed censored truncated tokenized tokenised hash digest fingerprinted anonymized anonymised pseudonymized ciphered encoded',
);

/** Words that may follow without making it another thing. */
const NEUTRAL_AFTER = setOf(
  'value values val str string raw plain plaintext clear cleartext input param confirm confirmation again repeat retype new old current ' +
    'buffer bytes b64 base64 base prod production dev development staging live local main backup env',
);
/** What follows these only says where it comes from or whom it is for. */
const LINKS = setOf('from for of by in to');

/** Holders whose members are about a value, not the value. */
const NOT_OWNERS = setOf(
  'template label placeholder message error validator validation rule regex regexp pattern format i18n translation locale string text style class classname icon color route ' +
    'path url uri endpoint column field schema type enum key name attribute permission scope feature flag constant selector locator hint tooltip title test mock fixture ' +
    'component page view screen joi yup zod prop proptype propertie event action mutation getter service controller strategy provider is has touched dirty visible',
);
/** Settings hold real credentials, but the addresses and names in them are the organisation's own. */
const SETTINGS_OWNERS = setOf(
  'config configuration setting option default env environment company organization organisation business store shop vendor site support',
);

// --- compounds written as one lower-case word

const COMPOUND_HEADS = ['password', 'passwd', 'passphrase', 'secret', 'token', 'apikey', 'pass'];
const COMPOUND_STARTS = setOf(
  'db user my new old admin root auth jwt session access refresh client app reset smtp mail api plain confirm current login csrf xsrf bearer id email bot slack github ' +
    'gitlab mysql pg postgres redis mongo ftp ssh ldap sudo super master private shared signing webhook cookie consumer invite verification database service temp default the',
);

/** `dbpassword` and `jwtsecret` are two words each; `compass` and `tokenizer` one. */
function splitCompounds(words: readonly string[]): readonly string[] {
  let out: string[] | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const head =
      word.length > 5 ? COMPOUND_HEADS.find((h) => word.endsWith(h) && COMPOUND_STARTS.has(word.slice(0, -h.length))) : undefined;
    if (head !== undefined) out ??= words.slice(0, i) as string[];
    if (head !== undefined) out?.push(word.slice(0, -head.length), head);
    else out?.push(word);
  }
  return out ?? words;
}
