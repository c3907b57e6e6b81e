/** Runs a program with its arguments in an array instead of handing a line of text to a shell. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import type { Cell } from './cells';
import { endOptions, wordsOf } from './commandWords';
import { bringIntoScope, importsOf, usesOf } from './javascriptImport';
import { fileQuote, quoted } from './javascriptText';
import { type ArgumentPlace, bare, calleeName, findingArgument, isFunction, receiverText, soleUseInitializer } from './javascriptTree';
import { asText } from './plainText';
import { takeApart, writeTemplate } from './textParts';

export const execFileArray: FixMaker = { languages: ['javascript'], make };

const WITHOUT_SHELL: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };

function make(context: FixContext): Fix | undefined {
  const { tree } = context;
  const place = findingArgument(context);
  if (place === undefined) return undefined;
  const name = calleeName(tree, place.callee);
  if (!isRunner(tree, place.callee)) return undefined;
  // A function that takes a whole line splits it itself.
  if (/command/i.test(name)) return undefined;
  if (!Object.hasOwn(WITHOUT_SHELL, name)) return dropShell(context, place);
  if (place.index !== 0) return undefined;
  if (!isSafeOptions(tree, place.args[1])) return undefined;
  const callee = calleeEdits(context, place.callee, name, WITHOUT_SHELL[name]);
  const command = commandEdits(context, place);
  if (callee === undefined || command === undefined) return undefined;
  return {
    title: `Run \`${command.program}\` without a shell, its arguments in an array`,
    kind: 'safe',
    edits: [...callee, ...command.edits],
  };
}

/** A function of a module that runs programs; a method of the same name elsewhere runs them in other ways. */
function isRunner(tree: FlatTree, callee: number): boolean {
  const local = tree.type(callee) === 'member_expression' ? receiverText(tree, callee) : tree.textOf(callee);
  if (/^require\(['"](?:node:)?child_process['"]\)$/.test(local)) return true;
  return importsOf(tree).some((i) => RUNNERS.test(i.module) && i.bindings.some((b) => b.local === local));
}

const RUNNERS = /^(?:child_process|cross-spawn|execa)$/;

/** `spawn(program, [values], { shell: true })` needs no shell where the program is a constant. */
function dropShell(context: FixContext, place: ArgumentPlace): Fix | undefined {
  const { tree, file } = context;
  const [program, args, options] = place.args;
  const object = tree.type(args ?? 0) === 'object' ? args : options;
  if (program === undefined || object === undefined || tree.type(object) !== 'object') return undefined;
  const pairs = tree.namedChildren(object);
  const shell = pairs.findIndex((n) => tree.type(n) === 'pair' && tree.textOf(tree.childNamed(n, 'key')) === 'shell');
  if (shell < 0) return undefined;
  const edits: Edit[] = [
    pairs.length === 1 ? removeArgument(context, place, object) : { file, span: pairSpan(tree, pairs, shell), text: '' },
  ];
  if (tree.type(args) === 'array') {
    if (tree.type(program) !== 'string') return undefined;
    return { title: `Run ${tree.textOf(program)} without a shell`, kind: 'safe', edits };
  }
  const command = commandEdits(context, place);
  return (
    command && {
      title: `Run \`${command.program}\` without a shell, its arguments in an array`,
      kind: 'safe',
      edits: [...command.edits, ...edits],
    }
  );
}

function removeArgument(context: FixContext, place: ArgumentPlace, argument: number): Edit {
  const { tree, file } = context;
  const before = place.args[place.args.indexOf(argument) - 1];
  return { file, span: { start: tree.end(before), end: tree.end(argument) }, text: '' };
}

function pairSpan(tree: FlatTree, pairs: readonly number[], i: number): { start: number; end: number } {
  return i === 0 ? { start: tree.start(pairs[0]), end: tree.start(pairs[1]) } : { start: tree.end(pairs[i - 1]), end: tree.end(pairs[i]) };
}

// --- the command line

function commandEdits(context: FixContext, place: ArgumentPlace): { program: string; edits: Edit[] } | undefined {
  const { tree, file } = context;
  const argument = bare(tree, place.argument);
  const initializer = soleUseInitializer(tree, argument);
  const built = takeApart(tree, initializer >= 0 ? initializer : argument);
  const words = built && wordsOf(built.cells);
  if (words === undefined) return undefined;
  const [first, ...rest] = words;
  if (first.some((c) => c.hole !== undefined)) return undefined;
  const program = first.map((c) => c.char).join('');
  const quote = fileQuote(tree);
  const items = endOptions(program, rest).map((word) => (typeof word === 'string' ? quoted(word, quote) : wordText(context, word, quote)));
  const list = `[${items.join(', ')}]`;
  const name = quoted(program, quote);
  if (initializer < 0) return { program, edits: [{ file, span: tree.span(argument), text: `${name}, ${list}` }] };
  // The variable that held the line holds the arguments from now on.
  return {
    program,
    edits: [
      { file, span: tree.span(initializer), text: list },
      { file, span: { start: tree.start(argument), end: tree.start(argument) }, text: `${name}, ` },
    ],
  };
}

function wordText({ tree, file }: FixContext, word: readonly Cell[], quote: "'" | '"'): string {
  if (word.length === 1 && word[0].hole !== undefined) return asText(tree, file, word[0].hole);
  const text = word.map((c) => c.char ?? '').join('');
  return word.some((c) => c.hole !== undefined) ? writeTemplate(tree, word) : quoted(text, quote);
}

// --- the callee and its import

function calleeEdits(context: FixContext, callee: number, name: string, wanted: string): Edit[] | undefined {
  const { tree, file } = context;
  if (tree.type(callee) === 'member_expression') return [{ file, span: tree.span(tree.childNamed(callee, 'property')), text: wanted }];
  const own = importsOf(tree)
    .filter((i) => i.module === 'child_process')
    .flatMap((i) => i.bindings)
    .find((b) => b.local === name && b.name === name);
  // A name that is no plain import (a promisified one, say) takes other arguments.
  if (own === undefined) return undefined;
  const edits: Edit[] = [{ file, span: tree.span(callee), text: wanted }];
  const there = bringIntoScope(tree, file, { module: 'child_process', name: wanted, local: wanted });
  if (there === undefined) return undefined;
  if (there.edits.length > 0 && usesOf(tree, name) === 1) return [{ file, span: tree.span(own.node), text: wanted }, ...edits];
  return [...there.edits, ...edits];
}

/** Options that do not ask for a shell themselves. */
function isSafeOptions(tree: FlatTree, options: number | undefined): boolean {
  if (options === undefined || isFunction(tree, options)) return true;
  if (tree.type(options) === 'identifier') return true;
  if (tree.type(options) !== 'object') return false;
  return tree.namedChildren(options).every((n) => tree.type(n) !== 'spread_element' && tree.textOf(n).split(':')[0].trim() !== 'shell');
}
