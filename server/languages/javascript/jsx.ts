/** JSX: an element is a call of its type with its attributes and children; `jsx("div", {…})` for a built-in one. */
import type { At, Property, Reg } from '../../ir/types';
import type { Context } from './context';
import type { ExpressionHandler } from './tables';

export const JSX: Readonly<Record<string, ExpressionHandler>> = {
  jsx_element(c, n) {
    const open = c.child(n, c.fields.open_tag);
    return open < 0 ? c.mixOfParts(n) : element(c, n, open);
  },
  jsx_self_closing_element: (c, n) => element(c, n, n),
  jsx_expression(c, n) {
    const value = c.firstPart(n);
    return value < 0 ? c.mixOfParts(n) : c.expression(value);
  },
  jsx_text: (c, n) => c.b.constant(c.at(n), c.tree.textOf(n)),
  html_character_reference: (c, n) => c.b.constant(c.at(n), decodeReference(c.name(n))),
  // These stand alone only in damaged text.
  jsx_opening_element: (c, n) => element(c, n, n),
  jsx_closing_element: (c, n) => c.b.constant(c.at(n), undefined),
  jsx_attribute: (c, n) => c.mixOfParts(n),
  jsx_namespace_name: (c, n) => c.b.constant(c.at(n), c.tree.textOf(n)),
};

function element(c: Context, n: number, open: number): Reg {
  const at = c.at(n);
  const nameNode = c.child(open, c.fields.name);
  const type = typeValue(c, open, nameNode);
  const props = attributes(c, open);
  if (n !== open) {
    const children = childrenOf(c, n, open);
    if (children.length > 0) {
      const span: At = { start: c.tree.end(open), end: at.end };
      props.push({ key: 'children', value: c.b.array(span, children) });
    }
  }
  const object = c.b.object(c.at(open), props);
  if (!type.builtIn) return c.b.call(at, type.value, [{ value: object }], type.receiver);
  const callee = c.b.global(nameNode < 0 ? c.at(open) : c.at(nameNode), 'jsx');
  return c.b.call(at, callee, [{ value: type.value }, { value: object }]);
}

/** The component, or the name of a built-in element (`''` for a fragment). */
function typeValue(c: Context, open: number, n: number): { readonly value: Reg; readonly receiver: Reg; readonly builtIn: boolean } {
  if (n < 0) return { value: c.b.constant(c.at(open), ''), receiver: -1, builtIn: true };
  const type = c.type(n);
  if (type === 'member_expression') {
    const object = c.child(n, c.fields.object);
    const property = c.child(n, c.fields.property);
    if (object >= 0 && property >= 0) {
      const receiver = c.expression(object);
      return { value: c.b.field(c.at(n), receiver, c.name(property)), receiver, builtIn: false };
    }
  }
  const name = c.name(n);
  const first = name.charCodeAt(0);
  // A built-in element starts with a small letter or has a dash or a colon in it.
  const builtIn = type !== 'identifier' || (first >= 97 && first <= 122) || name.includes('-');
  if (builtIn) return { value: c.b.constant(c.at(n), name), receiver: -1, builtIn };
  return { value: c.expression(n), receiver: -1, builtIn };
}

function attributes(c: Context, open: number): Property[] {
  const props: Property[] = [];
  const end = c.next(open);
  for (let i = open + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    const type = c.type(i);
    if (type === 'jsx_expression') props.push({ value: c.expression(i) });
    else if (type === 'jsx_attribute') attribute(c, i, props);
    else if (type === 'ERROR') c.statement(i);
  }
  return props;
}

function attribute(c: Context, n: number, props: Property[]): void {
  const key = c.firstPart(n);
  if (key < 0) return;
  const value = c.firstPart(n, c.next(key));
  let reg: Reg;
  // An attribute without a value is true.
  if (value < 0) reg = c.b.constant(c.at(key), true);
  else if (c.type(value) === 'string') reg = c.b.constant(c.at(value), attributeText(c, value));
  else reg = c.expression(value);
  props.push({ key: c.tree.textOf(key), value: reg, keyAt: c.at(key) });
}

/** JSX strings know no backslash escapes, only character references. */
function attributeText(c: Context, n: number): string {
  const raw = c.text.slice(c.tree.start(n) + 1, Math.max(c.tree.start(n) + 1, c.tree.end(n) - 1));
  return raw.includes('&') ? raw.replace(/&#?\w{1,30};/g, decodeReference) : raw;
}

function childrenOf(c: Context, n: number, open: number): { value: Reg; spread?: boolean }[] {
  const items: { value: Reg; spread?: boolean }[] = [];
  const end = c.next(n);
  for (let i = c.next(open); i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    const type = c.type(i);
    if (type === 'jsx_closing_element' || c.isSilent(i)) continue;
    if (type === 'ERROR') c.statement(i);
    else if (type === 'jsx_text') {
      if (!isBlank(c.text, c.tree.start(i), c.tree.end(i))) items.push({ value: c.expression(i) });
    } else if (type === 'jsx_expression') {
      // `{}` and `{/* comment */}` give nothing.
      const value = c.firstPart(i);
      if (value < 0) continue;
      if (c.type(value) === 'spread_element') items.push({ value: c.expression(value), spread: true });
      else items.push({ value: c.expression(value) });
    } else items.push({ value: c.expression(i) });
  }
  return items;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** `&amp;`, `&#60;`, `&#x3c;`; a name not known here stays as written. */
function decodeReference(text: string): string {
  const body = text.slice(1, -1);
  if (body[0] !== '#') return Object.hasOwn(REFERENCES, body) ? REFERENCES[body] : text;
  const code = body[1] === 'x' || body[1] === 'X' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : text;
}
