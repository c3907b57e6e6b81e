/** Keeps values of a document database's filter values in Python, Java and Go, so that none can be an operator or change the filter. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { runsOf } from './cells';
import { takeApart } from './codeText';
import { bare, callAround, nodesIn, replacement, settledValue } from './codeTree';
import { importedPaths } from './goImport';
import { withImports } from './inScope';
import { classInScope } from './javaImport';

export const plainValues: FixMaker = { languages: ['python', 'java', 'go'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt, language } = context;
  if (language === 'java') return asDocument(context);
  const at = nodeAt(finding.span);
  const place = callAround(tree, at, 0);
  const filter = place === undefined ? at : bare(tree, settledValue(tree, bare(tree, place.argument)));
  const source = finding.steps.find((s) => s.file === context.file)?.message ?? '';
  const all = [...nodesIn(tree, filter)].flatMap((n) => entryValues(tree, n));
  const values = all.length === 1 ? all : all.filter((v) => carries(tree, v, source));
  if (values.length === 0) return undefined;
  const write = language === 'python' ? (text: string): string => `str(${text})` : compared(tree);
  const edits = values.map((v) => replacement(context, v, write(tree.textOf(v))));
  const names = values.map((v) => `\`${tree.textOf(v)}\``).join(' and ');
  const title = language === 'python' ? `Turn ${names} into a string` : `Compare with ${names} as a value`;
  return { title, kind: 'safe', edits: withImports(context, edits, []) };
}

/** `bson.M{"$eq": value}`, with whatever the file calls the package. */
function compared(tree: FlatTree): (text: string) => string {
  const v2 = importedPaths(tree).some((p) => p.endsWith('/bson'));
  return (text) => (v2 ? `bson.M{"$eq": ${text}}` : text);
}

/** The value of an entry of a map that is written out. */
function entryValues(tree: FlatTree, n: number): number[] {
  const type = tree.type(n);
  if (type !== 'pair' && type !== 'keyed_element') return [];
  const key = tree.textOf(tree.childNamed(n, 'key'));
  const value = tree.childNamed(n, 'value');
  const inner = tree.type(value) === 'literal_element' ? (tree.namedChildren(value)[0] ?? value) : value;
  // What an operator compares with is a value already.
  return key.includes('$') || !/^(?:identifier|subscript|attribute|call|index_expression|selector_expression)$/.test(tree.type(inner))
    ? []
    : [inner];
}

/** The finding's value, or one that comes from the same hand: `data["name"]`, `data["pin"]`. */
function carries(tree: FlatTree, value: number, source: string): boolean {
  const text = tree.textOf(value);
  const root = /^\w+/.exec(text)?.[0] ?? '';
  const settled = [...nodesIn(tree, value)].map((n) => tree.textOf(settledValue(tree, n)));
  return (
    text === source ||
    (source !== '' && settled.some((s) => s === source || s.startsWith(source))) ||
    source.startsWith(`${root}[`) ||
    (root !== '' && source === root)
  );
}

/** `Document.parse("{ name: '" + name + "' }")` is `new Document("name", name)`. */
function asDocument(context: FixContext): Fix | undefined {
  const { tree, file, finding, nodeAt } = context;
  const place = callAround(tree, nodeAt(finding.span), finding.span.start);
  if (place?.callee !== 'Document.parse' || place.args.length !== 1) return undefined;
  const built = takeApart(tree, settledValue(tree, bare(tree, place.argument)));
  const runs = built === undefined || built.node !== bare(tree, place.argument) ? [] : runsOf(built.cells);
  const entries: string[] = [];
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const [before, hole, after] = [runs[i], runs[i + 1], runs[i + 2]];
    const opens = i === 0 ? /^\s*\{\s*["']?(\w+)["']?\s*:\s*(["'])$/ : /^["']\s*,\s*["']?(\w+)["']?\s*:\s*(["'])$/;
    const found = typeof before === 'string' ? opens.exec(before) : null;
    if (!found || typeof hole !== 'number' || typeof after !== 'string' || !after.startsWith(found[2])) return undefined;
    entries.push(`"${found[1]}", ${tree.textOf(hole)}`);
  }
  if (entries.length === 0 || !/^["']\s*\}\s*$/.test(String(runs.at(-1)))) return undefined;
  const [first, ...rest] = entries;
  const { text } = classInScope(tree, file, 'org.bson.Document');
  const made = `new ${text}(${first})${rest.map((e) => `.append(${e})`).join('')}`;
  return { title: 'Build the filter from values', kind: 'safe', edits: [replacement(context, place.call, made)] };
}
