/** Holds the body of a request to a schema of the fields that a JavaScript handler reads, by the library that the program has for it. */
import type { Edit } from '../../base/edit';
import type { RouteEntry } from '../../base/route';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker, SourceText } from '../fix';
import { type BodyField, bodyReads, handed } from './bodyFields';
import { placeBeforeHandlers } from './guardJavascript';
import { handlerOf } from './javascriptHandler';
import { bringIntoScope, importsOf } from './javascriptImport';
import { joined } from './javascriptScope';
import { fileIndent, fileNewline, fileQuote, fileSemicolon, indentAt } from './javascriptText';
import { covers, enclosingFunction, freeName, nodesIn } from './javascriptTree';
import { askedIn } from './readValidation';
import { LIBRARIES, VALIDATORS, validatorText } from './schemaText';

export const bodySchema: FixMaker = {
  languages: ['javascript'],
  make(context): Fix | undefined {
    const [route] = context.remedy?.routes ?? [];
    const found = route && handlerOf(context, route);
    if (!found || !/brings, and nothing looks at it|nothing on its way validates/.test(context.finding.message)) return undefined;
    const { source, handler } = found;
    const { tree, file } = source;
    const way = wayOf(tree, handler);
    const reads = way && bodyReads(tree, handler, way.isBody);
    const statement = topStatement(tree, handler);
    if (!way || !reads || reads.fields.length > MOST_FIELDS) return undefined;
    const first = statementIn(tree, handler, reads.places);
    if (first < 0) return undefined;
    const modules = modulesOf(context, source);
    if (modules.includes(VALIDATORS)) return withValidators(context, source, handler, route, reads.fields);
    const known = LIBRARIES.find(({ module }) => modules.includes(module));
    const library = known ?? LIBRARIES[0];
    const scope = bringIntoScope(tree, file, { module: library.module, name: library.name, local: library.local });
    if (!scope) return undefined;
    const schema = freeName(tree, 0, nameOf(tree, handler, route));
    const checked = freeName(tree, handler, 'parsed');
    const end = fileSemicolon(tree);
    const check = `const ${checked} = ${library.check(schema, way.body)}${end}`;
    const lines = [check, ...refusing(tree, handler, library.failed(checked), way.refuse, end)];
    const edits: Edit[] = [
      ...scope.edits,
      insertion(file, tree.start(statement), schemaText(tree, tree.start(statement), schema, library.schema(scope.text, reads.fields))),
      insertion(file, tree.start(first), ownLines(tree, lines, tree.start(first))),
      ...reads.places.map((n) => ({ file, span: tree.span(n), text: library.value(checked) })),
    ];
    const title = `Hold the body to a schema of ${named(reads.fields)}`;
    return { title: known ? title : `${title}, by ${library.module}, which has to be installed`, kind: 'guided', edits: joined(edits) };
  },
};

/** More would be no skeleton any more. */
const MOST_FIELDS = 20;

interface Way {
  /** The expression for the body, as it is written once. */
  readonly body: string;
  readonly isBody: (n: number) => boolean;
  /** Turns the request down. */
  readonly refuse: string;
}

/** How the handler's framework hands over a body, and how it is answered, told from what stands in the code. */
function wayOf(tree: FlatTree, handler: number): Way | undefined {
  const [first, second] = handed(tree, handler);
  if (first === undefined) return undefined;
  const answer = `{ error: ${fileQuote(tree)}Invalid request${fileQuote(tree)} }`;
  const by = (text: string, refuse: string): Way | undefined => {
    const isBody = (n: number): boolean => BODY_TYPES.has(tree.type(n)) && tree.textOf(n).replaceAll('?.', '.') === text && !isKey(tree, n);
    return [...nodesIn(tree, handler)].some(isBody) ? { body: text, isBody, refuse } : undefined;
  };
  return (
    (second !== undefined && /^(?:reply|rep)$/.test(second) ? by(`${first}.body`, `${second}.code(400).send(${answer})`) : undefined) ??
    (second === undefined ? undefined : by(`${first}.body`, `${second}.status(400).json(${answer})`)) ??
    by(`${first}.request.body`, `${first}.throw(400)`) ??
    by(`await ${first}.req.json()`, `${first}.json(${answer}, 400)`) ??
    by(`await ${first}.json()`, `Response.json(${answer}, { status: 400 })`)
  );
}

const BODY_TYPES = new Set(['member_expression', 'await_expression']);

/** What is set is no reading. */
function isKey(tree: FlatTree, n: number): boolean {
  const holder = tree.parent(n);
  return tree.type(holder) === 'assignment_expression' && tree.childNamed(holder, 'left') === n;
}

