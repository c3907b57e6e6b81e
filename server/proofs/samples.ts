/** Values that a request may plausibly have: for parameters of paths, by what the handler makes of them, and for fields of bodies. */
import type { DeclaredPart, RouteEntry, RouteType } from '../base/route';
import { ENDLESS, RECORD, type Sample } from './proof';

const OBJECT_ID = '64b7f0c2a1d3e4f5a6b7c8d9';
const UUID = '3f2b8c1e-5d4a-4c7b-9e6f-1a2b3c4d5e6f';

/** `:id`, `{id}`, `{id:int}`, `<int:id>`, `[id]`, `*rest`; what follows the name are patterns and marks. */
const PARAMETER = /^(?::([\w-]+)|\{(?:\*|\.\.\.)?([\w-]+)|<(?:\w+:)?([\w-]+)|\[(?:\.\.\.)?([\w-]+)|\*(\w*))/;

/** What would end the text of a test that it is written into, in one of the languages. */
const ENDS_TEXTS = /['"`\r\n\u2028\u2029]|\$\{|\\$/;
/** Names of fields that may be written as they are. */
const PLAIN = /^[\w$-]+$/;

/** Undefined where the path is not known as a whole, or is none to be written into code. */
export function samplePath(route: RouteEntry, handler: string, ofRecord: boolean): string | undefined {
  if (!route.path.startsWith('/') || /[…?]/.test(route.path.replace(/:\w+\?/g, ''))) return undefined;
  if (ENDS_TEXTS.test(route.path)) return undefined;
  const segments = route.path.split('/');
  const names = segments.map((segment) => nameIn(segment));
  const record = ofRecord ? recordAt(names) : -1;
  return segments
    .map((s, i) => (names[i] === undefined ? s : i === record ? RECORD : sampleFor(s, names[i] ?? '', route, handler)))
    .join('/');
}

function nameIn(segment: string): string | undefined {
  const found = PARAMETER.exec(segment);
  return found ? (found.slice(1).find((name) => name !== undefined) ?? '') : undefined;
}

/** The record is named by the first id, else by the last parameter. */
function recordAt(names: readonly (string | undefined)[]): number {
  const id = names.findIndex((name) => name !== undefined && /(?:^|_|[a-z])(?:id|pk)$/i.test(name));
  return id >= 0 ? id : names.findLastIndex((name) => name !== undefined);
}

function sampleFor(segment: string, name: string, { head }: RouteEntry, handler: string): string {
  const type = head?.parameters.find((p) => p.name.toLowerCase() === name.toLowerCase())?.type ?? '';
  if (/uuid|guid/i.test(segment) || /\bUUID\b/i.test(type) || /\buuid\b|isUUID|validateUuid|ParseUUIDPipe/i.test(handler)) return UUID;
  if (/ObjectId/i.test(type) || /ObjectId/i.test(handler)) return OBJECT_ID;
  if (/year/i.test(name)) return '2024';
  if (/int|long|number|\\d/i.test(segment) || /\b(?:u?int\d*|long|number|integer|short)\b/i.test(type)) return '1';
  if (/(?:^|_|[a-z])(?:id|pk|no|number)$/i.test(name)) return '1';
  if (/mail/i.test(name)) return 'somebody@example.com';
  return 'sample';
}

/** What the handler reads of a body: by the types that are filled with it, else by the names that its code reads. */
export function sampleBody(route: RouteEntry, types: readonly RouteType[], handler: string): Sample {
  const declared = declaredFields(route, types);
  if (declared.length > 0) return Object.fromEntries(declared.map((field) => [wireName(field), sampleOf(field.name, field.type)]));
  const names = namesRead(handler);
  return Object.fromEntries(names.map(({ name, type }) => [name, sampleOf(name, type)]));
}

/** Bodies that nobody has a use for: one with nothing in it, and one with texts and numbers that are as it expects, but past all bounds. */
export function uselessBodies(route: RouteEntry, types: readonly RouteType[], handler: string): readonly Sample[] {
  const declared = declaredFields(route, types);
  const fields = declared.length > 0 ? declared.map((field) => ({ name: wireName(field), type: field.type })) : namesRead(handler);
  const absurd = fields.flatMap(({ name, type }): readonly (readonly [string, Sample])[] => {
    if (type === '' || /^(?:java\.lang\.)?(?:str|string)$/i.test(type)) return [[name, ENDLESS]];
    return /^(?:int(?:32|64)?|long|integer|number|float(?:32|64)?|double|BigDecimal|Decimal)$/i.test(type) ? [[name, -1]] : [];
  });
  return absurd.length === 0 ? [{}] : [{}, Object.fromEntries(absurd)];
}

function declaredFields(route: RouteEntry, types: readonly RouteType[]): readonly DeclaredPart[] {
  const filled = route.bodies.filter(({ does }) => does === 'fill').flatMap(({ of }) => of);
  const known = filled.map(({ file, name }) => types.find((t) => t.file === file && t.name === name));
  const body = (marks: readonly string[]): boolean => marks.some((mark) => /\b(?:RequestBody|Body|ModelAttribute)\b/.test(mark));
  const others = (route.head?.parameters ?? []).filter(({ marks }) => !marks.some((mark) => NOT_BODY.test(mark)));
  const parameters = [...others.filter(({ marks }) => body(marks)), ...others.filter(({ marks }) => !body(marks))].flatMap(({ type }) => {
    const name = /\b[A-Z]\w*/.exec(type)?.[0];
    const same = types.filter((t) => t.name === name);
    return same.length === 1 ? same : [];
  });
  return [...known, ...parameters].find((t) => t !== undefined && t.fields.length > 0)?.fields.filter(({ name }) => PLAIN.test(name)) ?? [];
}

/** What a parameter is that comes from elsewhere. */
const NOT_BODY = /\b(?:AuthenticationPrincipal|CurrentUser|Depends|PathVariable|RequestParam|RequestHeader|Param|Query|Headers?|Cookie)\b/;

/** The name that goes over the wire, where a tag or a decorator says so. */
function wireName({ name, marks }: DeclaredPart): string {
  for (const mark of marks) {
    const found = /\bjson:"([\w-]+)/.exec(mark) ?? /@JsonProperty\(\s*"([\w-]+)"/.exec(mark) ?? /\balias\s*=\s*["']([\w-]+)["']/.exec(mark);
    if (found) return found[1];
  }
  return name;
}

interface NameRead {
  readonly name: string;
  readonly type: string;
}

function namesRead(handler: string): readonly NameRead[] {
  const out = new Map<string, NameRead>();
  const add = (name: string, type = ''): void => void (out.has(name) || out.set(name, { name, type }));
  for (const [, list] of handler.matchAll(/\{([^{}]*)\}\s*(?::[^=;]*)?=\s*(?:await\s+)?[\w.]*\b(?:body|json\(\))/g))
    for (const part of list.split(',')) {
      const name = /^\s*(\w+)/.exec(part)?.[1];
      if (name !== undefined) add(name);
    }
  for (const [, name] of handler.matchAll(/\bbody\??\.(\w+)/g)) if (!/^(?:toString|length|pipe|slice|map|trim)$/.test(name)) add(name);
  for (const [, name] of handler.matchAll(
    /\b(?:request\.json|request\.form|request\.POST|request\.data|data|payload|body)(?:\.get\(|\[)\s*["'](\w+)["']/g,
  ))
    add(name);
  for (const [, type, name] of handler.matchAll(/\s([\w.*[\]]+)\s+`[^`]*json:"(\w+)/g)) add(name, type);
  return [...out.values()].slice(0, MOST_FIELDS);
}
const MOST_FIELDS = 12;

function sampleOf(name: string, type: string): Sample {
  if (/\b(?:bool|boolean)\b/i.test(type)) return true;
  if (/^(?:list|set|array|collection|\[\])|\[\]$/i.test(type)) return [];
  if (/\b(?:u?int\d*|float\d*|double|long|number|integer|short|decimal|bigdecimal)\b/i.test(type)) return 1;
  if (/uuid/i.test(type)) return UUID;
  if (/mail/i.test(name)) return 'somebody@example.com';
  if (/password|passphrase|pwd/i.test(name)) return 'a wrong sample';
  if (type === '' && /^(?:amount|total|quantity|count|price|rating|number|age|year)$|(?:^|_|[a-z])id$/i.test(name)) return 1;
  return 'sample';
}
