/** Runs a program with its arguments one by one, in Python, Java and Go, instead of handing a line of text to a shell. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type Cell, runsOf } from './cells';
import { putTogether, styleOf, takeApart } from './codeText';
import { argumentsOf, bare, callAround, nodesIn, replacement, soleUseValue } from './codeTree';
import { isTextType, typeOf } from './codeTypes';
import { endOptions, wordsOf } from './commandWords';
import { withImports } from './inScope';

export const withoutShell: FixMaker = { languages: ['python', 'java', 'go'], make };

function make(context: FixContext): Fix | undefined {
  const { tree } = context;
  // The line may be an item of a list that is the argument.
  const place = callAround(tree, context.nodeAt(context.finding.span), 0);
  if (!place) return undefined;
  if (/\bgetRuntime\(\)\.exec$/.test(place.callee) && place.args[0] === place.argument) {
    const direct = ofLine(context, place.argument);
    if (direct) {
      const array = `new String[] {${direct.words.join(', ')}}`;
      const alone = place.args.length === 1;
      const edit = alone
        ? replacement(context, place.call, `new ProcessBuilder(${direct.words.join(', ')}).start()`)
        : replacement(context, place.argument, array);
      return { title: title(direct.program), kind: 'safe', edits: [edit] };
    }
  }
  const line = shellLine(tree, place.call, place.argument);
  const command = line && ofLine(context, line.text);
  if (!line || !command) return undefined;
  const span = { start: tree.start(line.shell), end: tree.end(line.text) };
  const edits = [{ file: context.file, span, text: command.words.join(', ') }];
  return { title: title(command.program), kind: 'safe', edits: withImports(context, edits, []) };
}

const title = (program: string): string => `Run \`${program}\` without a shell, its arguments one by one`;

/** `sh`, `-c` and the line, with nothing behind them, among the arguments of the call or in a list among them. */
function shellLine(tree: FlatTree, call: number, argument: number): { readonly shell: number; readonly text: number } | undefined {
  const outer = callAround(tree, tree.parent(call), 0)?.call;
  const lists = [
    argumentsOf(tree, call),
    ...(outer === undefined ? [] : [argumentsOf(tree, outer)]),
    ...[...nodesIn(tree, argument)]
      .filter((n) => /^(?:array_initializer|list|argument_list)$/.test(tree.type(n)))
      .map((n) => tree.namedChildren(n)),
  ];
  for (const list of lists) {
    const at = list.findIndex((n) => /^["'](?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh["']$/.test(tree.textOf(n)));
    const [shell, option, text, ...rest] = at < 0 ? [] : list.slice(at);
    if (text === undefined || rest.some((n) => tree.type(n) !== 'keyword_argument')) continue;
    if (/^["']-c["']$/.test(tree.textOf(option))) return { shell, text };
  }
  return undefined;
}

/** The words of a command line as expressions. */
function ofLine(context: FixContext, line: number): { readonly program: string; readonly words: readonly string[] } | undefined {
  const { tree } = context;
  const value = soleUseValue(tree, bare(tree, line));
  // A variable that held the line would be left behind, which Go does not compile.
  if (value !== bare(tree, line)) return undefined;
  const built = takeApart(tree, value);
  const style = styleOf(tree);
  const words = built && wordsOf(built.cells);
  const [first, ...rest] = words ?? [];
  if (!built || !style || first === undefined || first.some((c) => c.hole !== undefined)) return undefined;
  const program = first.map((c) => c.char).join('');
  const texts = endOptions(program, rest).map((word) =>
    typeof word === 'string'
      ? style.write(
          [...word].map((char) => ({ char, group: 0 })),
          style.plain,
        )
      : wordText(tree, word, built.groups),
  );
  if (texts.some((text) => text === undefined)) return undefined;
  return { program, words: [style.write(first, style.plain), ...(texts as string[])] };
}

function wordText(tree: FlatTree, word: readonly Cell[], groups: Parameters<typeof putTogether>[2]): string | undefined {
  const [only, ...more] = runsOf(word);
  if (typeof only !== 'number' || more.length > 0)
    return putTogether(
      tree,
      word,
      groups.map((g) => ({ ...g, before: '' })),
    );
  // What is no text for certain was made one by the sum or the pattern around it.
  const text = tree.textOf(bare(tree, only));
  const language = tree.grammar.language;
  if (language === 'java') return isTextType(typeOf(tree, only)) ? text : `String.valueOf(${text})`;
  if (language === 'python') return text;
  return isTextType(typeOf(tree, only)) || tree.type(tree.parent(only)) === 'binary_expression' ? text : `fmt.Sprint(${text})`;
}
