/** Declared types, as far as they name one class. */
import type { TypeRef } from '../../ir/types';
import type { Context } from './context';
import { stringValue } from './strings';

/** Generic types that stand for what they hold. */
const TRANSPARENT = new Set(
  `Optional Annotated Final ClassVar Awaitable Coroutine Generator AsyncGenerator Iterator AsyncIterator Iterable AsyncIterable Required
  NotRequired ReadOnly ContextManager AsyncContextManager Mapped InitVar`.split(/\s+/),
);
/** Types of many values, or of nothing in particular. */
const OPAQUE = new Set(
  'list List dict Dict set Set frozenset FrozenSet tuple Tuple Sequence Mapping MutableMapping Callable Type type Any object'.split(' '),
);
/** Types inside types looked through. */
const LIMIT = 20;

/** The type that an annotation names, or undefined when it is not one nominal type. */
export function typeOf(c: Context, n: number): TypeRef | undefined {
  let type = n;
  for (let i = 0; i < LIMIT && type >= 0; i++) {
    switch (c.type(type)) {
      case 'type':
      case 'parenthesized_expression':
      case 'type_parameter':
        type = c.firstPart(type);
        break;
      case 'union_type':
      case 'binary_operator':
        type = onlyMember(c, members(c, type));
        break;
      case 'generic_type':
      case 'subscript': {
        const base = c.firstPart(type);
        if (base < 0) return undefined;
        const name = lastName(c, base);
        if (OPAQUE.has(name)) return undefined;
        if (!TRANSPARENT.has(name) && name !== 'Union') return named(c, base);
        const args = argumentsOf(c, type, base);
        type = name === 'Union' ? onlyMember(c, args) : name === 'Coroutine' ? (args[2] ?? -1) : (args[0] ?? -1);
        break;
      }
      case 'string':
        return forward(c, stringValue(c, type));
      case 'identifier':
      case 'attribute':
      case 'member_type':
        return named(c, type);
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The declared result of a function, where it names something imported or a class. */
export function resultType(c: Context, n: number): TypeRef | undefined {
  const node = c.child(n, c.fields.return_type);
  const type = node < 0 ? undefined : typeOf(c, node);
  return type?.from === 'name' ? undefined : type;
}

/** Calls among the words that `Annotated[Type, …]` adds to a type. */
export function annotations(c: Context, n: number): number[] {
  const inner = c.type(n) === 'type' ? c.firstPart(n) : n;
  if (inner < 0) return [];
  if (c.type(inner) === 'identifier') {
    const meaning = c.meaningOf(c.name(inner));
    if (meaning?.is !== 'alias' || c.aliasDepth >= LIMIT) return [];
    c.aliasDepth++;
    const found = annotations(c, meaning.node);
    c.aliasDepth--;
    return found;
  }
  if (c.type(inner) !== 'generic_type' && c.type(inner) !== 'subscript') return [];
  const base = c.firstPart(inner);
  if (base < 0 || lastName(c, base) !== 'Annotated') return [];
  return argumentsOf(c, inner, base)
    .slice(1)
    .map((arg) => (c.type(arg) === 'type' ? c.firstPart(arg) : arg))
    .filter((arg) => arg >= 0 && c.type(arg) === 'call');
}

function argumentsOf(c: Context, n: number, base: number): number[] {
  const list = c.parts(n).filter((part) => part > base);
  const args = list.length === 1 && c.type(list[0]) === 'type_parameter' ? c.parts(list[0]) : list;
  return args.flatMap((arg) => (c.type(arg) === 'tuple' ? c.parts(arg) : [arg]));
}

function lastName(c: Context, n: number): string {
  const text = c.name(n);
  return text.slice(text.lastIndexOf('.') + 1).trim();
}

/** The members of `A | B | C`, in either form. */
function members(c: Context, n: number): number[] {
  const out: number[] = [];
  const open = [n];
  for (let next = open.pop(); next !== undefined && out.length < 50; next = open.pop()) {
    const type = c.type(next);
    if (type === 'union_type' || type === 'binary_operator') open.push(...c.parts(next).reverse());
    else if (type === 'type') {
      const inner = c.firstPart(next);
      if (inner >= 0) open.push(inner);
    } else out.push(next);
  }
  return out;
}

/** The one member that is not `None`; -1 when there are several. */
function onlyMember(c: Context, all: readonly number[]): number {
  const some = all.filter((m) => !isNone(c, m));
  return some.length === 1 ? some[0] : -1;
}

function isNone(c: Context, n: number): boolean {
  return c.type(n) === 'none' || c.name(n) === 'None';
}

function named(c: Context, n: number): TypeRef | undefined {
  const text = c.name(n);
  return text.length > 200 ? undefined : ofName(c, text.replaceAll(/\s/g, ''));
}

/** A type written as text, before what it names is known: `'User'`, `'User | None'`. */
function forward(c: Context, text: string): TypeRef | undefined {
  const match = /^\s*(?:Optional\[)?\s*([A-Za-z_][\w.]*)\s*\]?\s*(?:\|\s*None\s*)?$/.exec(text.slice(0, 200));
  return match === null ? undefined : ofName(c, match[1]);
}

function ofName(c: Context, text: string): TypeRef | undefined {
  const dot = text.indexOf('.');
  const root = dot < 0 ? text : text.slice(0, dot);
  const rest = dot < 0 ? '' : text.slice(dot + 1);
  const meaning = c.meaningOf(root);
  if (meaning?.is === 'alias' && rest === '') {
    // Aliases may run in circles.
    if (c.aliasDepth >= LIMIT) return undefined;
    c.aliasDepth++;
    const ref = typeOf(c, meaning.node);
    c.aliasDepth--;
    return ref;
  }
  if (meaning?.is === 'class' && rest === '') return { from: 'class', index: meaning.index };
  if (meaning?.is !== 'import') return { from: 'name', name: text };
  if (meaning.name !== '*') return { from: 'import', module: meaning.module, name: rest === '' ? meaning.name : `${meaning.name}.${rest}` };
  // `import a.b` and then `a.b.C`: the module is all but the last name.
  const last = rest.lastIndexOf('.');
  if (rest === '') return undefined;
  return { from: 'import', module: last < 0 ? meaning.module : `${meaning.module}.${rest.slice(0, last)}`, name: rest.slice(last + 1) };
}
