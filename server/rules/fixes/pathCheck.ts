/** Checks that a path of Java or Go stays below its folder before it is used. */

import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { holesOf, runsOf } from './cells';
import { putTogether, taintedHole, takeApart } from './codeText';
import {
  argumentsOf,
  bare,
  type CallPlace,
  calleeText,
  findingCall,
  freeName,
  functionAround,
  linesBefore,
  receiverOf,
  replacement,
  settledValue,
  statementAround,
} from './codeTree';
import { isTextType, typeOf } from './codeTypes';
import { packageName } from './goImport';
import { type Needed, withImports } from './inScope';
import { joinedPath } from './joinedPath';
import { refusal } from './refusal';

export const pathBelow: FixMaker = { languages: ['java', 'go'], make };

const REFUSED = 'The path leaves its folder';

function make(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const place = findingCall(context);
  if (context.language === 'go') return place && inGo(context, place);
  // A file may be what a method is called on: `new File(folder, name).delete()`.
  const receiver = receiverOf(tree, bare(tree, nodeAt(finding.span)));
  const called = receiver < 0 ? undefined : inJava(context, receiver, '');
  return called ?? (place && inJava(context, place.argument, place.callee));
}

// --- Go: a local name cannot leave the folder it is joined to

function inGo(context: FixContext, place: CallPlace): Fix | undefined {
  const { tree } = context;
  const value = settledValue(tree, bare(tree, place.argument));
  const built = joinedPath(tree, value) ?? takeApart(tree, value);
  const hole = built && taintedHole(context, built);
  const statement = hole === undefined ? -1 : statementAround(tree, hole);
  const no = hole === undefined ? undefined : refusal(context, hole, REFUSED);
  // Only what comes last, behind a folder, is a name by itself.
  if (!built || hole === undefined || statement < 0 || !no || holesOf(built).length > 1 || !isLast(built.cells, hole)) return undefined;
  const text = tree.textOf(hole);
  const plain = tree.type(hole) === 'identifier';
  if (!plain && typeOf(tree, hole) !== undefined && !isTextType(typeOf(tree, hole))) return undefined;
  const name = plain ? text : freeName(tree, functionAround(tree, hole), 'name');
  const check = [`if !${packageName(tree, 'path/filepath')}.IsLocal(${name}) {`, ...no.lines.map((line) => `\t${line}`), '}'];
  const edits: Edit[] = [linesBefore(context, statement, plain ? check : [`${name} := ${text}`, ...check])];
  if (!plain) edits.push(replacement(context, hole, name));
  return {
    title: `Check that \`${text}\` stays below its folder`,
    kind: 'guided',
    edits: withImports(context, edits, [{ goPackage: 'path/filepath', name: 'IsLocal' }, ...no.needs]),
  };
}

/** A folder comes first, the value last. */
function isLast(cells: Parameters<typeof runsOf>[0], hole: number): boolean {
  const runs = runsOf(cells);
  return runs.length > 1 && runs.at(-1) === hole && typeof runs[0] === 'string';
}

// --- Java: the path is put together, made plain, and compared with its folder

function inJava(context: FixContext, argument: number, callee: string): Fix | undefined {
  const { tree } = context;
  const value = bare(tree, settledValue(tree, bare(tree, argument)));
  const split = splitPath(context, value);
  const no = refusal(context, value, REFUSED);
  const statement = statementAround(tree, value);
  if (!split || !no || statement < 0) return undefined;
  const name = freeName(tree, functionAround(tree, value), 'path');
  const lines = [`Path ${name} = ${split.path}.normalize();`, `if (!${name}.startsWith(${split.below})) ${no.lines[0]}`];
  const opens = split.kind === 'File' || /^new \w*(?:Input|Output|Reader|Writer|Access)\w*$/.test(callee);
  const used = split.kind === 'Path' ? name : `${name}.${opens ? 'toFile' : 'toString'}()`;
  const needs: Needed[] = [{ javaClass: 'java.nio.file.Path', name: 'of' }, ...no.needs];
  return {
    title: `Check that the path lies below \`${split.folder}\``,
    kind: 'guided',
    edits: withImports(context, [linesBefore(context, statement, lines), replacement(context, value, used)], needs),
  };
}

interface Split {
  readonly folder: string;
  /** The path put together, and the folder as paths are compared with it. */
  readonly path: string;
  readonly below: string;
  readonly kind: 'Path' | 'File' | 'String';
}

/** Folder and what lies below it; undefined where the folder is not known for certain. */
function splitPath(context: FixContext, value: number): Split | undefined {
  const { tree } = context;
  const callee = calleeText(tree, value);
  const args = argumentsOf(tree, value);
  const kind = /(?:Paths\.get|Path\.of)$|\.resolve$/.test(callee) ? 'Path' : /^new (?:\w+\.)*File$/.test(callee) ? 'File' : 'String';
  if (kind === 'String') return splitText(context, value, kind);
  if (callee.endsWith('.resolve')) return foldered(tree, receiverOf(tree, value), args, kind);
  if (args.length === 1) return splitText(context, bare(tree, args[0]), kind);
  return args.length === 2 ? foldered(tree, args[0], args.slice(1), kind) : undefined;
}

function foldered(tree: FlatTree, folder: number, rest: readonly number[], kind: Split['kind']): Split | undefined {
  const type = folder < 0 ? undefined : typeOf(tree, folder);
  if (type === undefined || rest.length !== 1 || !isTextType(typeOf(tree, rest[0]) ?? 'String')) return undefined;
  const [text, name] = [tree.textOf(folder), tree.textOf(rest[0])];
  if (isTextType(type)) return below(text, [name], kind);
  if (!/^(?:java\.nio\.file\.)?Path$/.test(type)) return undefined;
  return { folder: text, path: `${text}.resolve(${name})`, below: `${text}.normalize()`, kind };
}

/** A folder that is written out as a whole is plain already. */
function below(folder: string, rest: readonly string[], kind: Split['kind']): Split {
  const plain = /^"\/(?:\w[\w-]*\/?)+"$/.test(folder);
  const path = `Path.of(${[folder, ...rest].join(', ')})`;
  return { folder, path, below: plain ? folder : `Path.of(${folder}).normalize()`, kind };
}

/** `"/srv/files/" + name`: what stands before the last slash is the folder. */
function splitText(context: FixContext, value: number, kind: Split['kind']): Split | undefined {
  const { tree } = context;
  const built = takeApart(tree, value);
  const hole = built && taintedHole(context, built);
  const first = built?.cells.findIndex((c) => c.hole !== undefined && c.hole === hole) ?? -1;
  const slash = built?.cells.slice(0, Math.max(first, 0)).findLastIndex((c) => c.char === '/') ?? -1;
  if (!built || slash < 1) return undefined;
  const groups = built.groups.map((g) => ({ ...g, before: '' }));
  const folder = putTogether(tree, built.cells.slice(0, slash), groups);
  const rest = putTogether(tree, built.cells.slice(slash + 1), groups);
  return folder === undefined || rest === undefined ? undefined : below(folder, [rest], kind);
}
