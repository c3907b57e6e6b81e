/** Says of the fields of a form what they may be: annotations, decorators or tags, and where nobody asks them, what does. */
import type { Edit } from '../../base/edit';
import type { DeclaredPart, RouteType } from '../../base/route';
import { type FieldShape, shapeByName } from '../../data/fieldShapes';
import type { Fix, FixContext, FixMaker, SourceText } from '../fix';
import { askStruct } from './askStruct';
import { enclosing, indentAt, newlineOf, nodeIn } from './codeTree';
import { withImports } from './inScope';
import { classInScope, importsFrom } from './javaImport';
import { bringIntoScope } from './javascriptImport';
import { withValid } from './validParameter';

export const fieldBounds: FixMaker = {
  languages: ['java', 'go', 'javascript'],
  make(context): Fix | undefined {
    const [type] = context.remedy?.types ?? [];
    const source = type && context.look(type.file);
    if (!source || source.language !== context.language || !/as it comes.*nothing is asked of its fields/.test(context.finding.message))
      return undefined;
    const write = { java: inJava, go: inGo, javascript: inNest }[context.language];
    const edits = write?.(context, source, type);
    return edits && { title: `Bound the fields of \`${type.name}\``, kind: 'guided', edits };
  },
};

/** What a field holds by its type, or by its name where that leaves it open. */
function shapeOf({ name, type }: DeclaredPart, shapes: Readonly<Record<string, FieldShape>>): FieldShape {
  const shape = shapes[type.replace(/^[*?]|<.*$/gs, '')] ?? (/^\[\]|\[\]$/.test(type) ? 'list' : 'unknown');
  const named = shapeByName(name);
  if (shape === 'text') return named === 'email' || named === 'prose' ? named : 'text';
  return shape === 'number' && named === 'numeral' ? 'numeral' : shape;
}

// --- Java

const JAVA: Readonly<Record<string, FieldShape>> = {
  String: 'text',
  int: 'number',
  long: 'number',
  short: 'number',
  Integer: 'number',
  Long: 'number',
  BigDecimal: 'number',
  BigInteger: 'number',
  List: 'list',
  Set: 'list',
  Collection: 'list',
};

/** A number that counts or is money is not below nothing; of others nothing is known. */
const ANNOTATIONS: Readonly<Partial<Record<FieldShape, readonly (readonly [string, string])[]>>> = {
  text: [['Size', '(max = 1000)']],
  prose: [['Size', '(max = 10000)']],
  email: [
    ['Email', ''],
    ['Size', '(max = 254)'],
  ],
  numeral: [['PositiveOrZero', '']],
  list: [['Size', '(max = 100)']],
};

function inJava(context: FixContext, source: SourceText, { fields }: RouteType): readonly Edit[] | undefined {
  const root = importsFrom(source.tree, 'javax.') || importsFrom(context.tree, 'javax.') ? 'javax' : 'jakarta';
  const { tree, file } = source;
  const classes = new Set<string>();
  const edits: Edit[] = [];
  for (const field of fields) {
    const asked = ANNOTATIONS[shapeOf(field, JAVA)] ?? [];
    const place = enclosing(tree, nodeIn(tree, field.span), ['formal_parameter', 'field_declaration']);
    if (asked.length === 0 || place < 0) continue;
    const at = tree.start(place);
    const between = tree.type(place) === 'formal_parameter' ? ' ' : newlineOf(tree) + indentAt(tree.text, at);
    const written = asked.map(([name, values]) => {
      const javaClass = `${root}.validation.constraints.${name}`;
      classes.add(javaClass);
      return `@${classInScope(tree, file, javaClass).text}${values}${between}`;
    });
    edits.push({ file, span: { start: at, end: at }, text: written.join('') });
  }
  if (edits.length === 0) return undefined;
  const needed = [...classes].sort().map((javaClass) => ({ javaClass, name: 'class' }));
  if (file === context.file) return withValid(context, root, edits, needed);
  const valid = withValid(context, root, [], []);
  return valid && [...withImports({ ...context, ...source }, edits, needed), ...valid];
}

// --- Go

const GO: Readonly<Record<string, FieldShape>> = Object.fromEntries([
  ['string', 'text'],
  ...['', '8', '16', '32', '64'].map((size): readonly [string, FieldShape] => [`int${size}`, 'number']),
  ['float64', 'number'],
  ['float32', 'number'],
]);

