/** What names of calls say of what they do: changing records, sending mail, comparing a password. Answers the engine's `ActionNames`. */
import type { ActionKind, SinkKind } from '../engine/kinds';
import type { ActionNames } from '../engine/routes/names';
import { carrierIn, speaksOfForgery, speaksOfHeaders } from './carrierWords';
import { singular, splitWords } from './words';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Methods that mean the same whatever they are called on; words run together, in lower case. */
const METHODS: ReadonlyMap<string, ActionKind> = new Map([
  ...of(
    'write-data',
    'insertone insertmany updateone updatemany deleteone deletemany findoneandupdate findoneanddelete findoneandreplace findoneandremove findbyidandupdate findbyidanddelete findbyidandremove replaceone bulkwrite bulkcreate bulkupdate bulksave createmany createorupdate updateorcreate getorcreate findorcreate upsert saveall saveandflush saveorupdate deletebyid deleteall deleteallbyid executeupdate batchupdate putitem deleteitem updateitem batchwriteitem persist insertorupdate insertorignore softdelete firstorcreate incrementby decrementby',
  ),
  ...of(
    'read-data',
    'findone findmany findall findfirst findunique findbyid findbypk findoneorfail findoneby findandcount findandcountall findfirstorthrow findunique findall findbyids countdocuments fetchone fetchall fetchrow fetchval fetchmany getreferencebyid queryforobject queryforlist getitem batchgetitem selectone selectlist selectall queryrow querycontext queryrowcontext',
  ),
  ...of('send-message', 'sendmail sendemail sendemails sendmessage sendsms sendtext sendnotification sendpush emailmessage dialandsend'),
  ...of(
    'check-secret',
    'checkpassword checkpw checkpasswordhash comparepassword comparehashandpassword verifypassword verifypasswordhash validatepassword passwordmatches ispasswordvalid verifyotp checkotp verifycode comparepasswords',
  ),
  ...of(
    'issue-token',
    'createaccesstoken generatetoken createtoken issuetoken signtoken generateaccesstoken generatejwt createjwt signjwt createrefreshtoken generaterefreshtoken',
  ),
  ...of('move-money', 'refund payout capturepayment createpayment createpaymentintent chargecard'),
]);

/** Methods that do this where what they are called on is where records are kept. */
const AT_STORES: ReadonlyMap<string, ActionKind> = new Map([
  ...of(
    'write-data',
    'create insert add save update delete remove destroy merge drop truncate replace put patch upsert store write set append increment decrement edit',
  ),
  ...of(
    'read-data',
    'find get all list fetch first last count aggregate query select filter search lookup scan load read exists where one',
  ),
]);
const STORES = set(
  'repo repository dao model db database store storage collection table session em manager prisma tx trx knex mapper orm entity entities persistence crud gateway',
);
/** What is created or found with these in its name is no record. */
const MAKES_NONE = set(
  'builder query criteria statement native schema client connection instance element context stream server app router index view function trigger type event listener handler component factory key keys path url token option options config',
);
const TEXTS = set('object json xml yaml csv');
/** Values with such a name send something. */
const SENDERS = set('mail mailer email transporter smtp ses sendgrid postmark mailgun twilio sms notifier');
const MONEY = set('stripe charge charges payment payments paypal braintree refund refunds payout payouts invoiceitem transfers');
const CHECKERS = set('bcrypt bcryptjs argon argon2 scrypt encoder hasher');

/** Global names in capitals that keep no records. */
const NO_STORE = set(
  'object json math promise array date map set number string boolean symbol error buffer reflect proxy intl regexp bigint url arrays collections objects optional files paths thread system logger',
);

function of(action: ActionKind, names: string): (readonly [string, ActionKind])[] {
  return names.split(' ').map((name) => [name, action] as const);
}

const MAX_KEPT = 20_000;
const known = new Map<string, ActionKind | undefined>();

function byName(callee: string): ActionKind | undefined {
  // Cut short, its last word is none.
  if (callee.length > 160 || callee.endsWith('…')) return undefined;
  const seen = known.get(callee);
  if (seen !== undefined || known.has(callee)) return seen;
  if (known.size >= MAX_KEPT) known.clear();
  const found = read(callee);
  known.set(callee, found);
  return found;
}

