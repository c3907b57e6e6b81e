/** How much of a text its language's lowering understands. */
import { languageOf } from '../languages';
import { SCAN_TEXT_LIMIT, unfit } from '../syntax/fitness';
import { SCAN_BUDGET, type Syntax } from '../syntax/syntax';

export interface TextStats {
  readonly language: string;
  readonly lines: number;
  /** Named nodes of its tree; 0 where it was not parsed. */
  readonly nodes: number;
  /** Nodes the lowering does not know, by their type. */
  readonly unknown: Readonly<Record<string, number>>;
  readonly isDamaged: boolean;
  readonly isSkipped: boolean;
}

/** Undefined for a file that no language reads. */
export function statsOf(syntax: Syntax, file: string, text: string): TextStats | undefined {
  const language = languageOf(file);
  if (!language) return undefined;
  const lines = text === '' ? 0 : text.split(/\r\n|\r|\n/).length - (/[\r\n]$/.test(text) ? 1 : 0);
  const tree = unfit(text, SCAN_TEXT_LIMIT) ? undefined : syntax.parse(language.grammarFor(file), text, SCAN_BUDGET).tree;
  if (!tree) return { language: language.id, lines, nodes: 0, unknown: {}, isDamaged: false, isSkipped: true };
  let nodes = 0;
  for (let n = 0; n < tree.count; n++) if (tree.isNamed(n)) nodes++;
  const { unknown, broken } = language.lower(tree, file);
  return { language: language.id, lines, nodes, unknown, isDamaged: broken, isSkipped: false };
}