const TAGS: Readonly<Partial<Record<FieldShape, string>>> = {
  text: 'max=1000',
  prose: 'max=10000',
  email: 'omitempty,email,max=254',
  numeral: 'min=0',
  list: 'max=100',
};

function inGo(context: FixContext, source: SourceText, { fields }: RouteType): readonly Edit[] | undefined {
  const isGin = /\bgin-gonic\/gin\b/.test(context.text) && !/\bDecode\b/.test(context.finding.message);
  const { tree, file } = source;
  const edits: Edit[] = [];
  for (const field of fields) {
    const asked = TAGS[shapeOf(field, GO)];
    const place = enclosing(tree, nodeIn(tree, field.span), ['field_declaration']);
    if (asked === undefined || place < 0) continue;
    const own = tree.childNamed(place, 'tag');
    const written = `${isGin ? 'binding' : 'validate'}:"${asked}"`;
    if (own >= 0 && !/`$/.test(tree.textOf(own))) return undefined;
    const at = own < 0 ? tree.end(place) : tree.end(own) - 1;
    edits.push({ file, span: { start: at, end: at }, text: own < 0 ? ` \`${written}\`` : ` ${written}` });
  }
  if (edits.length === 0 || isGin) return edits.length === 0 ? undefined : edits;
  const ask = askStruct(
    context,
    edits.filter((e) => e.file === context.file),
  );
  return ask && [...edits.filter((e) => e.file !== context.file), ...ask];
}

// --- NestJS

const TYPESCRIPT: Readonly<Record<string, FieldShape>> = { string: 'text', number: 'number', boolean: 'boolean', Array: 'list' };

const DECORATORS: Readonly<Partial<Record<FieldShape, readonly (readonly [string, string])[]>>> = {
  text: [
    ['IsString', '()'],
    ['MaxLength', '(1000)'],
  ],
  prose: [
    ['IsString', '()'],
    ['MaxLength', '(10000)'],
  ],
  email: [
    ['IsEmail', '()'],
    ['MaxLength', '(254)'],
  ],
  number: [['IsNumber', '()']],
  numeral: [
    ['IsNumber', '()'],
    ['Min', '(0)'],
  ],
  boolean: [['IsBoolean', '()']],
  list: [
    ['IsArray', '()'],
    ['ArrayMaxSize', '(100)'],
  ],
};

function inNest(_: FixContext, { tree, file }: SourceText, { fields }: RouteType): readonly Edit[] | undefined {
  const names = new Set<string>();
  const edits: Edit[] = [];
  for (const field of fields) {
    const place = enclosing(tree, nodeIn(tree, field.span), ['public_field_definition', 'field_definition']);
    const asked = DECORATORS[shapeOf(field, TYPESCRIPT)];
    // A pipe that drops what nothing is asked of would drop this one.
    if (place < 0 || !asked) return undefined;
    const isOptional = tree.children(place).some((c) => tree.textOf(c) === '?');
    const all = isOptional ? [['IsOptional', '()'] as const, ...asked] : asked;
    for (const [name] of all) names.add(name);
    const at = tree.start(place);
    const next = newlineOf(tree) + indentAt(tree.text, at);
    edits.push({ file, span: { start: at, end: at }, text: all.map(([name, values]) => `@${name}${values}${next}`).join('') });
  }
  const imports = importAll(tree, file, [...names].sort());
  return edits.length === 0 || !imports ? undefined : [...imports, ...edits];
}

/** Several names of one module, which share one statement. */
function importAll(tree: SourceText['tree'], file: string, names: readonly string[]): readonly Edit[] | undefined {
  const scopes = names.map((name) => ({ name, scope: bringIntoScope(tree, file, { module: 'class-validator', name, local: name }) }));
  // What the file calls otherwise could not be written by its name.
  if (scopes.some(({ name, scope }) => scope?.text !== name)) return undefined;
  const missing = scopes.filter(({ scope }) => scope && scope.edits.length > 0);
  const edit = missing[0]?.scope?.edits[0];
  return edit ? [{ ...edit, text: edit.text.replace(missing[0].name, missing.map(({ name }) => name).join(', ')) }] : [];
}
