/**
 * Which names speak of what the server has to know itself: who somebody is, what they may, what something costs. Words are whole
 * words of names; every answer is kept, since a program repeats its names.
 */
import type { ClaimNames } from '../engine/names';
import { singular, splitWords } from './words';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words run together: who may do something depends on these. */
const RIGHTS = set(
  'admin isadmin superadmin issuperadmin adminmode superuser issuperuser isstaff isroot ismoderator isowner isemployee isinternal isprivileged role userrole accountrole permission userpermission approved isapproved preapproved managerapproved authorized isauthorized authorised isauthorised authenticated isauthenticated loggedin isloggedin hasaccess haspermission ispremium ispaid bypassauth skipauth skippayment skipapproval',
);
/** Who somebody is: as a name of a field or a variable. */
const IDENTITY = set(
  'userid owner ownerid authorid creatorid accountid customerid memberid tenantid orgid organizationid organisationid companyid createdby currentuser currentuserid authenticateduser authuser principal',
);
/** What something costs. */
const MONEY = set(
  'total totalprice totalamount totalcost grandtotal ordertotal amountdue finalprice finalamount subtotal price unitprice itemprice saleprice discount discountamount discountpercent discountrate',
);
/** These say in which unit, or that it is a number. */
const UNITS = set('cent cents in minor usd eur gbp amount value number');

function wordsOf(name: string): string {
  return splitWords(name.replace(/^x[-_]/i, ''))
    .map(singular)
    .join('');
}

function isMoneyWord(name: string): boolean {
  const words = [...splitWords(name)];
  while (words.length > 1 && UNITS.has(words[words.length - 1]) && !MONEY.has(words.join(''))) words.pop();
  return MONEY.has(words.join(''));
}

const LINKS = set('url link href uri');
/** Whoever follows the link is believed. */
const SENT = set('reset verify verification verified confirm confirmation activate activation invite invitation magic passwordless');

/** The address in a message by which somebody shows who they are. */
function isSentLink(name: string): boolean {
  const words = splitWords(name);
  return LINKS.has(words[words.length - 1] ?? '') && words.some((w) => SENT.has(w));
}

/** Where a request comes from. */
const ADDRESSES = set(
  'ip clientip remoteip ipaddr ipaddress clientipaddress clientaddr clientaddress remoteaddr remoteaddress sourceip userip realip forwardedfor requestip',
);

type Meaning = 'rights' | 'identity' | 'money' | 'link' | 'address' | 'none';

const MAX_KEPT = 20_000;
const known = new Map<string, Meaning>();

/** What a name speaks of. */
export function claimOf(name: string): Meaning {
  const seen = known.get(name);
  if (seen !== undefined) return seen;
  if (known.size >= MAX_KEPT) known.clear();
  const found = read(name);
  known.set(name, found);
  return found;
}

function read(name: string): Meaning {
  if (name.length > 60) return 'none';
  const words = wordsOf(name);
  if (RIGHTS.has(words)) return 'rights';
  if (IDENTITY.has(words)) return 'identity';
  if (ADDRESSES.has(words)) return 'address';
  if (isSentLink(name)) return 'link';
  return isMoneyWord(name) ? 'money' : 'none';
}

const TELLS: ReadonlySet<Meaning> = new Set(['rights', 'identity', 'link'] as const);
const KNOWN: ReadonlySet<Meaning> = new Set(['rights', 'identity', 'link', 'money'] as const);

export const claimWords: ClaimNames = {
  decides: (name) => claimOf(name) === 'rights',
  decidesByPlace: (name) => claimOf(name) === 'address',
  tells: (name) => TELLS.has(claimOf(name)),
  isKnown: (name) => KNOWN.has(claimOf(name)),
  fieldOf(method) {
    const seen = setters.get(method);
    if (seen !== undefined) return seen === '' ? undefined : seen;
    if (setters.size >= MAX_KEPT) setters.clear();
    const field = /^set_?([A-Z]\w*)$/.exec(method)?.[1] ?? '';
    setters.set(method, field);
    return field === '' ? undefined : field;
  },
};
/** What methods set, by their names; `''` for nothing. */
const setters = new Map<string, string>();

/** Nobody sets these but the program. */
const KEPT_BY_PROGRAM = set('id uuid createdat updatedat deletedat balance credit paid verified isverified emailverified');

/** Clients have no business setting a field of that name: who may what, whose it is, what it costs. */
export function isOfServer(name: string): boolean {
  return KEPT_BY_PROGRAM.has(wordsOf(name)) || claimOf(name) !== 'none';
}
