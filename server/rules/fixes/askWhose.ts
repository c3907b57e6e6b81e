/** Looks a record up with its owner too, in the words in which another endpoint does so. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { functionAround, nodesIn } from './codeTree';
import { isInScope, namesIn } from './javascriptScope';
import { enclosingFunction } from './javascriptTree';

export const askWhose: FixMaker = {
  languages: ['javascript', 'python', 'go'],
  make(context): readonly Fix[] {
    const { tree, remedy, file, nodeAt } = context;
    const deed = remedy?.routes[0].does[0];
    if (!remedy || deed?.place.file !== file) return [];
    return remedy.like.flatMap(({ place }): readonly Fix[] => {
      if (place.file !== file) return [];
      const target = callAround(tree, nodeAt(deed.place.span));
      const owner = ownerIn(context, callAround(tree, nodeAt(place.span)));
      const edits = owner && isKnown(context, owner.value, target) ? asked(context, target, owner) : undefined;
      const title = `Ask for \`${owner?.column}\` too; what to answer where nothing is found is for you to say`;
      return edits ? [{ title, kind: 'guided', edits }] : [];
    });
  },
};

/** What a text of SQL is made for is called with it. */
function callAround(tree: FlatTree, n: number): number {
  const outer = tree.parent(tree.parent(n));
  return /^argument/.test(tree.type(tree.parent(n))) && /^call/.test(tree.type(outer)) && /^call/.test(tree.type(n))
    ? callAround(tree, outer)
    : n;
}

/** The field that says whose a record is, and who asks. */
interface Owner {
  readonly column: string;
  readonly value: number;
  readonly form: 'statement' | 'object';
}

const OF_CLIENT = /user|session|principal|account|owner|uid|subject|current|auth|me\b/i;

function ownerIn({ tree }: FixContext, call: number): Owner | undefined {
  const statement = statementIn(tree, call);
  if (statement) {
    let index = 0;
    for (const [, column, sign, number, name] of statement.text.matchAll(PLACEHOLDER)) {
      const at = number === undefined ? index++ : Number(number) - 1;
      const value = sign.startsWith(':') ? statement.named.get(name ?? '') : statement.values[at];
      if (value !== undefined && OF_CLIENT.test(tree.textOf(value))) return { column, value, form: 'statement' };
    }
    return undefined;
  }
  for (const n of nodesIn(tree, call)) {
    if (tree.type(n) !== 'pair') continue;
    const [key, value] = [tree.childNamed(n, 'key'), tree.childNamed(n, 'value')];
    if (/^\w+$/.test(tree.textOf(key)) && tree.type(value) !== 'object' && OF_CLIENT.test(tree.textOf(value)) && isCondition(tree, n))
      return { column: tree.textOf(key), value, form: 'object' };
  }
  return undefined;
}

/** It stands in `where`, or in what is looked for. */
function isCondition(tree: FlatTree, pair: number): boolean {
  const holder = tree.parent(tree.parent(pair));
  if (tree.type(holder) === 'pair') return tree.textOf(tree.childNamed(holder, 'key')) === 'where';
  return tree.type(holder) === 'arguments' && tree.namedChildren(holder)[0] === tree.parent(pair);
}

