/** Which fields of a record nobody should get who only looks at it, and what keeps them out of answers: annotations, tags and options. */

import { actionWords } from './actionWords';
import { classify } from './classify';
import { dataTypeById, type Tier } from './taxonomy';
import { singular, splitWords } from './words';

export interface Sensitive {
  /** As it stands in a message: `a password`. */
  readonly title: string;
  readonly tier: Tier;
  /** It opens a door: there is no reason at all to hand it out. */
  readonly isCredential: boolean;
}

/** What stays sensitive when it has been hashed: it can be guessed at. */
const DERIVED = new Set(['hash', 'hashed', 'digest', 'encrypted', 'crypted', 'salt', 'salted', 'bcrypt', 'argon2']);
const HANDED_OUT_BY_NOBODY = new Set([
  'password',
  'one-time-code',
  'secret-key',
  'token',
  'security-answer',
  'card-verification',
  'wallet-secret',
]);
const WHERE_NEEDED = new Set(['card-number', 'government-id', 'biometric']);
/** Types that hold something about it, and not the thing itself. */
const ABOUT =
  /\b(?:bool|boolean|Boolean|Bool|Date|DateTime\w*|Timestamp|Instant|LocalDate\w*|Time|time|datetime|BooleanField|DateTimeField|relationship|ForeignKey|Enum\w*)\b/;

/** `owner`: the record's type. `written`: its type, or what it is set to. */
export function sensitiveField(name: string, owner: string, written: string): Sensitive | undefined {
  if (ABOUT.test(written)) return undefined;
  const words = splitWords(name);
  const plain = words.filter((w) => !DERIVED.has(w));
  if (plain.length === 0) return undefined;
  const found = classify(plain.join('_'), owner);
  if (!found || found.confidence === 'low') return undefined;
  const type = dataTypeById(found.type);
  const isCredential = HANDED_OUT_BY_NOBODY.has(found.type);
  // Whoever hides the number or keeps only its hash has thought of it.
  if (!type || !(isCredential || (WHERE_NEEDED.has(found.type) && plain.length === words.length))) return undefined;
  return { title: type.title, tier: found.tier, isCredential };
}

const HIDES =
  /@JsonIgnore\b(?!\s*\(\s*(?:value\s*=\s*)?false)|WRITE_ONLY|@Jsonb?Transient\b|@XmlTransient\b|@Exclude\b|@HideField\b|@JsonView\b|@JsonSerialize\b|@JsonFilter\b|\bjson:"-"|\bselect:\s*false\b|\bexclude\s*=\s*True\b|\bwrite_only\s*=\s*True\b|\bload_only\s*=\s*True\b|\bserialize\s*=\s*False\b|toClassOnly/;

/** What stands on a field keeps it out of what is sent. */
export function hidesField(marks: readonly string[]): boolean {
  return marks.some((m) => HIDES.test(m));
}

const SHAPES = /@Json(?:IgnoreType|IncludeProperties|Serialize|AutoDetect|Filter|View)\b|@Exclude\b/;
const OWN_FORM = new Set(['toJSON', 'MarshalJSON', 'to_json', '__json__']);

/** What stands on a type, or a method of it, says itself what is sent. */
export function hasOwnForm({ marks, methods }: { readonly marks: readonly string[]; readonly methods: readonly string[] }): boolean {
  return marks.some((m) => SHAPES.test(m)) || methods.some((m) => OWN_FORM.has(m));
}

/** The type says of a field of it that it is kept out. */
export function leavesOut(marks: readonly string[], field: string): boolean {
  return marks.some((m) => /@JsonIgnoreProperties\b/.test(m) && m.includes(`"${field}"`));
}

const STORED =
  /@(?:Entity|Document|Table|MappedSuperclass|RedisHash|Container|DynamoDBTable|DynamoDbBean|MongoEntity|Schema)\b|\btable\s*=\s*True\b|(?:^|[.\s])(?:Schema|define|init|pgTable|mysqlTable|sqliteTable)$/;
const ABOVE =
  /(?:^|\.)(?:Model|BaseModel\w*Mongo|DeclarativeBase|Document|DynamicDocument|SQLModel|AbstractUser|AbstractBaseUser|BaseEntity)$/;
const TAGS = /\b(?:gorm|db|bson|xorm|bun|pg|sql):"/;

/** It says what is kept in a data store. `plainly`: a name above says so that may mean something else. */
export function isStored(type: {
  readonly marks: readonly string[];
  readonly above: readonly string[];
  readonly fields: readonly { readonly marks: readonly string[] }[];
}): boolean {
  if (type.marks.some((m) => STORED.test(m))) return true;
  if (type.fields.some(({ marks }) => marks.some((m) => TAGS.test(m) || /\b(?:Column|mapped_column)\(/.test(m)))) return true;
  return (
    type.above.some((a) => ABOVE.test(a) && a !== 'SQLModel') &&
    type.fields.some(({ marks }) => marks.some((m) => /Field\(|Column\(/.test(m)))
  );
}

const CONSTRAINTS = new Set(
  'NotNull NotEmpty NotBlank Size Min Max DecimalMin DecimalMax Positive PositiveOrZero Negative NegativeOrZero Email Pattern Past PastOrPresent Future FutureOrPresent Digits AssertTrue AssertFalse Length Range URL UUID CreditCardNumber Valid'.split(
    ' ',
  ),
);

/** Annotations or tags ask something of a field: `@NotBlank`, `binding:"required"`. */
export function asksOfField(marks: readonly string[]): boolean {
  return marks.some((m) => {
    const [, name] = /^@(?:[\w.]*\.)?(\w+)/.exec(m) ?? [];
    if (name !== undefined)
      return (
        CONSTRAINTS.has(name) ||
        /^(?:Is|Min|Max|Array|Matches|Length|Contains|Equals|Validate)[A-Z]|^(?:Min|Max|Matches|Length|Contains|Equals)$/.test(name)
      );
    return /\b(?:binding|validate):"(?!-"|")/.test(m);
  });
}

/** Words that say only that something is kept. */
const KEPT = new Set(['entity', 'model', 'schema', 'document', 'doc', 'table', 'record', 'row', 'base', 'orm', 'db']);

/** The same for a type, a table and a variable: `user` for `UserEntity` and `users`. */
export function entityName(name: string): string {
  const words = splitWords(name).filter((w) => !KEPT.has(w));
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('_');
}

const GIVEN =
  /\b(?:query|select|get|scalars?|first_or_404|get_or_404|one_or_404|get_object_or_404|getRepository)\(\s*(?:select\(\s*)?(?:\w+\.)?([A-Z]\w*)/;

/** Of a call that reads records, as it is written, what they are: `user` of `User.findAll()` or `session.get(User, id)`. */
export function entityRead(text: string): string | undefined {
  const given = GIVEN.exec(text)?.[1];
  if (given !== undefined) return entityName(given);
  const made = /^(?:await\s+)?new\s+(?:\w+\.)?([A-Z]\w*)/.exec(text)?.[1];
  if (made !== undefined) return entityName(made);
  const callee = text.replace(/^await\s+/, '').replace(/\(.*$/s, '');
  const entity = actionWords.entityOf(callee, undefined);
  return entity === undefined ? undefined : entityName(entity.replace(/_(?:repository|repo|dao|store)$/, ''));
}
