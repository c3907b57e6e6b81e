/** Moves values out of the text of an SQL statement into bound parameters of a DB-API call. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type BuiltText, bare, fileQuote, findingCall, settledValue, takeApart } from './pythonTree';

export const bindInPython: FixMaker = { languages: ['python'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingCall(context);
  // Only a call that takes its values in a second argument, and has none yet.
  if (!place || !/\.(?:execute|raw)$/.test(place.callee) || place.args.length !== 1 || place.args[0] !== place.argument) return undefined;
  const mark = markOf(tree);
  const statement = settledValue(tree, bare(tree, place.argument));
  const built = mark === undefined ? undefined : takeApart(tree, statement, false);
  if (!built || mark === undefined) return undefined;
  const bound = bind(tree, built, mark);
  if (!bound) return undefined;
  const { text, values } = bound;
  const list = values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
  const at = tree.end(place.argument);
  const title = values.length === 1 ? `Pass \`${values[0]}\` as a bound parameter` : `Pass ${values.length} values as bound parameters`;
  return {
    title,
    kind: 'safe',
    edits: [
      { file, span: tree.span(built.node), text },
      { file, span: { start: at, end: at }, text: `, ${list}` },
    ],
  };
}

/** The placeholder of the driver the file imports; undefined where several or none are known. */
function markOf(tree: FlatTree): string | undefined {
  const marks = new Set<string>();
  for (const n of tree.namedChildren(0)) {
    if (!/^import|^from/.test(tree.textOf(n))) continue;
    if (/\b(?:sqlite3|aiosqlite|pyodbc|duckdb)\b/.test(tree.textOf(n))) marks.add('?');
    if (/\b(?:psycopg2?|pymysql|MySQLdb|mysql\.connector|django\.db|aiomysql|aiopg|pg8000)\b/.test(tree.textOf(n))) marks.add('%s');
  }
  return marks.size === 1 ? [...marks][0] : undefined;
}

/** Placeholders where values stand. A value that is a part of a pattern, a name or a list is left to the developer. */
function bind(
  tree: FlatTree,
  { parts }: BuiltText,
  mark: string,
): { readonly text: string; readonly values: readonly string[] } | undefined {
  const values: string[] = [];
  let text = '';
  for (const [i, part] of parts.entries()) {
    if ('text' in part) {
      text += mark === '%s' ? part.text.replaceAll('%', '%%') : part.text;
      continue;
    }
    const next = parts[i + 1];
    const after = next && 'text' in next ? next.text : '';
    const quoted = /(['"])(%?)$/.exec(text);
    const closing = quoted && after.startsWith(quoted[1]) ? quoted[1] : undefined;
    if (quoted && closing === undefined) return undefined;
    if (!isValuePlace(quoted ? text.slice(0, -1) : text)) return undefined;
    if (quoted) text = text.slice(0, -1);
    values.push(tree.textOf(part.hole));
    text += mark;
    if (closing !== undefined && next && 'text' in next) {
      // The quotes go with the value.
      const rest = { text: after.slice(1) };
      return finishAfter(tree, parts, i, rest, text, values, mark);
    }
  }
  return values.length === 0 ? undefined : { text: written(tree, text), values };
}

function finishAfter(
  tree: FlatTree,
  parts: BuiltText['parts'],
  i: number,
  rest: { readonly text: string },
  text: string,
  values: readonly string[],
  mark: string,
): { readonly text: string; readonly values: readonly string[] } | undefined {
  const tail = bind(tree, { node: -1, parts: [rest, ...parts.slice(i + 2)] }, mark);
  const later = parts.slice(i + 2).some((p) => 'hole' in p);
  if (later && !tail) return undefined;
  if (!tail) return { text: written(tree, text + (mark === '%s' ? rest.text.replaceAll('%', '%%') : rest.text)), values };
  return { text: written(tree, text + tail.text.slice(1, -1)), values: [...values, ...tail.values] };
}

/** A value stands behind a comparison, in a list of values, or behind a word that takes one. */
function isValuePlace(before: string): boolean {
  return (
    /(?:=|<|>|\blike|\bin\s*\(|\bvalues\s*\([^()]*|,|\blimit|\boffset|\bbetween|\band)\s*$/i.test(before) &&
    !/\b(?:order|group)\s+by\b[^()]*$/i.test(before)
  );
}

function written(tree: FlatTree, text: string): string {
  if (text.includes('\n')) return `"""${text}"""`;
  const quote = fileQuote(tree);
  const other = quote === '"' ? "'" : '"';
  return text.includes(quote) ? (text.includes(other) ? `"""${text}"""` : other + text + other) : quote + text + quote;
}
