/** Names the fields that clients may set, where all that they send is stored. */
import type { Edit } from '../../base/edit';
import { isOfServer } from '../../data/claimWords';
import { entityName, entityRead, sensitiveField } from '../../data/recordFields';
import type { FlatTree } from '../../syntax/flatTree';
import { Records } from '../endpoint/records';
import type { Fix, FixContext, FixMaker } from '../fix';
import { calleeText, enclosing, isCall, linesBefore, nodesIn, replacement, statementAround, usesOf } from './codeTree';
import { typeOf } from './codeTypes';
import { inWords } from './exposedFields';
import { fileQuote } from './pythonText';

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext) => Made | undefined>> = {
  javascript: inJavascript,
  python: inPython,
  go: inGo,
};

export const nameFields: FixMaker = {
  languages: Object.keys(BY_LANGUAGE),
  make(context): Fix | undefined {
    const made = BY_LANGUAGE[context.language]?.(context);
    if (!made) return undefined;
    const { fields, edits } = made;
    const closed = fields.closed.length === 0 ? '' : `; not ${inWords(fields.closed)}`;
    return { title: `Store ${inWords(fields.open)} of what clients send${closed}`, kind: 'guided', edits };
  },
};

interface Fields {
  /** What clients may set. */
  readonly open: readonly string[];
  readonly closed: readonly string[];
}

interface Made {
  readonly fields: Fields;
  readonly edits: readonly Edit[];
}

/** More would be a list that nobody reads. */
const MOST_FIELDS = 25;

/** Those of the type that such records are kept as; undefined where the program does not declare it, or nothing would be left. */
function fieldsOf({ file, types }: FixContext, entity: string | undefined): Fields | undefined {
  const records = new Records(types());
  const type = entity === undefined ? undefined : records.ofEntity(entity, file);
  const all = type ? records.line(type).flatMap(({ fields }) => fields) : [];
  const names = [...new Set(all.map(({ name }) => name))];
  const isClosed = (name: string): boolean => isOfServer(name) || sensitiveField(name, entity ?? '', '')?.isCredential === true;
  const open = names.filter((name) => !isClosed(name));
  if (open.length === 0 || names.length > MOST_FIELDS) return undefined;
  return { open, closed: names.filter((name) => isClosed(name) && !/^_?id$/i.test(name)) };
}

// --- JavaScript

function inJavascript(context: FixContext): Made | undefined {
  const { tree, finding, nodeAt } = context;
  const whole = wholeIn(context, new Set(['member_expression', 'identifier']));
  const call = enclosing(tree, nodeAt(finding.span), ['call_expression', 'new_expression']);
  const fields = call < 0 ? undefined : fieldsOf(context, entityRead(tree.textOf(call)));
  if (whole === undefined || !fields) return undefined;
  const text = tree.textOf(whole);
  const holder = tree.parent(whole);
  const set = tree.type(holder) === 'spread_element' ? tree.namedChildren(tree.parent(holder)).map((n) => tree.textOf(n)) : [];
  const left = fields.open.filter((name) => !set.some((one) => one === name || one.startsWith(`${name}:`)));
  const picked = left.map((name) => `${name}: ${text}.${name}`).join(', ');
  if (left.length === 0) return undefined;
  if (tree.type(holder) === 'spread_element') return { fields, edits: [replacement(context, holder, picked)] };
  const stands = tree.type(holder) === 'arguments' || (tree.type(holder) === 'pair' && tree.childNamed(holder, 'value') === whole);
  return stands ? { fields, edits: [replacement(context, whole, `{ ${picked} }`)] } : undefined;
}

/** What the request brings, within what is stored; where that goes through a variable, the variable. */
function wholeIn({ tree, finding, nodeAt }: FixContext, types: ReadonlySet<string>): number | undefined {
  const source = finding.steps[0]?.message ?? '';
  const all = [...nodesIn(tree, nodeAt(finding.span))].filter(
    (n) => tree.start(n) >= finding.span.start && tree.end(n) <= finding.span.end,
  );
  const named = all.find((n) => types.has(tree.type(n)) && tree.textOf(n) === source);
  const [first] = all;
  return named ?? (first !== undefined && tree.type(first) === 'identifier' ? first : undefined);
}