/** In one line where the handler gives back what it answers, or has to. */
function refusing(tree: FlatTree, handler: number, failed: string, refuse: string, end: string): readonly string[] {
  const returns = [...nodesIn(tree, handler)].filter((n) => tree.type(n) === 'return_statement' && enclosingFunction(tree, n) === handler);
  const gives = /^Response\.|400\)$|\.code\(400\)/.test(refuse) || returns.some((n) => tree.namedChildren(n).length > 0);
  if (gives) return [`if (${failed}) return ${refuse}${end}`];
  return [`if (${failed}) {`, `\t${refuse}${end}`, `\treturn${end}`, '}'];
}

/** The statement around the first of the places, in the innermost block that has all of them. */
function statementIn(tree: FlatTree, handler: number, places: readonly number[]): number {
  for (let at = places[0]; at > handler; at = tree.parent(at)) {
    const block = tree.parent(at);
    if (tree.type(block) === 'statement_block' && places.every((n) => covers(tree.span(block), tree.span(n)))) return at;
  }
  return -1;
}

function topStatement(tree: FlatTree, handler: number): number {
  let at = handler;
  while (tree.parent(at) > 0) at = tree.parent(at);
  return at;
}

/** What the file imports, and then what the files do that look at what other endpoints get. */
function modulesOf(context: FixContext, source: SourceText): readonly string[] {
  const like = context.remedy?.like ?? [];
  const files = new Set([
    source.file,
    context.file,
    ...like.flatMap(({ place, route }) => [place.file, route.handled?.file ?? route.file]),
  ]);
  return [...files].flatMap((file) => {
    const tree = context.look(file)?.tree;
    return tree ? importsOf(tree).map((i) => i.module) : [];
  });
}

/** A validator for each field stands before the handler, and the handler asks what they say. */
function withValidators(
  context: FixContext,
  { tree, file }: SourceText,
  handler: number,
  route: RouteEntry,
  fields: readonly BodyField[],
): Fix | undefined {
  if (file !== context.file || route.file !== file) return undefined;
  const body = bringIntoScope(tree, file, { module: VALIDATORS, name: 'body', local: 'body' });
  const asked = askedIn(tree, file, handler);
  if (!body || !asked) return undefined;
  const text = fields
    .map((field) => validatorText(body.text, field))
    .join(', ')
    .replaceAll("'", fileQuote(tree));
  const placed = placeBeforeHandlers(context, route.span, text);
  return placed && { title: `Look at ${named(fields)}`, kind: 'guided', edits: joined([...body.edits, ...asked, placed]) };
}

/** After the handler, or after what is asked for. */
function nameOf(tree: FlatTree, handler: number, { method, path }: RouteEntry): string {
  const own = tree.childNamed(handler, 'name');
  const holder = tree.parent(handler);
  const set = tree.type(holder) === 'variable_declarator' ? tree.childNamed(holder, 'name') : -1;
  const name = own >= 0 ? tree.textOf(own) : set >= 0 ? tree.textOf(set) : '';
  const last =
    path
      .split('/')
      .filter((part) => /^[\w-]+$/.test(part))
      .at(-1) ?? '';
  const said = /^\w+$/.test(name) && !/^(?:handler|handle|default|POST|PUT|PATCH)$/.test(name) ? name : `${method.toLowerCase()}-${last}`;
  const words = said.split(/[-_]/).filter((word) => word !== '');
  return `${words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('')}Body`;
}

function schemaText(tree: FlatTree, at: number, name: string, lines: readonly string[]): string {
  const newline = fileNewline(tree);
  const gap = /\n\s*\n\s*$|^\s*$/.test(tree.text.slice(0, at)) ? '' : newline;
  const text = lines.join(newline).replaceAll('\t', fileIndent(tree)).replaceAll("'", fileQuote(tree));
  return `${gap}const ${name} = ${text}${fileSemicolon(tree)}${newline}${newline}`;
}

function ownLines(tree: FlatTree, lines: readonly string[], at: number): string {
  const next = fileNewline(tree) + indentAt(tree.text, at);
  return lines.map((line) => line.replaceAll('\t', fileIndent(tree)) + next).join('');
}

const insertion = (file: string, at: number, text: string): Edit => ({ file, span: { start: at, end: at }, text });

/** `a`, `b` and 2 more. */
function named(fields: readonly BodyField[]): string {
  const names = fields.slice(0, 3).map(({ name }) => `\`${name}\``);
  const rest = fields.length - names.length;
  if (rest > 0) return `${names.join(', ')} and ${rest} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
