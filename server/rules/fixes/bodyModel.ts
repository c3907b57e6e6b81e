/** Has a FastAPI handler take a model of the fields that it reads, where it takes any mapping or the request itself. */
import type { Edit } from '../../base/edit';
import { type FieldShape, shapeByName } from '../../data/fieldShapes';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { calleeText, enclosing, insertion, isCall, newlineOf, replacement, stepOf, usesOf } from './codeTree';
import { type Needed, withImports } from './inScope';

interface Read {
  readonly name: string;
  readonly shape: FieldShape;
  readonly isOptional: boolean;
  /** What is taken where it is missing. */
  readonly fallback?: string;
}

export const bodyModel: FixMaker = {
  languages: ['python'],
  make(context): Fix | undefined {
    const { tree, finding, nodeAt } = context;
    if (!/where a model would say what it may hold/.test(finding.message)) return undefined;
    const parameter = enclosing(tree, nodeAt(finding.span), ['typed_parameter', 'typed_default_parameter']);
    const func = parameter < 0 ? -1 : enclosing(tree, parameter, ['function_definition']);
    const outer = func < 0 ? -1 : tree.parent(func);
    if (outer < 0 || tree.type(outer) !== 'decorated_definition' || tree.parent(outer) !== 0) return undefined;
    const type = tree.childNamed(parameter, 'type');
    const name = tree.type(parameter) === 'typed_parameter' ? tree.namedChildren(parameter)[0] : tree.childNamed(parameter, 'name');
    if (type < 0 || name === undefined || tree.type(name) !== 'identifier') return undefined;
    const body = bodyOf(tree, func, tree.textOf(name), tree.textOf(type) === 'Request');
    const reads = body && readsOf(context, func, body.name);
    if (!body || !reads) return undefined;
    const model = freeClass(tree, modelName(tree.textOf(tree.childNamed(func, 'name'))));
    const { lines, needs } = modelText(tree, model, reads.fields);
    const edits: Edit[] = [
      insertion(context, tree.start(outer), lines.map((line) => line + newlineOf(tree)).join('')),
      ...(body.statement < 0
        ? [replacement(context, type, model)]
        : [replacement(context, parameter, `${body.name}: ${model}`), removal(context, body.statement)]),
      ...reads.edits,
    ];
    return {
      title: `Take a model of ${reads.fields.map((f) => `\`${f.name}\``).join(', ')}`,
      kind: 'guided',
      edits: withImports(context, edits, needs),
    };
  },
};

interface Body {
  /** The variable that holds it. */
  readonly name: string;
  /** Sets it to what the request brings; -1 where it is the parameter itself. */
  readonly statement: number;
}

function bodyOf(tree: FlatTree, func: number, name: string, isRequest: boolean): Body | undefined {
  if (!isRequest) return { name, statement: -1 };
  const uses = usesOf(tree, tree.childNamed(func, 'body'), name);
  // A request of which more is read has to stay.
  if (uses.length !== 1) return undefined;
  const assignment = enclosing(tree, uses[0], ['assignment']);
  const value = assignment < 0 ? -1 : tree.childNamed(assignment, 'right');
  const left = assignment < 0 ? -1 : tree.childNamed(assignment, 'left');
  if (value < 0 || tree.textOf(value) !== `await ${name}.json()` || tree.type(left) !== 'identifier') return undefined;
  return { name: tree.textOf(left), statement: tree.parent(assignment) };
}

export function readsOf(
  context: FixContext,
  func: number,
  name: string,
): { readonly fields: readonly Read[]; readonly edits: readonly Edit[] } | undefined {
  const { tree } = context;
  const fields = new Map<string, Read>();
  const edits: Edit[] = [];
  for (const use of usesOf(tree, tree.childNamed(func, 'body'), name)) {
    const set = tree.parent(use);
    if (tree.type(set) === 'assignment' && tree.childNamed(set, 'left') === use) continue;
    const read = readAt(tree, use);
    if (!read || !/^[a-z_]\w*$/i.test(read.name)) return undefined;
    const known = fields.get(read.name);
    // What is missing here is something else there.
    if (known && known.fallback !== read.fallback) return undefined;
    fields.set(read.name, {
      name: read.name,
      shape: known && known.shape !== 'unknown' ? known.shape : read.shape,
      isOptional: read.isOptional || known?.isOptional === true,
      ...(read.fallback === undefined ? {} : { fallback: read.fallback }),
    });
    edits.push(replacement(context, read.node, `${name}.${read.name}`));
  }
  return fields.size === 0 ? undefined : { fields: [...fields.values()], edits };
}

interface ReadPlace extends Read {
  readonly node: number;
}

/** `form["name"]`, `form.get("name")`, `form.get("name", 1)` */
function readAt(tree: FlatTree, use: number): ReadPlace | undefined {
  const holder = tree.parent(use);
  if (tree.type(holder) === 'subscript' && tree.childNamed(holder, 'value') === use) {
    const name = textIn(tree, tree.childNamed(holder, 'subscript'));
    const isSet = tree.type(tree.parent(holder)) === 'assignment' && tree.childNamed(tree.parent(holder), 'left') === holder;
    return name === undefined || isSet ? undefined : { name, node: holder, shape: shapeOf(tree, name, holder), isOptional: false };
  }
  const call = tree.type(holder) === 'attribute' ? tree.parent(holder) : -1;
  if (call < 0 || !isCall(tree, call) || tree.textOf(tree.childNamed(holder, 'attribute')) !== 'get') return undefined;
  const [key, other] = tree.namedChildren(tree.childNamed(call, 'arguments'));
  const name = key === undefined ? undefined : textIn(tree, key);
  if (name === undefined) return undefined;
  const read = { name, node: call, shape: shapeOf(tree, name, call), isOptional: true };
  if (other === undefined || tree.textOf(other) === 'None') return read;
  const shape = LITERALS[tree.type(other)];
  if (shape === undefined) return undefined;
  return { ...read, shape: read.shape === 'unknown' ? shape : read.shape, isOptional: false, fallback: tree.textOf(other) };
}

const LITERALS: Readonly<Record<string, FieldShape>> = {
  string: 'text',
  integer: 'numeral',
  float: 'numeral',
  true: 'boolean',
  false: 'boolean',
};

function textIn(tree: FlatTree, n: number): string | undefined {
  return n >= 0 && tree.type(n) === 'string' ? /^["']([^"'\\]*)["']$/.exec(tree.textOf(n))?.[1] : undefined;
}

const TEXT_METHODS = new Set('strip lower upper split replace startswith endswith encode title capitalize'.split(' '));

function shapeOf(tree: FlatTree, name: string, read: number): FieldShape {
  const holder = tree.parent(read);
  if (tree.type(holder) === 'argument_list') {
    const callee = calleeText(tree, tree.parent(holder));
    if (callee === 'int') return 'number';
    if (callee === 'float') return 'numeral';
    if (callee === 'str') return 'text';
    if (callee.endsWith('Decimal')) return 'unknown';
  }
  if (tree.type(holder) === 'attribute' && TEXT_METHODS.has(tree.textOf(tree.childNamed(holder, 'attribute')))) return 'text';
  if (tree.type(holder) === 'for_statement') return 'list';
  if (tree.type(holder) === 'comparison_operator' && /[<>]/.test(tree.textOf(holder))) return 'numeral';
  return shapeByName(name);
}

// --- writing

export function modelName(func: string): string {
  const words = func.split('_').filter((word) => word !== '');
  return `${words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')}Body`;
}

export function freeClass(tree: FlatTree, base: string): string {
  let name = base;
  for (let i = 2; usesOf(tree, 0, name).length > 0; i++) name = base + i;
  return name;
}

export function modelText(
  tree: FlatTree,
  model: string,
  fields: readonly Read[],
): { readonly lines: readonly string[]; readonly needs: readonly Needed[] } {
  const needs: Needed[] = [{ from: 'pydantic', name: 'BaseModel' }];
  const use = (name: string, from = 'pydantic'): void => {
    if (!needs.some((n) => n.name === name)) needs.push({ from, name } as Needed);
  };
  const step = stepOf(tree);
  const isShort = /\|\s*None\b/.test(tree.text);
  const isWide = fields.some(({ shape }) => typeOf(shape).types.length > 1);
  if (isWide) use('Union', 'typing');
  else if (!isShort && fields.some(({ isOptional }) => isOptional)) use('Optional', 'typing');
  const lines = [...fields]
    .sort((a, b) => Number(isNeedless(a)) - Number(isNeedless(b)))
    .map(({ name, shape, isOptional, fallback }) => {
      const { types, bounds } = typeOf(shape);
      if (types.some((type) => type.startsWith('constr'))) use('constr');
      if (bounds !== '') use('Field');
      const all = isOptional ? [...types, 'None'] : types;
      const [first] = types;
      const single = isShort ? `${first} | None` : `Optional[${first}]`;
      const type = all.length === 1 ? first : isWide ? `Union[${all.join(', ')}]` : single;
      const given = fallback ?? (isOptional ? 'None' : '');
      const value = bounds !== '' ? ` = Field(${given === '' ? '' : `default=${given}, `}${bounds})` : given === '' ? '' : ` = ${given}`;
      return `${step}${name}: ${type}${value}${shape === 'unknown' ? '  # say what it may be' : ''}`;
    });
  return { lines: [`class ${model}(BaseModel):`, ...lines, '', ''], needs };
}

const isNeedless = ({ isOptional, fallback }: Read): boolean => isOptional || fallback !== undefined;

function typeOf(shape: FieldShape): { readonly types: readonly string[]; readonly bounds: string } {
  switch (shape) {
    case 'text':
      return { types: ['str'], bounds: 'max_length=1000' };
    case 'prose':
      return { types: ['str'], bounds: 'max_length=10000' };
    case 'email':
      return { types: ['str'], bounds: 'max_length=254' };
    case 'number':
      return { types: ['int'], bounds: '' };
    case 'numeral':
      return { types: ['int', 'float'], bounds: '' };
    case 'boolean':
      return { types: ['bool'], bounds: '' };
    case 'list':
      return { types: ['list'], bounds: 'max_length=100' };
    default:
      return { types: ['constr(max_length=1000)', 'int', 'float', 'bool'], bounds: '' };
  }
}

/** A statement with its line. */
function removal(context: FixContext, statement: number): Edit {
  const { text } = context;
  const start = text.lastIndexOf('\n', context.tree.start(statement) - 1) + 1;
  const end = text.indexOf('\n', context.tree.end(statement)) + 1;
  return { file: context.file, span: { start, end: end === 0 ? text.length : end }, text: '' };
}