// --- Python

function inPython(context: FixContext): Made | undefined {
  const { tree, finding, nodeAt } = context;
  const splat = [...nodesIn(tree, nodeAt(finding.span))].find(
    (n) => tree.type(n) === 'dictionary_splat' && tree.end(n) <= finding.span.end,
  );
  const call = splat === undefined ? -1 : tree.parent(tree.parent(splat));
  const [given] = splat === undefined ? [] : tree.namedChildren(splat);
  const statement = splat === undefined ? -1 : statementAround(tree, splat);
  if (splat === undefined || given === undefined || call < 0 || !isCall(tree, call) || statement < 0) return undefined;
  const callee = calleeText(tree, call);
  const own = /^(?:\w+\.)?([A-Z]\w*)$/.exec(callee)?.[1] ?? /^(?:\w+\.)?([A-Z]\w*)\.objects\.\w+$/.exec(callee)?.[1];
  const fields = fieldsOf(context, own === undefined ? undefined : entityName(own));
  if (!fields) return undefined;
  const isPlain = /^[\w.]+$/.test(tree.textOf(given));
  const func = enclosing(tree, call, ['function_definition']);
  const name = isPlain ? tree.textOf(given) : ['data', 'sent', 'payload'].find((one) => usesOf(tree, Math.max(func, 0), one).length === 0);
  if (name === undefined) return undefined;
  const quote = fileQuote(tree);
  const picked = fields.open.map((field) => `${field}=${name}.get(${quote}${field}${quote})`).join(', ');
  const before = isPlain ? [] : [linesBefore(context, statement, [`${name} = ${tree.textOf(given)}`])];
  return { fields, edits: [...before, replacement(context, splat, picked)] };
}

// --- Go

/** What is stored is made anew; a record that is there already would lose what is not named. */
function inGo(context: FixContext): Made | undefined {
  const { tree, finding, nodeAt } = context;
  const call = enclosing(tree, nodeAt(finding.span), ['call_expression']);
  if (call < 0 || !/\.Create$/.test(calleeText(tree, call))) return undefined;
  const given = tree.namedChildren(tree.childNamed(call, 'arguments'))[0];
  if (given === undefined || !/^&\w+$/.test(tree.textOf(given))) return undefined;
  const name = tree.namedChildren(given)[0];
  const type = name === undefined ? undefined : typeOf(tree, name);
  if (name === undefined || type === undefined || !/^\w+$/.test(type)) return undefined;
  const fields = ownFields(context, type);
  if (!fields || isReadLater(tree, call, tree.textOf(name))) return undefined;
  const picked = fields.open.map((field) => `${field}: ${tree.textOf(name)}.${field}`).join(', ');
  return { fields, edits: [replacement(context, given, `&${type}{${picked}}`)] };
}

/** A struct is told by its name; no tag has to say that it is stored. */
function ownFields({ file, types }: FixContext, name: string): Fields | undefined {
  const type = new Records(types()).named(name, file);
  const names = type?.fields.filter((f) => /^[A-Z]/.test(f.name)).map((f) => f.name) ?? [];
  const open = names.filter((one) => !isOfServer(one) && sensitiveField(one, name, '')?.isCredential !== true);
  if (open.length === 0 || names.length > MOST_FIELDS) return undefined;
  return { open, closed: names.filter((one) => !open.includes(one) && one !== 'ID') };
}

/** What storing it has filled in would be missing. */
function isReadLater(tree: FlatTree, call: number, name: string): boolean {
  const owner = enclosing(tree, call, ['func_literal', 'function_declaration', 'method_declaration']);
  return owner < 0 || usesOf(tree, owner, name).some((n) => tree.start(n) > tree.end(call));
}
