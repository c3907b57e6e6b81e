/** Classes: parents, methods, attributes, and constructors of those that only list their fields. */
import type { ClassMember, Reg, TypeRef, Var } from '../../ir/types';
import type { Context } from './context';
import { decorator, define, lowerFunction } from './functions';
import { declareBound } from './scopes';
import type { StatementHandler } from './tables';
import { typeOf } from './types';

export const CLASSES: Readonly<Record<string, StatementHandler>> = {
  class_definition: (c, n) => defineClass(c, n, []),
  decorated_definition(c, n) {
    const definition = c.child(n, c.fields.definition);
    const decorators = c.parts(n).filter((part) => c.type(part) === 'decorator');
    if (definition < 0) for (const d of decorators) decorator(c, d);
    else if (c.type(definition) === 'class_definition') defineClass(c, definition, decorators);
    else define(c, definition, decorators);
  },
};

interface Body {
  readonly index: number;
  readonly members: ClassMember[];
  /** Fields that are declared with a type, in order. */
  readonly declared: Field[];
}
interface Field {
  readonly name: string;
  readonly node: number;
  readonly type: TypeRef | undefined;
  /** Variable that holds its value for those who give none, or -1. */
  readonly fallback: Var;
}

function defineClass(c: Context, n: number, decorators: readonly number[]): void {
  const nameNode = c.child(n, c.fields.name);
  const name = nameNode < 0 ? '' : c.name(nameNode);
  const at = c.at(n);
  const variable = nameNode < 0 ? -1 : c.ownVariable(name);
  const meaning = variable < 0 ? undefined : c.fn.meanings[variable];
  const index = meaning?.is === 'class' && c.classes[meaning.index] === undefined ? meaning.index : c.reserveClass();
  if (variable >= 0) c.fn.meanings[variable] ??= { is: 'class', index };
  const superclasses = c.child(n, c.fields.superclasses);
  const parents = superclasses < 0 ? [] : parentsOf(c, superclasses);
  const regs = decorators.map((d) => decorator(c, d));
  const made: Body = { index, members: [], declared: [] };
  const body = c.child(n, c.fields.body);
  if (body >= 0) c.deeper(n, () => c.inScope(true, () => lowerBody(c, body, made)));
  const hasConstructor = made.members.some((m) => m.kind === 'constructor');
  if (!hasConstructor && made.declared.length > 0 && (parents.length > 0 || decorators.length > 0)) synthesise(c, n, made);
  c.classes[index] = { index, name, at, owner: c.b.index, members: made.members };
  const parent = parents.length === 0 ? -1 : parents.length === 1 ? parents[0] : c.b.mix(at, parents);
  const value = c.b.class(at, index, parent, regs);
  if (nameNode >= 0 && !c.tree.isMissing(nameNode)) c.write(name, at, value);
  // What is told something is handed the class; what it gives back is taken to be that.
  for (let i = decorators.length - 1; i >= 0; i--) {
    const told = c.firstPart(decorators[i]);
    if (told >= 0 && c.type(told) === 'call') c.b.call(c.at(decorators[i]), regs[i], [{ value }]);
  }
}

/** The classes above; keyword arguments such as `metaclass=` are evaluated and are none. */
function parentsOf(c: Context, n: number): Reg[] {
  const out: Reg[] = [];
  for (const part of c.parts(n)) {
    const type = c.type(part);
    if (type === 'keyword_argument') c.expression(part);
    // `Generic[T]`: what stands in brackets is only a type.
    else if (type === 'subscript') {
      const base = c.child(part, c.fields.value);
      if (base >= 0) out.push(c.expression(base));
    } else out.push(c.expression(part));
  }
  return out;
}

function lowerBody(c: Context, body: number, made: Body): void {
  declareBound(c, body, c.scope);
  for (const statement of c.parts(body)) memberOrStatement(c, statement, made);
  // Damaged parts run like the rest.
  const end = c.next(body);
  for (let i = body + 1; i < end; i = c.next(i)) if (c.isError(i)) c.statement(i);
}

function memberOrStatement(c: Context, n: number, made: Body): void {
  switch (c.type(n)) {
    case 'function_definition':
      method(c, n, [], made);
      return;
    case 'decorated_definition': {
      const definition = c.child(n, c.fields.definition);
      const decorators = c.parts(n).filter((part) => c.type(part) === 'decorator');
      if (definition >= 0 && c.type(definition) === 'function_definition') method(c, definition, decorators, made);
      else c.statement(n);
      break;
    }
    case 'expression_statement': {
      c.statement(n);
      const inner = c.firstPart(n);
      if (inner >= 0 && c.type(inner) === 'assignment') attributes(c, inner, made);
      return;
    }
    case 'class_definition':
      c.statement(n);
      break;
    // A method may depend on a condition: `if TYPE_CHECKING:`, `if sys.version_info …`.
    case 'if_statement':
    case 'try_statement': {
      const block = c.child(n, c.fields.consequence) >= 0 ? c.child(n, c.fields.consequence) : c.child(n, c.fields.body);
      if (block >= 0) for (const inner of c.parts(block)) memberOrStatement(c, inner, made);
      return;
    }
    default:
      c.statement(n);
  }
}

