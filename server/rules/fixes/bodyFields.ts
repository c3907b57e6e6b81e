/** Which fields of a request's body a JavaScript handler reads, and what it takes them for. */
import { type FieldShape, shapeByName } from '../../data/fieldShapes';
import type { FlatTree } from '../../syntax/flatTree';
import { calleeName, calleeOf, isReference, nodesIn, parameterNames } from './javascriptTree';

export interface BodyField {
  readonly name: string;
  readonly shape: FieldShape;
  /** Texts that are all it may be. */
  readonly oneOf?: readonly string[];
  readonly isOptional: boolean;
}

export interface BodyReads {
  readonly fields: readonly BodyField[];
  /** Expressions for the body, those that are around them and say only of which type it is among them. */
  readonly places: readonly number[];
}

/** Undefined where it cannot be told which fields are read. */
export function bodyReads(tree: FlatTree, handler: number, isBody: (n: number) => boolean): BodyReads | undefined {
  const reads = new Reads(tree, handler);
  for (const n of nodesIn(tree, tree.childNamed(handler, 'body'))) {
    if (!isBody(n) || reads.places.some((p) => p <= n && n < tree.next(p))) continue;
    const place = typed(tree, n);
    reads.places.push(place);
    reads.ofBody(place, cast(tree, place));
  }
  const fields = reads.all();
  return fields && reads.places.length > 0 ? { fields, places: reads.places } : undefined;
}

const TYPED = new Set(['as_expression', 'satisfies_expression', 'non_null_expression', 'parenthesized_expression']);

/** With the assertions around it, and the parentheses around these. */
function typed(tree: FlatTree, n: number): number {
  let at = n;
  for (let up = tree.parent(n); TYPED.has(tree.type(up)) && tree.namedChildren(up)[0] === at; up = tree.parent(up)) at = up;
  return at;
}

/** The name of the type that it is said to have. */
function cast(tree: FlatTree, place: number): string | undefined {
  const asserted = /\bas\s+(\w+)\s*\)*$/.exec(tree.textOf(place))?.[1];
  const holder = tree.parent(place);
  const written = tree.type(holder) === 'variable_declarator' ? tree.childNamed(holder, 'type') : -1;
  return asserted ?? (written < 0 ? undefined : /^:\s*(\w+)$/.exec(tree.textOf(written))?.[1]);
}

interface Known {
  shape: FieldShape;
  isOptional: boolean;
  oneOf?: readonly string[];
}

class Reads {
  readonly places: number[] = [];
  private readonly fields = new Map<string, Known>();
  /** It is handed on as a whole. */
  private isWhole = false;
  private isDeclared = false;

  constructor(
    private readonly tree: FlatTree,
    private readonly handler: number,
  ) {}

  all(): readonly BodyField[] | undefined {
    if ((this.isWhole && !this.isDeclared) || this.fields.size === 0) return undefined;
    return [...this.fields].map(([name, known]) => ({
      name,
      ...known,
      shape: shapeOf(name, known.shape, this.isDeclared),
    }));
  }

  ofBody(place: number, type: string | undefined): void {
    const { tree } = this;
    if (type !== undefined && !this.isDeclared) this.isDeclared = this.declared(type);
    const holder = tree.parent(place);
    if (tree.type(holder) === 'variable_declarator' && tree.type(tree.childNamed(holder, 'name')) === 'identifier') {
      const name = tree.childNamed(holder, 'name');
      for (const n of nodesIn(tree, this.handler))
        if (n !== name && isReference(tree, n) && tree.textOf(n) === tree.textOf(name)) this.read(n);
    } else this.read(place);
  }

  private declared(name: string): boolean {
    const fields = declaredFields(this.tree, name);
    for (const [field, known] of fields ?? []) this.fields.set(field, known);
    return fields !== undefined;
  }

  /** A field of what stands there, several, or all of it. */
  private read(n: number): void {
    const { tree } = this;
    const holder = tree.parent(n);
    const type = tree.type(holder);
    const name = fieldOf(tree, holder, n);
    if (name !== undefined) this.field(name, holder);
    else if (type === 'variable_declarator' && tree.childNamed(holder, 'value') === n) this.pattern(tree.childNamed(holder, 'name'));
    else if (!(type === 'unary_expression' || tree.type(tree.parent(holder)) === 'if_statement')) this.isWhole = true;
  }

