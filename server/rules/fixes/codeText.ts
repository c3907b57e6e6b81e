/** Takes texts of Python, Java and Go apart, and writes them anew in the language's own way. */
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { type BuiltText, holesOf, putCellsTogether, type TextStyle } from './cells';
import { settledValue } from './codeTree';
import { goParts, goStyle } from './goText';
import { javaParts, javaStyle } from './javaText';
import { pythonParts, pythonStyle } from './pythonText';

interface Texts {
  /** Undefined for what is not understood. */
  readonly takeApart: (tree: FlatTree, n: number) => BuiltText | undefined;
  readonly style: (tree: FlatTree) => TextStyle;
}

const BY_LANGUAGE: Readonly<Record<string, Texts>> = {
  go: { takeApart: goParts, style: goStyle },
  java: { takeApart: javaParts, style: javaStyle },
  python: { takeApart: pythonParts, style: pythonStyle },
};

/** Takes a sum, a formatted text or a literal apart. */
export function takeApart(tree: FlatTree, n: number): BuiltText | undefined {
  return textsOf(tree)?.takeApart(tree, n);
}

export function styleOf(tree: FlatTree): TextStyle | undefined {
  return textsOf(tree)?.style(tree);
}

export function putTogether(tree: FlatTree, cells: BuiltText['cells'], groups: BuiltText['groups']): string | undefined {
  const style = styleOf(tree);
  return style && putCellsTogether(cells, groups, style);
}

function textsOf(tree: FlatTree): Texts | undefined {
  const { language } = tree.grammar;
  return Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
}

/** The one expression of the text that the finding's value comes in by, where that is certain. */
export function taintedHole({ tree, finding }: FixContext, built: BuiltText): number | undefined {
  const holes = holesOf(built);
  if (holes.length === 1) return holes[0];
  const source = finding.steps[0]?.message ?? '';
  const fitting = holes.filter((h) => tree.textOf(h) === source || tree.textOf(settledValue(tree, h)) === source);
  return fitting.length === 1 ? fitting[0] : undefined;
}