function asked(context: FixContext, call: number, owner: Owner): readonly Edit[] | undefined {
  const { tree, file } = context;
  const value = tree.textOf(owner.value);
  const at = (offset: number, text: string): Edit => ({ file, span: { start: offset, end: offset }, text });
  if (owner.form === 'object') {
    const objects = [...nodesIn(tree, call)].filter(
      (n) => tree.type(n) === 'object' && tree.namedChildren(n).some((p) => tree.type(p) !== 'spread_element' && isCondition(tree, p)),
    );
    const named = objects.filter((n) => tree.type(tree.parent(n)) === 'pair');
    const [object, second] = named.length > 0 ? named : objects;
    const last = object !== undefined && second === undefined ? tree.namedChildren(object).at(-1) : undefined;
    const known = last !== undefined && tree.namedChildren(object).some((p) => tree.textOf(p).startsWith(`${owner.column}:`));
    return last === undefined || known ? undefined : [at(tree.end(last), `, ${owner.column}: ${value}`)];
  }
  const statement = statementIn(tree, call);
  if (!statement) return undefined;
  const { text, start, values, list, named } = statement;
  const where = /\bwhere\b/i.exec(text)?.index ?? -1;
  const tail = /\s+(?:order\s+by|group\s+by|limit|returning|for\s+update)\b|\s*;?\s*$/i.exec(text.slice(where))?.index ?? 0;
  const [, , sign] = [...text.slice(where).matchAll(PLACEHOLDER)][0] ?? [];
  const end = where + tail;
  if (
    where < 0 ||
    sign === undefined ||
    /\bor\b|\bselect\b|["'`\\]/i.test(text.slice(where)) ||
    new RegExp(`\\b${owner.column}\\b`).test(text.slice(where))
  )
    return undefined;
  // What is told by its place alone must come last.
  const isOrdered = sign === '?' || sign === '%s';
  if (isOrdered && text.slice(end).includes(sign)) return undefined;
  const name = sign.startsWith('$') ? `$${values.length + 1}` : sign.startsWith(':') ? `:${owner.column}` : sign;
  if (sign.startsWith(':')) {
    const last = tree.type(list) === 'dictionary' ? tree.namedChildren(list).at(-1) : undefined;
    if (last === undefined || named.has(owner.column)) return undefined;
    const quote = tree.textOf(last)[0];
    return [at(start + end, ` and ${owner.column} = ${name}`), at(tree.end(last), `, ${quote}${owner.column}${quote}: ${value}`)];
  }
  const last = values.at(-1);
  return last === undefined ? undefined : [at(start + end, ` and ${owner.column} = ${name}`), at(tree.end(last), `, ${value}`)];
}

const PLACEHOLDER = /(\w+)\s*=\s*(\$(\d+)|\?|%s|:(\w+))/g;

interface Statement {
  readonly text: string;
  /** Where the text begins. */
  readonly start: number;
  /** What is told by its place, and by its name. */
  readonly values: readonly number[];
  readonly named: ReadonlyMap<string, number>;
  readonly list: number;
}

/** The only text of SQL among the arguments, and what is bound to it. */
function statementIn(tree: FlatTree, call: number): Statement | undefined {
  const texts = [...nodesIn(tree, call)].filter((n) => TEXTS.test(tree.type(n)) && /\bwhere\b/i.test(tree.textOf(n)));
  const [literal] = texts;
  if (texts.length !== 1 || /\$\{|^f["']/.test(tree.textOf(literal))) return undefined;
  const whole = tree.textOf(literal);
  const open = /^\w*(?:"""|'''|["'`])/.exec(whole)?.[0].length ?? 1;
  const close = /(?:"""|'''|["'`])$/.exec(whole)?.[0].length ?? 1;
  const text = whole.slice(open, whole.length - close);
  const start = tree.start(literal) + open;
  const list = [...nodesIn(tree, call)].find(
    (n) => /^(?:array|list|tuple|dictionary)$/.test(tree.type(n)) && tree.start(n) > tree.end(literal),
  );
  const named = new Map<string, number>();
  if (list !== undefined && tree.type(list) === 'dictionary')
    for (const pair of tree.namedChildren(list))
      named.set(tree.textOf(tree.childNamed(pair, 'key')).slice(1, -1), tree.childNamed(pair, 'value'));
  const holder = tree.parent(literal);
  const beside = tree.namedChildren(holder).filter((n) => tree.start(n) > tree.end(literal));
  return { text, start, values: list === undefined ? beside : tree.namedChildren(list), named, list: list ?? -1 };
}
const TEXTS = /^(?:string|template_string|interpreted_string_literal|raw_string_literal)$/;

/** Whoever asks has the same name where the record is looked up. */
function isKnown({ tree, language }: FixContext, value: number, target: number): boolean {
  if (language === 'javascript') {
    const names = namesIn(tree, value);
    const isParameter = (n: number): boolean =>
      handlerNames(tree, target).includes(tree.textOf(n)) === handlerNames(tree, value).includes(tree.textOf(n));
    return names?.every((n) => isInScope(tree, tree.textOf(n), tree.start(target)) && isParameter(n)) === true;
  }
  const list = (n: number): string => {
    const func = functionAround(tree, n);
    const parameters = func <= 0 ? -1 : tree.childNamed(func, 'parameters');
    return parameters < 0 ? '' : tree.textOf(parameters);
  };
  const roots = [...nodesIn(tree, value)].filter((n) => tree.type(n) === 'identifier' && !/attribute|field/.test(tree.fieldName(n) ?? ''));
  return roots.every(
    (n) => new RegExp(`\\b${tree.textOf(n)}\\b`).test(list(value)) === new RegExp(`\\b${tree.textOf(n)}\\b`).test(list(target)),
  );
}

/** Parameters of the function around it. */
function handlerNames(tree: FlatTree, n: number): readonly string[] {
  const func = enclosingFunction(tree, n);
  const list = func <= 0 ? -1 : tree.childNamed(func, 'parameters');
  return list < 0 ? [] : (tree.textOf(list).match(/\w+/g) ?? []);
}