  private pattern(pattern: number): void {
    const { tree } = this;
    for (const part of tree.type(pattern) === 'object_pattern' ? tree.namedChildren(pattern) : []) {
      const given = tree.type(part) === 'object_assignment_pattern' || tree.type(part) === 'assignment_pattern';
      const named = given ? tree.childNamed(part, 'left') : part;
      const key = tree.type(named) === 'pair_pattern' ? tree.childNamed(named, 'key') : named;
      let local = tree.type(named) === 'pair_pattern' ? tree.childNamed(named, 'value') : named;
      let fallback = given ? tree.childNamed(part, 'right') : -1;
      if (tree.type(local) === 'assignment_pattern') {
        fallback = tree.childNamed(local, 'right');
        local = tree.childNamed(local, 'left');
      }
      if (tree.type(part) === 'rest_pattern' || !isReference(tree, local)) {
        this.isWhole = true;
        continue;
      }
      const name = tree.textOf(key);
      this.note(name, fallback < 0 ? 'unknown' : literalShape(tree, fallback), fallback >= 0);
      for (const n of nodesIn(tree, this.handler))
        if (n !== local && isReference(tree, n) && tree.textOf(n) === tree.textOf(local) && !isOwnField(tree, n))
          this.note(name, ...useOf(tree, n));
    }
    if (tree.type(pattern) !== 'object_pattern') this.isWhole = true;
  }

  private field(name: string, read: number): void {
    const { tree } = this;
    const holder = tree.parent(read);
    if (tree.type(holder) === 'assignment_expression' && tree.childNamed(holder, 'left') === read) this.isWhole = true;
    this.note(name, ...useOf(tree, read));
    const local = tree.type(holder) === 'variable_declarator' ? tree.childNamed(holder, 'name') : -1;
    if (local < 0 || tree.type(local) !== 'identifier') return;
    for (const n of nodesIn(tree, this.handler))
      if (n !== local && isReference(tree, n) && tree.textOf(n) === tree.textOf(local)) this.note(name, ...useOf(tree, n));
  }

  private note(name: string, shape: FieldShape, isOptional: boolean): void {
    const known = this.fields.get(name);
    if (!known) this.fields.set(name, { shape, isOptional });
    else if (!this.isDeclared) {
      if (known.shape === 'unknown') known.shape = shape;
      known.isOptional ||= isOptional;
    }
  }
}

/** How it is used says more than its name does. */
function shapeOf(name: string, used: FieldShape, isDeclared: boolean): FieldShape {
  const named = shapeByName(name);
  if (used === 'text' && (named === 'email' || named === 'prose')) return named;
  return used === 'unknown' && !isDeclared ? named : used;
}

/** `body.name`, `body['name']`, `body?.name` */
function fieldOf(tree: FlatTree, holder: number, n: number): string | undefined {
  if (tree.childNamed(holder, 'object') !== n) return undefined;
  if (tree.type(holder) === 'member_expression') return tree.textOf(tree.childNamed(holder, 'property'));
  const index = tree.type(holder) === 'subscript_expression' ? tree.childNamed(holder, 'index') : -1;
  return index >= 0 && tree.type(index) === 'string' ? tree.textOf(index).slice(1, -1) : undefined;
}

/** The name of a field that is set, rather than what it is set to. */
function isOwnField(tree: FlatTree, n: number): boolean {
  return tree.type(n) === 'shorthand_property_identifier_pattern';
}

const TEXT_METHODS = new Set(
  'trim toLowerCase toUpperCase split replace replaceAll startsWith endsWith substring charAt match normalize localeCompare padStart'.split(
    ' ',
  ),
);
const LIST_METHODS = new Set('map forEach filter reduce some every find flatMap join push sort'.split(' '));
const NUMBERS = /^(?:Number|parseInt|parseFloat|Number\.(?:parseInt|parseFloat))$/;
const ARITHMETIC = new Set(['-', '*', '/', '%', '<', '>', '<=', '>=']);