function read(callee: string): ActionKind | undefined {
  const parts = callee.replace(/\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|[?!]/g, '').match(/[A-Za-z_$][\w$]*/g);
  if (!parts) return undefined;
  const words = splitWords(parts[parts.length - 1]);
  const method = words.join('');
  const always = METHODS.get(method);
  if (always) return always;
  if (parts.length === 1) return undefined;
  const receiver = parts[parts.length - 2];
  const around = parts.slice(0, -1).flatMap(splitWords).map(singular);
  const near = splitWords(receiver).map(singular);
  if (words[0] === 'send' && around.some((w) => SENDERS.has(w))) return 'send-message';
  if (words[0] === 'create' && around.some((w) => MONEY.has(w) || MONEY.has(`${w}s`))) return 'move-money';
  if ((words[0] === 'compare' || words[0] === 'verify' || words[0] === 'matches') && near.some((w) => CHECKERS.has(w)))
    return 'check-secret';
  if (words.some((w) => MAKES_NONE.has(w))) return undefined;
  // `Variables.createVariables()` makes one, `dbOrder.setState(state)` sets a field of a record.
  if (words.slice(1).join('') === receiver.toLowerCase() || (words[0] === 'set' && words.length > 1 && near.length > 1)) return undefined;
  // What maps objects to texts keeps none of them.
  if (near[near.length - 1] === 'mapper' && near.some((w) => TEXTS.has(w))) return undefined;
  const isModel = parts.length === 2 && /^[A-Z][a-z]/.test(receiver) && !NO_STORE.has(receiver.toLowerCase());
  // `load_from_db_fields` is a list of names, `user_db` and `dbSession` are where records are kept.
  const isNear = near.length > 2 ? STORES.has(near[near.length - 1]) : near.some((w) => STORES.has(w));
  const isStore = isNear || around.includes('prisma') || parts.includes('objects') || isModel;
  const first = AT_STORES.get(words[0]);
  if (isStore && first)
    return isModel && words.length === 1 && (method === 'set' || method === 'get' || method === 'add' || method === 'write')
      ? undefined
      : first;
  // A record that is asked to keep itself.
  return method === 'save' &&
    parts.length === 2 &&
    /^[a-z]/.test(receiver) &&
    !/^(?:ctx|context|canvas|image|img|fig|figure|workbook|pdf|doc|file)$/.test(receiver)
    ? 'write-data'
    : undefined;
}

function ofSink(kind: SinkKind, callee: string, statement: string | undefined): ActionKind | undefined {
  switch (kind) {
    case 'sql-text':
      return statement !== undefined &&
        /^\s*(?:insert|update|delete|replace|merge|create|drop|alter|truncate|grant|call)\b/i.test(statement)
        ? 'write-data'
        : 'read-data';
    case 'nosql-filter':
    case 'nosql-code':
      return /insert|update|delete|remove|replace|save|create|write|modify|increment|push/i.test(callee.slice(callee.lastIndexOf('.') + 1))
        ? 'write-data'
        : 'read-data';
    case 'shell-command':
    case 'program-name':
      return 'run-command';
    case 'file-path': {
      const method = callee.slice(callee.lastIndexOf('.') + 1);
      if (/read|get|exists|stat\b|send|load/i.test(method) && !/write|append|copy/i.test(method)) return 'read-file';
      return /write|append|unlink|remove|delete|rename|move|copy|create|mkdir|rmdir|^rm\b|^rmSync|save|chmod|store/i.test(method)
        ? 'write-file'
        : 'read-file';
    }
    case 'request-url':
    case 'request-host':
      return 'call-out';
    default:
      return undefined;
  }
}

