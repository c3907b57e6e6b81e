/** Has JavaScript read or write a record without the fields that nobody should get, in the words of its mapper. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker, SourceText } from '../fix';
import { nodeIn } from './codeTree';
import { type ExposedFields, exposedFields, inWords, openFields } from './exposedFields';
import { bringIntoScope, importsOf } from './javascriptImport';
import { memberOf, withMember } from './javascriptObject';
import { joined } from './javascriptScope';
import { fileNewline, fileQuote, fileSemicolon, indentAt } from './javascriptText';
import { calleeName, calleeOf, covers, enclosingFunction, enclosingStatement, nodesIn } from './javascriptTree';

export const leaveOut: FixMaker = {
  languages: ['javascript'],
  make(context): readonly Fix[] | undefined {
    const exposed = exposedFields(context.finding);
    const declared = exposed && context.look(exposed.file);
    if (!exposed || !declared) return undefined;
    const ways = [inQuery(context, exposed, declared), inAllForms(context, exposed, declared), excluded(context, exposed, declared)];
    return ways.filter((fix) => fix !== undefined);
  },
};

/** The library that keeps such records, by what stands where they are declared. */
function mapperOf({ tree, text }: SourceText): 'mongoose' | 'sequelize' | 'typeorm' | undefined {
  const modules = importsOf(tree).map((i) => i.module);
  if (modules.some((m) => /(?:^|\/)mongoose$/.test(m))) return 'mongoose';
  if (modules.includes('typeorm')) return 'typeorm';
  const isSequelize = modules.some((m) => /^(?:sequelize|sequelize-typescript|@sequelize\/core)$/.test(m));
  return isSequelize || (/\bDataTypes\.\w/.test(text) && /\.(?:define|init)\(/.test(text)) ? 'sequelize' : undefined;
}

// --- where it is read

const READS: Readonly<Record<string, ReadonlySet<string>>> = {
  mongoose: new Set(['find', 'findOne', 'findById']),
  sequelize: new Set(['findAll', 'findOne', 'findByPk']),
  typeorm: new Set(['find', 'findOne', 'findOneOrFail', 'findOneBy', 'findBy', 'findOneByOrFail']),
};

function inQuery(context: FixContext, exposed: ExposedFields, declared: SourceText): Fix | undefined {
  const [read] = context.finding.steps;
  const mapper = mapperOf(declared);
  const source = read && context.look(read.file);
  if (!source || mapper === undefined || /^`\w+` of /.test(read.message)) return undefined;
  const { tree } = source;
  const call = [...nodesIn(tree, nodeIn(tree, read.span))].find((n) => {
    const callee = tree.type(n) === 'call_expression' && covers(read.span, tree.span(n)) ? calleeOf(tree, n) : -1;
    return callee >= 0 && READS[mapper].has(calleeName(tree, callee));
  });
  if (call === undefined || isUsedAround(tree, call, exposed)) return undefined;
  const here = { ...context, ...source };
  const edits =
    mapper === 'mongoose'
      ? bySelect(here, call, exposed)
      : mapper === 'sequelize'
        ? byAttributes(here, call, exposed)
        : byColumns(here, call, exposed);
  return edits && { title: `Read the record without ${inWords(exposed.names)}`, kind: 'guided', edits };
}

/** What reads the record may compare a hash, or clear a token, before it answers. */
function isUsedAround(tree: FlatTree, call: number, { names }: ExposedFields): boolean {
  const owner = enclosingFunction(tree, call);
  const text = owner > 0 ? tree.textOf(owner) : '';
  return owner <= 0 || names.some((name) => new RegExp(`\\b${name}\\b`).test(text));
}

function bySelect({ tree, file }: FixContext, call: number, { names }: ExposedFields): readonly Edit[] | undefined {
  // It already says which fields, or is handed what does.
  if (tree.namedChildren(tree.childNamed(call, 'arguments')).length > 1) return undefined;
  const quote = fileQuote(tree);
  const at = tree.end(call);
  return [{ file, span: { start: at, end: at }, text: `.select(${quote}${names.map((name) => `-${name}`).join(' ')}${quote})` }];
}

function byAttributes(context: FixContext, call: number, { names }: ExposedFields): readonly Edit[] | undefined {
  const { tree, file } = context;
  const quote = fileQuote(tree);
  const value = `{ exclude: [${names.map((name) => quote + name + quote).join(', ')}] }`;
  const args = tree.namedChildren(tree.childNamed(call, 'arguments'));
  const index = calleeName(tree, calleeOf(tree, call)) === 'findByPk' ? 1 : 0;
  const options = args[index];
  if (args.length < index) return undefined;
  if (options === undefined) return [argument(tree, file, call, `{ attributes: ${value} }`)];
  return tree.type(options) === 'object' && memberOf(tree, options, 'attributes') < 0
    ? withMember(context, options, 'attributes', value)
    : undefined;
}

/** Behind the arguments that are there. */
function argument(tree: FlatTree, file: string, call: number, text: string): Edit {
  const list = tree.childNamed(call, 'arguments');
  const last = tree.namedChildren(list).at(-1);
  const at = last === undefined ? tree.start(list) + 1 : tree.end(last);
  return { file, span: { start: at, end: at }, text: last === undefined ? text : `, ${text}` };
}

/** `findOneBy(where)` has no room for what is selected; `findOne({ where, select })` has. */
function byColumns(context: FixContext, call: number, exposed: ExposedFields): readonly Edit[] | undefined {
  const { tree, file } = context;
  const open = openFields(context, exposed).filter(({ marks }) => marks.some((m) => /^@\w*Column\b/.test(m)));
  const callee = calleeOf(tree, call);
  const property = callee < 0 ? -1 : tree.childNamed(callee, 'property');
  const args = tree.namedChildren(tree.childNamed(call, 'arguments'));
  if (open.length === 0 || property < 0 || args.length > 1) return undefined;
  const value = `{ ${open.map(({ name }) => `${name}: true`).join(', ')} }`;
  const [given] = args;
  const name = tree.textOf(property);
  if (/By(?:OrFail)?$/.test(name)) {
    if (given === undefined) return undefined;
    return [
      { file, span: tree.span(property), text: name.replace(/By(?=OrFail$|$)/, '') },
      { file, span: tree.span(given), text: `{ where: ${tree.textOf(given)}, select: ${value} }` },
    ];
  }
  if (given === undefined) return [argument(tree, file, call, `{ select: ${value} }`)];
  return tree.type(given) === 'object' && memberOf(tree, given, 'select') < 0 ? withMember(context, given, 'select', value) : undefined;
}

// --- where it is declared

/** A Mongoose schema writes its documents out without them; what has been read as plain data has no such form. */
function inAllForms({ finding }: FixContext, { names, of, file }: ExposedFields, declared: SourceText): Fix | undefined {
  const { tree } = declared;
  if (mapperOf(declared) !== 'mongoose' || /\.lean\(/.test(finding.steps[0]?.message ?? '')) return undefined;
  const made = [...nodesIn(tree, 0)].find(
    (n) =>
      tree.type(n) === 'variable_declarator' &&
      tree.textOf(tree.childNamed(n, 'name')) === of &&
      /^new [\w.]*Schema\b/.test(tree.textOf(tree.childNamed(n, 'value'))),
  );
  const statement = made === undefined ? -1 : enclosingStatement(tree, made);
  if (statement < 0) return undefined;
  const at = tree.end(statement);
  const form = `{ transform: (_document, { ${names.join(', ')}, ...rest }) => rest }`;
  const line = `${of}.set('toJSON', ${form})${fileSemicolon(tree)}`.replaceAll("'", fileQuote(tree));
  const text = fileNewline(tree) + indentAt(tree.text, tree.start(statement)) + line;
  return { title: `Write documents out without ${inWords(names)}`, kind: 'guided', edits: [{ file, span: { start: at, end: at }, text }] };
}

/** What NestJS writes out of an entity, an interceptor may leave out. */
function excluded(context: FixContext, { names, file }: ExposedFields, { tree }: SourceText): Fix | undefined {
  if (!importsOf(context.tree).some((i) => i.module === '@nestjs/common')) return undefined;
  const exclude = bringIntoScope(tree, file, { module: 'class-transformer', name: 'Exclude', local: 'Exclude' });
  const places = context.finding.steps.filter(({ message }) => /^`\w+` of `\w+`$/.test(message));
  if (!exclude) return undefined;
  const edits = places.flatMap(({ span }): readonly Edit[] => {
    let field = nodeIn(tree, span);
    while (field > 0 && tree.type(field) !== 'public_field_definition') field = tree.parent(field);
    if (field <= 0) return [];
    const at = tree.start(field);
    return [{ file, span: { start: at, end: at }, text: `@${exclude.text}()${fileNewline(tree)}${indentAt(tree.text, at)}` }];
  });
  if (edits.length < places.length) return undefined;
  const title = `Keep ${inWords(names)} out of answers, which \`ClassSerializerInterceptor\` has to see to`;
  return { title, kind: 'guided', edits: joined([...exclude.edits, ...edits]) };
}