/** What a value is taken for at one place, and whether it may be missing there. */
function useOf(tree: FlatTree, n: number): [FieldShape, boolean] {
  const holder = tree.parent(n);
  switch (tree.type(holder)) {
    case 'member_expression': {
      if (tree.childNamed(holder, 'object') !== n) return ['unknown', false];
      const name = tree.textOf(tree.childNamed(holder, 'property'));
      const isOptional = tree.children(holder).some((c) => tree.type(c) === 'optional_chain');
      return [TEXT_METHODS.has(name) ? 'text' : LIST_METHODS.has(name) ? 'list' : 'unknown', isOptional];
    }
    case 'arguments': {
      const callee = calleeOf(tree, tree.parent(holder));
      if (callee < 0) return ['unknown', false];
      if (NUMBERS.test(tree.textOf(callee))) return ['numeral', false];
      if (tree.textOf(callee) === 'Array.isArray') return ['list', false];
      return [/^(?:hash|hashSync|compare|compareSync)$/.test(calleeName(tree, callee)) ? 'text' : 'unknown', false];
    }
    case 'unary_expression': {
      const operator = tree.textOf(tree.childNamed(holder, 'operator'));
      if (operator === 'typeof') {
        const told = /===?\s*['"](string|number|boolean)['"]|!==?\s*['"](string|number|boolean)['"]/.exec(tree.textOf(tree.parent(holder)));
        const type = told?.[1] ?? told?.[2];
        return [type === 'string' ? 'text' : type === 'number' || type === 'boolean' ? type : 'unknown', false];
      }
      return [operator === '+' || operator === '-' ? 'numeral' : 'unknown', operator === '!'];
    }
    case 'binary_expression': {
      const operator = tree.textOf(tree.childNamed(holder, 'operator'));
      const isLeft = tree.childNamed(holder, 'left') === n;
      const other = tree.childNamed(holder, isLeft ? 'right' : 'left');
      if (ARITHMETIC.has(operator)) return ['numeral', false];
      if (/^[!=]==?$/.test(operator)) return [literalShape(tree, other), /^(?:undefined|null)$/.test(tree.textOf(other))];
      if (/^(?:\|\||\?\?|&&)$/.test(operator)) return [operator === '&&' || !isLeft ? 'unknown' : literalShape(tree, other), isLeft];
      return ['unknown', false];
    }
    case 'for_in_statement':
      return [/\bof\b/.test(tree.textOf(tree.childNamed(holder, 'operator'))) ? 'list' : 'unknown', false];
    case 'parenthesized_expression':
      return ['unknown', tree.type(tree.parent(holder)) === 'if_statement'];
    case 'ternary_expression':
      return ['unknown', tree.childNamed(holder, 'condition') === n];
    default:
      return ['unknown', false];
  }
}

function literalShape(tree: FlatTree, n: number): FieldShape {
  switch (tree.type(n)) {
    case 'string':
    case 'template_string':
      return 'text';
    case 'number':
      return 'numeral';
    case 'true':
    case 'false':
      return 'boolean';
    case 'array':
      return 'list';
    default:
      return 'unknown';
  }
}

/** The fields of an interface or a type of the file; undefined where one of them may be anything. */
function declaredFields(tree: FlatTree, name: string): ReadonlyMap<string, Known> | undefined {
  for (const n of nodesIn(tree, 0)) {
    const isNamed =
      /^(?:interface_declaration|type_alias_declaration)$/.test(tree.type(n)) && tree.textOf(tree.childNamed(n, 'name')) === name;
    if (!isNamed) continue;
    const body = tree.childNamed(n, tree.type(n) === 'interface_declaration' ? 'body' : 'value');
    const out = new Map<string, Known>();
    if (body < 0 || tree.namedChildren(n).some((c) => tree.type(c) === 'extends_type_clause')) return undefined;
    for (const part of tree.namedChildren(body)) {
      if (tree.type(part) === 'comment') continue;
      const type = tree.type(part) === 'property_signature' ? tree.childNamed(part, 'type') : -1;
      const known = type < 0 ? undefined : shapeOfType(tree.textOf(type).replace(/^:\s*/, ''));
      if (!known) return undefined;
      out.set(tree.textOf(tree.childNamed(part, 'name')), {
        ...known,
        isOptional: tree.children(part).some((c) => tree.textOf(c) === '?'),
      });
    }
    return out;
  }
  return undefined;
}

function shapeOfType(type: string): Pick<Known, 'shape' | 'oneOf'> | undefined {
  if (type === 'string') return { shape: 'text' };
  if (type === 'number' || type === 'boolean') return { shape: type };
  const texts = type.split('|').map((one) => /^\s*['"]([\w-]+)['"]\s*$/.exec(one)?.[1]);
  return texts.every((one) => one !== undefined) ? { shape: 'text', oneOf: texts.filter((one) => one !== undefined) } : undefined;
}

/** Names of what a handler is handed. */
export function handed(tree: FlatTree, handler: number): readonly string[] {
  return parameterNames(tree, tree.childNamed(handler, 'body'));
}
