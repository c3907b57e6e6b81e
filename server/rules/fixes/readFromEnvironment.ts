/** Puts a look-up in the environment where a credential is written out. */
import { splitWords } from '../../data/words';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { calleeName, calleeOf, receiverText } from './javascriptTree';

export const readFromEnvironment: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const node = context.nodeAt(finding.span);
  const type = tree.type(node);
  // The text of a literal is a node of its own.
  const literal = type === 'string_fragment' ? tree.parent(node) : node;
  if (tree.type(literal) !== 'string' && tree.type(literal) !== 'template_string') return undefined;
  const parent = tree.type(tree.parent(literal));
  if (parent === 'enum_assignment' || parent === 'literal_type' || parent === 'import_statement') return undefined;
  const name = settingName(tree, literal);
  if (name === undefined) return undefined;
  const typed = /\.[mc]?tsx?$/.test(file);
  // What is compared may be absent; what is passed on must be there.
  const lookUp = `process.env.${name}${typed && parent !== 'binary_expression' ? '!' : ''}`;
  const prefix = /^['"`](Bearer|Basic|Token) +/i.exec(tree.textOf(literal))?.[1];
  const value = prefix === undefined ? lookUp : `\`${prefix} \${process.env.${name}}\``;
  const text = parent === 'jsx_attribute' ? `{${value}}` : value;
  return { title: `Read \`${name}\` from the environment`, kind: 'guided', edits: [{ file, span: tree.span(literal), text }] };
}

/** `dbPassword` is DB_PASSWORD; a bare `password` takes the name of what it is for: MYSQL_PASSWORD. */
function settingName(tree: FlatTree, literal: number): string | undefined {
  const own = givenName(tree, literal);
  const call = enclosingCall(tree, literal);
  const callee = call < 0 ? -1 : calleeOf(tree, call);
  if (own === undefined) return callee < 0 ? undefined : argumentName(tree, callee);
  const words = splitWords(own);
  if (words.length > 1 || callee < 0) return words.length === 0 ? undefined : words.join('_').toUpperCase();
  const service = serviceName(tree, callee);
  return [...service, ...words].join('_').toUpperCase();
}

/** Name of the variable, property, parameter or comparison the literal stands at. */
function givenName(tree: FlatTree, literal: number): string | undefined {
  const parent = tree.parent(literal);
  const field = (name: string): string | undefined => {
    const n = tree.childNamed(parent, name);
    return n < 0 || n === literal ? undefined : lastName(tree, n);
  };
  switch (tree.type(parent)) {
    case 'variable_declarator':
    case 'public_field_definition':
    case 'field_definition':
      return field('name') ?? field('property');
    case 'pair':
      return field('key');
    case 'assignment_expression':
    case 'assignment_pattern':
    case 'binary_expression':
    case 'object_assignment_pattern':
      return field('left') ?? field('right');
    case 'required_parameter':
    case 'optional_parameter':
      return field('pattern');
    case 'jsx_attribute':
      return lastName(tree, tree.namedChildren(parent)[0]);
    default:
      return undefined;
  }
}

/** `password` of `config.password`, `data['password']` and `'db-password'`. */
function lastName(tree: FlatTree, n: number): string | undefined {
  const names = tree.textOf(n).match(/[A-Za-z][\w-]*/g);
  return names?.at(-1);
}

function enclosingCall(tree: FlatTree, from: number): number {
  for (let n = tree.parent(from); n > 0; n = tree.parent(n)) {
    const type = tree.type(n);
    if (type === 'call_expression' || type === 'new_expression') return n;
    if (type.endsWith('statement') || type.endsWith('declaration') || type.endsWith('function')) return -1;
  }
  return -1;
}

/** What the credential is for: the library a method belongs to, or a constructor's name. */
function serviceName(tree: FlatTree, callee: number): readonly string[] {
  const receiver = /^[A-Za-z]\w*$/.exec(receiverText(tree, callee))?.[0];
  const words = splitWords(receiver ?? calleeName(tree, callee)).filter((w) => !PLAIN.has(w));
  return words.slice(0, 2);
}

const PLAIN: ReadonlySet<string> = new Set([
  'create',
  'new',
  'client',
  'connection',
  'connect',
  'pool',
  'app',
  'this',
  'await',
  'get',
  'make',
  'init',
  'use',
  'configure',
  'set',
]);

/** `jwt.sign(payload, '…')` is JWT_SECRET. */
function argumentName(tree: FlatTree, callee: number): string {
  const service = serviceName(tree, callee);
  return [...(service.length > 0 ? service : ['app']), 'secret'].join('_').toUpperCase();
}
