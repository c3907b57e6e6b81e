/** Moves values out of the text of an SQL statement into parameters, for JDBC, Spring's templates, and JPA. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type BoundText, type BoundValue, bindingTitle, bindValues, mixed } from './bindValues';
import { takeApart } from './codeText';
import { bare, type CallPlace, findingCall, insertion, newlineOf, replacement, soleUseValue } from './codeTree';
import { isTextType, typeOf } from './codeTypes';
import { prepared } from './javaStatements';

export const bindInJava: FixMaker = { languages: ['java'], make };

function make(context: FixContext): Fix | undefined {
  const { tree } = context;
  const place = findingCall(context);
  if (!place || place.args[0] !== place.argument) return undefined;
  const node = soleUseValue(tree, bare(tree, place.argument));
  const api = apiOf(context, place);
  const built = api && takeApart(tree, node);
  const bound = built && bindValues(tree, built, api.mark);
  if (!built || !bound) return undefined;
  const inline = node === bare(tree, place.argument);
  const passed = api.pass(context, place, bound, inline);
  if (!passed) return undefined;
  const edits = [...passed];
  if (!inline || !api.moves) edits.push(replacement(context, built.node, bound.text));
  return { title: bindingTitle(bound.values, tree), kind: isSafe(tree, bound.values) ? 'safe' : 'guided', edits };
}

/** Drivers compare a number with a text only where they convert one: what stood there without quotes may have been a number. */
function isSafe(tree: FlatTree, values: readonly BoundValue[]): boolean {
  return values.every(
    (v) => v.quoted || v.count || /^(?:int|long|short|double|boolean)$/.test(v.hole === undefined ? '' : (typeOf(tree, v.hole) ?? '')),
  );
}

interface Api {
  readonly mark: (place: number, name: string) => string;
  /** Hands the values over; undefined where that cannot be written. */
  readonly pass: (context: FixContext, place: CallPlace, bound: BoundText, inline: boolean) => readonly Edit[] | undefined;
  /** The text itself may be written elsewhere; `pass` does that where the text stands in the call. */
  readonly moves: boolean;
}

const QUESTION = (): string => '?';

function apiOf({ tree }: FixContext, place: CallPlace): Api | undefined {
  const { name, callee } = place;
  if (/^(?:createQuery|createMutationQuery|createSelectionQuery)$/.test(name)) return NAMED;
  if (/^(?:createNativeQuery|createSQLQuery)$/.test(name)) return NUMBERED;
  if (name === 'sql') return CLIENT;
  if (/^(?:prepareStatement|prepareCall|execute|executeQuery|executeUpdate|executeLargeUpdate)$/.test(name) && !isTemplate(tree, place))
    return { mark: QUESTION, pass: prepared, moves: true };
  if (/^(?:query|queryFor\w+|update|execute)$/.test(name)) return /named/i.test(callee) ? undefined : TEMPLATE;
  return undefined;
}

function isTemplate(tree: FlatTree, place: CallPlace): boolean {
  if (/^prepare|execute\w+$/.test(place.name)) return false;
  const receiver = tree.childNamed(place.call, 'object');
  const type = receiver < 0 ? undefined : typeOf(tree, receiver);
  return type === undefined ? /template|jdbc/i.test(place.callee) : /Template|Operations/.test(type);
}

/** `createQuery(text).setParameter("name", name)`. */
const NAMED: Api = {
  mark: (_, name) => `:${name}`,
  pass: (context, place, { values }) => [
    chained(
      context,
      place,
      values.map((v) => `.setParameter("${v.name}", ${countText(context, v)})`),
    ),
  ],
  moves: false,
};

const NUMBERED: Api = {
  mark: (place) => `?${place + 1}`,
  pass: (context, place, { values, known }) =>
    known > 0
      ? undefined
      : [
          chained(
            context,
            place,
            values.map((v, i) => `.setParameter(${i + 1}, ${countText(context, v)})`),
          ),
        ],
  moves: false,
};

/** `sql(text).param("name", name)`. */
const CLIENT: Api = {
  mark: (_, name) => `:${name}`,
  pass: (context, place, { values, known }) => {
    const type = context.tree.text.includes('r2dbc') ? 'bind' : 'param';
    return known > 0
      ? undefined
      : [
          chained(
            context,
            place,
            values.map((v) => `.${type}("${v.name}", ${countText(context, v)})`),
          ),
        ];
  },
  moves: false,
};

/** Behind the call; on lines of their own where the calls that follow have theirs. */
function chained(context: FixContext, { call }: CallPlace, calls: readonly string[]): Edit {
  const { tree } = context;
  const end = tree.end(call);
  const next = /^\s*\r?\n([ \t]*)\./.exec(tree.text.slice(end));
  const before = next ? newlineOf(tree) + next[1] : '';
  return insertion(context, end, calls.map((c) => before + c).join(''));
}

function countText({ tree }: FixContext, value: BoundValue): string {
  const isText = value.count && value.hole !== undefined && isTextType(typeOf(tree, value.hole));
  return isText ? `Integer.parseInt(${value.text})` : value.text;
}

/** `jdbc.query(text, mapper, values…)`. */
const TEMPLATE: Api = {
  mark: QUESTION,
  pass(context, place, bound) {
    const { tree } = context;
    const values = bound.values.map((v) => ({ ...v, text: countText(context, v) }));
    const rest = place.args.slice(1);
    const edits: Edit[] = [];
    if (place.name === 'execute') {
      // Only `update` takes values.
      if (!/^"\s*(?:insert|update|delete|merge)\b/i.test(bound.text) || rest.length > 0) return undefined;
      edits.push(replacement(context, tree.childNamed(place.call, 'name'), 'update'));
    }
    const array = rest.find((n) => /^new Object\[\]\s*\{/.test(tree.textOf(n)));
    const list = array === undefined ? undefined : tree.childNamed(array, 'value');
    const fixed = list !== undefined ? 0 : fixedArguments(tree, place.name, rest);
    const known = list !== undefined ? tree.namedChildren(list) : rest.slice(fixed);
    if (known.length !== bound.known) return undefined;
    if (list !== undefined) {
      const all = mixed(
        known.map((n) => tree.textOf(n)),
        values,
      );
      return [...edits, replacement(context, list, `{${all.join(', ')}}`)];
    }
    if (known.length === 0)
      return [...edits, insertion(context, tree.end(place.args.at(-1) ?? place.argument), `, ${values.map((v) => v.text).join(', ')}`)];
    const all = mixed(
      known.map((n) => tree.textOf(n)),
      values,
    );
    return [
      ...edits,
      { file: context.file, span: { start: tree.start(known[0]), end: tree.end(known[known.length - 1]) }, text: all.join(', ') },
    ];
  },
  moves: false,
};

/** How many arguments behind the text are no values: a mapper, the class of a result. */
function fixedArguments(tree: FlatTree, name: string, rest: readonly number[]): number {
  if (name === 'query' || name === 'queryForObject' || name === 'queryForStream') return Math.min(1, rest.length);
  return rest[0] !== undefined && /\.class$/.test(tree.textOf(rest[0])) ? 1 : 0;
}
