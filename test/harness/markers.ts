/**
 * Markers in examples: comments at the end of the flagged line, in any comment syntax. They are taken out before the text is
 * analysed, so that the analysis sees what a user would have written.
 *
 *   expect RULE [high|medium|low] [from NAME]   one finding on this line, of that confidence, whose source is marked NAME
 *   source NAME                                 the source of such a finding
 *   missing RULE: why                           a finding that ought to be there; fails once it is
 *   spurious RULE: why                          a finding that ought not to be there; fails once it is gone
 *   ^^^ words                                   on a line below: the finding begins at the first caret, and its message has
 *                                               these words; other than three carets also say where it ends
 *
 * Several are separated by `, `; a word like `expect` holds for those after it. A why takes the rest of the line.
 */
import type { Confidence } from '../../server/base/finding';

export interface Marker {
  readonly kind: 'expect' | 'missing' | 'spurious';
  readonly rule: string;
  readonly confidence?: Confidence;
  readonly from?: string;
  /** 1-based line in the stripped text. */
  readonly line: number;
}

export interface Underline {
  /** 1-based line of the flagged text in the stripped text. */
  readonly line: number;
  /** 0-based column where the finding begins. */
  readonly start: number;
  /** Exclusive end, where the carets say it. */
  readonly end: number | undefined;
  readonly words: string;
  /** 1-based line in the page. */
  readonly pageLine: number;
}

export interface MarkedFile {
  readonly file: string;
  /** The text without markers; ends with a line end. */
  readonly text: string;
  readonly markers: readonly Marker[];
  readonly underlines: readonly Underline[];
  /** Name of a `source` → its 1-based line in the stripped text. */
  readonly sources: ReadonlyMap<string, number>;
  /** 1-based line in the stripped text → 1-based line in the page. */
  readonly pageLine: (line: number) => number;
}

const MARKED = /[ \t]*(?:\{\/\*|\/\*|\/\/|#|<!--)[ \t]*((?:expect|missing|spurious|source)[ \t]+\S.*?)[ \t]*(?:\*\/\}|\*\/|-->)?[ \t]*$/;
const CARETS = /^[ \t]*(?:\{\/\*|\/\*|\/\/|#|<!--)[ \t]*(\^+)[ \t]*(.*?)[ \t]*(?:\*\/\}|\*\/|-->)?[ \t]*$/;
const RULE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** `offset` is the 1-based page line just before the first of `lines`. */
export function readMarkers(
  page: string,
  file: string,
  lines: readonly string[],
  offset: number,
): { readonly file: MarkedFile; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const kept: string[] = [];
  const pageLines: number[] = [];
  const markers: Marker[] = [];
  const underlines: Underline[] = [];
  const sources = new Map<string, number>();

  for (const [i, line] of lines.entries()) {
    const pageLine = offset + i + 1;
    const carets = CARETS.exec(line);
    if (carets) {
      const start = line.indexOf('^');
      underlines.push({
        line: kept.length,
        start,
        end: carets[1].length === 3 ? undefined : start + carets[1].length,
        words: carets[2],
        pageLine,
      });
      continue;
    }
    const marked = MARKED.exec(line);
    const code = marked ? line.slice(0, marked.index) : line;
    kept.push(code);
    pageLines.push(pageLine);
    if (!marked) continue;
    if (code.trim() === '') problems.push(`${page}:${pageLine}: a marker stands at the end of the line it speaks of, not on its own`);
    const problem = readItems(marked[1], kept.length);
    if (problem) problems.push(`${page}:${pageLine}: ${problem}`);
  }
  const text = kept.length === 0 ? '' : `${kept.join('\n')}\n`;
  return {
    file: { file, text, markers, underlines, sources, pageLine: (line) => pageLines[line - 1] ?? offset },
    problems,
  };

  function readItems(text: string, line: number): string | undefined {
    let verb = '';
    let rest = text;
    while (rest !== '') {
      const start = /^(expect|missing|spurious|source)\s+/.exec(rest);
      if (start) {
        verb = start[1];
        rest = rest.slice(start[0].length);
      }
      if (verb === 'missing' || verb === 'spurious') {
        const [, rule, why] = /^([^\s:]+)(?::\s*(.*))?$/.exec(rest) ?? [];
        if (!rule || !RULE.test(rule) || !why) return `expected \`${verb} RULE: why\``;
        markers.push({ kind: verb, rule, line });
        return undefined;
      }
      const comma = rest.indexOf(',');
      const item = (comma < 0 ? rest : rest.slice(0, comma)).trim();
      rest = comma < 0 ? '' : rest.slice(comma + 1).trim();
      if (verb === 'source') {
        if (!/^[\w-]+$/.test(item)) return `\`${item}\` is no name for a source`;
        if (sources.has(item)) return `a second source \`${item}\``;
        sources.set(item, line);
        continue;
      }
      const parts = /^(\S+)(?:\s+(high|medium|low))?(?:\s+from\s+(\S+))?$/.exec(item);
      if (!parts || !RULE.test(parts[1])) return `cannot read \`${item}\`: expected \`expect RULE [high|medium|low] [from NAME]\``;
      markers.push({
        kind: 'expect',
        rule: parts[1],
        line,
        ...(parts[2] ? { confidence: parts[2] as Confidence } : {}),
        ...(parts[3] ? { from: parts[3] } : {}),
      });
    }
    return undefined;
  }
}
