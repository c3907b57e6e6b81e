/** What a call says of a cookie's attributes, whatever way its library has of saying it. */
import type { CallView, ValueView } from '../rule';

export interface Attribute {
  /** `absent`: nobody has set it; `none`: SameSite is switched off; `unknown`: it may be there. */
  readonly is: 'on' | 'off' | 'absent' | 'none' | 'unknown';
  /** The value that switches it off. */
  readonly off?: ValueView;
}

export interface CookieView {
  readonly Secure: Attribute;
  readonly HttpOnly: Attribute;
  readonly SameSite: Attribute;
}

/** Names of attributes among options, as libraries spell them. */
const SPELLINGS = {
  secure: ['secure', 'isSecure', 'https_only'],
  httpOnly: ['httpOnly', 'httponly', 'isHttpOnly'],
  sameSite: ['sameSite', 'samesite', 'same_site', 'isSameSite'],
} as const;
type Role = keyof typeof SPELLINGS;

export function attributesOf(call: CallView): CookieView {
  return { Secure: attribute(call, 'secure'), HttpOnly: attribute(call, 'httpOnly'), SameSite: attribute(call, 'sameSite') };
}

function attribute(call: CallView, role: Role): Attribute {
  const direct = call.role(role);
  if (direct) return stateOf(call, role, direct);
  const options = call.role('options');
  if (options) {
    const set = SPELLINGS[role].map((name) => options.field(name)).find((value) => value !== undefined);
    if (set) return stateOf(call, role, set);
    // Whatever else may be there, some of it is written in full: `{ ...defaults, httpOnly: true }` leaves the rest open.
    return options.complete ? unset(call, role) : { is: 'unknown' };
  }
  const holder = call.role('holder');
  return call.open || (holder && !holder.complete) ? { is: 'unknown' } : unset(call, role);
}

function stateOf(call: CallView, role: Role, value: ValueView): Attribute {
  const { constants } = value;
  if (!constants || constants.length === 0) return { is: 'unknown' };
  if (constants.every((c) => c === undefined)) return unset(call, role);
  if (role === 'sameSite') {
    if (constants.every((c) => c === false || c === null || c === undefined || c === '')) return { is: 'absent' };
    return { is: constants.every((c) => typeof c === 'string' && c.toLowerCase() === 'none') ? 'none' : 'on' };
  }
  return constants.every((c) => c === false || c === null || c === undefined || c === 0) ? { is: 'off', off: value } : { is: 'on' };
}

function unset(call: CallView, role: Role): Attribute {
  const otherwise = call.defaults[role];
  return { is: otherwise === undefined || otherwise === false ? 'absent' : 'on' };
}

// --- as text

const MAX_COOKIES = 8;

/** Cookies that a header's text sets: `session=…; HttpOnly; Path=/`. What is put in between must not be where attributes stand. */
export function headerCookies(call: CallView): readonly (CookieView & { readonly name: string })[] {
  const value = call.role('value');
  if (!value) return [];
  const texts = value.elements.length > 0 ? value.elements : [value];
  return texts.slice(0, MAX_COOKIES).flatMap(({ pieces }) => {
    const cookie = pieces === undefined ? undefined : parsed(pieces);
    return cookie ? [cookie] : [];
  });
}

function parsed(pieces: string): (CookieView & { readonly name: string }) | undefined {
  const [first, ...rest] = pieces.split(';').map((part) => part.trim());
  const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(first) ?? [];
  if (name === undefined || value === '' || value === 'deleted') return undefined;
  // What stands behind a cookie's value without a semicolon may bring attributes of its own.
  if (rest.length === 0 && value.endsWith('\0')) return undefined;
  const attributes = rest.map((part) => part.toLowerCase());
  if (attributes.some((a) => a.includes('\0') && !/^[a-z-]+=\0$/.test(a))) return undefined;
  if (attributes.some((a) => /^max-age=(?:0|-\d+)$|^expires=.*\b1970\b/.test(a))) return undefined;
  const has = (attribute: string): Attribute => ({ is: attributes.includes(attribute) ? 'on' : 'absent' });
  const sameSite = attributes.find((a) => a.startsWith('samesite='));
  return {
    name,
    Secure: has('secure'),
    HttpOnly: has('httponly'),
    SameSite: { is: sameSite === undefined ? 'absent' : sameSite === 'samesite=none' ? 'none' : 'on' },
  };
}