const OF_CLIENT =
  /(?<![A-Za-z])(?:current_?(?:user|account|customer|member|tenant|org\w*|admin)\w*|principal\w*|\w*authentication\w*|\w*owner\w*|owned\w*|\w*tenant\w*|\w*user_?ids?|uid|\w*claims|sessions?|viewer|actor|whoami|me|mine|identity|signed_?in\w*|logged_?in\w*|subject|author_?id|created_?by\w*|org_?id|organi[sz]ation_?id|team_?id|workspace_?id|project_?id|customer_?id|belongs\w*|can|ability|permission\w*|policy|policies|authori[sz]\w*|is_?admin|has_?role\w*|membership\w*)(?![A-Za-z])|(?:\.|\bget\(['"]|locals\.|state\.)(?:user|auth|account|customer|member|userid|uid|sub)\b/i;

const OF_SENDER =
  /signature|hmac|\bverif|x-[\w-]*(?:token|sign|secret|hook)|channel.?token|constructEvent|shared.?secret|webhook.?(?:secret|key|token)|timing.?safe|compare_?digest/i;

function speaksOfSender(code: string): boolean {
  return OF_SENDER.test(code);
}

function speaksOfClient(code: string): boolean {
  return OF_CLIENT.test(code);
}

const OF_BODY =
  /\b(?:req|request|ctx|context|c|event|r)\??\.(?:request\??\.)?(?:body|json\(\)|get_json\(|json\b|form\b|data\b|POST\b|payload\b|Body\b)|\b(?:Should)?Bind\w*\(|\.BodyParser\(|@(?:Body|RequestBody)\b|\bbody\s*[),:]/;

const VALIDATES =
  /\bvalidat\w*\s*[.(]|\.validat\w*\(|\bvalid(?:ate|ator)\w*\.|\w*[sS]chema\w*\s*[.(]|\.(?:safeParse|parseAsync|safeParseAsync|parse_obj|model_validate)\(|\b(?!JSON\b|Date\b|qs\b|path\b|url\b)[A-Z]\w*\.parse\(|\bis_valid\b|\bassert\w*\(|\bmatchedData\(|\bGovalidator|\bconforms/;
const TESTS =
  /\btypeof\b|\binstanceof\b|\bisinstance\(|\bNumber\.is|\bparse(?:Int|Float)\(|\bArray\.isArray|\bcheck\w*\(|\bsanitiz|\bis[A-Z]\w*\(|\bif\s*\(?\s*(?:!|not\b|len\()|\.length\s*[<>=!]|[<>]=?\s*-?\d/;

function speaksOfBody(code: string): boolean {
  return OF_BODY.test(code);
}

function speaksOfShape(code: string): 'validates' | 'tests' | undefined {
  return VALIDATES.test(code) ? 'validates' : TESTS.test(code) ? 'tests' : undefined;
}

const KEEPERS = set(
  'find get all query db database pool client conn connection session em manager entity tx trx knex prisma this self repo repository dao store storage model models collection objects table mapper orm store jdbc template ctx context await return service',
);

function entityOf(callee: string, statement: string | undefined): string | undefined {
  const table =
    statement === undefined
      ? undefined
      : /\b(?:from|into|update|join|table)\s+["'`[]?(?:\w+\.)?["'`[]?([A-Za-z_]\w*)/i.exec(statement)?.[1];
  if (table !== undefined) return normal(table);
  const parts = callee.replace(/\((?:[^()]|\([^()]*\))*\)|[?!]/g, '').match(/[A-Za-z_$][\w$]*/g) ?? [];
  for (const part of parts.slice(0, -1).reverse()) {
    const words = splitWords(part).filter((w) => !KEEPERS.has(w));
    if (words.length > 0 && words.join('').length > 1) return normal(words.join('_'));
  }
  return undefined;
}

/** The same for a table, a class and a variable: `order_item` for `OrderItems`. */
function normal(name: string): string {
  const words = splitWords(name);
  return [...words.slice(0, -1), singular(words[words.length - 1] ?? '')].join('_');
}

export const actionWords: ActionNames = {
  byName,
  ofSink,
  speaksOfClient,
  speaksOfSender,
  carrierIn,
  speaksOfForgery,
  speaksOfBody,
  speaksOfShape,
  speaksOfHeaders,
  entityOf,
};