function method(c: Context, n: number, decorators: readonly number[], made: Body): void {
  const nameNode = c.child(n, c.fields.name);
  const name = nameNode < 0 ? '' : c.name(nameNode);
  const words = decorators.map((d) => decoratorName(c, d));
  const regs = decorators.map((d) => decorator(c, d));
  const isStatic = words.includes('staticmethod');
  const ofClass = words.includes('classmethod') || name === '__new__' || name === '__init_subclass__';
  const isGetter = words.some((word) => PROPERTIES.has(word));
  const isSetter = words.some((word) => word.endsWith('.setter') || word.endsWith('.deleter'));
  const isConstructor = name === '__init__' && !isStatic;
  const func = lowerFunction(c, n, { class: made.index, receiver: !isStatic });
  const kind = isConstructor ? 'constructor' : isSetter ? 'setter' : isGetter ? 'getter' : 'method';
  made.members.push({
    name,
    kind,
    ...(isStatic || ofClass ? { static: true } : {}),
    func,
    at: c.at(n),
    ...(regs.length > 0 ? { decorators: regs } : {}),
  });
  // A decorator that is called with the method, as one that registers it, gets it.
  let value = c.b.closure(c.at(n), func);
  for (let i = decorators.length - 1; i >= 0; i--) {
    if (OWN.has(words[i]) || words[i].endsWith('.setter') || words[i].endsWith('.deleter')) continue;
    value = c.b.call(c.at(decorators[i]), regs[i], [{ value }]);
  }
  if (nameNode >= 0) c.write(name, c.at(n), value);
}

const PROPERTIES = new Set([
  'property',
  'cached_property',
  'functools.cached_property',
  'hybrid_property',
  'abc.abstractproperty',
  'abstractproperty',
]);
const OWN = new Set([
  ...PROPERTIES,
  'staticmethod',
  'classmethod',
  'abstractmethod',
  'abc.abstractmethod',
  'override',
  'overload',
  'typing.overload',
]);

function decoratorName(c: Context, n: number): string {
  const value = c.firstPart(n);
  const type = value < 0 ? '' : c.type(value);
  return type === 'identifier' || type === 'attribute' ? c.tree.textOf(value).replaceAll(/\s/g, '') : '';
}

/** `name: Type = value` in a class: a field of it and of its objects. */
function attributes(c: Context, n: number, made: Body): void {
  const left = c.child(n, c.fields.left);
  if (left < 0 || c.type(left) !== 'identifier') return;
  const typeNode = c.child(n, c.fields.type);
  const right = c.child(n, c.fields.right);
  const type = typeNode < 0 ? undefined : typeOf(c, typeNode);
  const name = c.name(left);
  const at = c.at(n);
  const func = right < 0 ? -1 : initializer(c, right, name, left, made.index);
  const field = { name, kind: 'field', func, at, ...(type === undefined ? {} : { type }) } as const;
  made.members.push(field);
  if (func >= 0) made.members.push({ ...field, static: true });
  if (typeNode >= 0 && !/^ClassVar\b|\.ClassVar\b/.test(c.tree.textOf(typeNode)))
    made.declared.push({ name, node: left, type, fallback: right < 0 ? -1 : c.ownVariable(name) });
}

/** A function that returns what the class's own variable holds. */
function initializer(c: Context, value: number, name: string, key: number, index: number): number {
  const variable = c.ownVariable(name);
  const outer = c.enterFunction(c.reserveFunction(), name, c.at(value), c.at(key));
  // The class's names are not seen in functions, but this is none of the text's.
  c.scope = outer.scope;
  const at = c.at(value);
  c.b.return(at, variable < 0 ? c.b.constant(at, undefined) : c.read(name, at));
  return c.leaveFunction(outer, { class: index });
}

/** The constructor that a data class gets by listing its fields. */
function synthesise(c: Context, n: number, made: Body): void {
  const at = c.at(n);
  const nameNode = c.child(n, c.fields.name);
  const outer = c.enterFunction(c.reserveFunction(), '__init__', at, nameNode < 0 ? at : c.at(nameNode));
  const fields = made.declared.filter((f, i) => made.declared.findIndex((g) => g.name === f.name) === i);
  const params = fields.map(({ name, node, type, fallback }) => {
    const variable = c.declare(c.scope, name, c.at(node), type);
    c.fn.sets[variable]++;
    c.b.addParam({ var: variable });
    return { name, variable, fallback, at: c.at(node) };
  });
  for (const { name, variable, fallback, at: place } of params) {
    let value = c.b.get(place, variable);
    if (fallback >= 0) value = c.b.mix(place, [value, c.b.capture(place, c.b.addCapture(1, fallback))]);
    c.b.setField(place, c.b.this(place), name, value);
  }
  const func = c.leaveFunction(outer, { class: made.index });
  made.members.push({ name: '__init__', kind: 'constructor', func, at });
}
