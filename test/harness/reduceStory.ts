/** Makes a story that goes wrong small: fewer steps, fewer files, fewer lines, as long as it still goes wrong. */
import type { Story, StoryStep } from './stories';

export interface ReduceOptions {
  /** Whether the story still goes wrong in the same way. */
  readonly isWrong: (story: Story) => Promise<boolean>;
  /** Stories tried at most. */
  readonly tries: number;
}

export async function reduceStory(story: Story, { isWrong, tries }: ReduceOptions): Promise<Story> {
  let left = tries;
  const test = async (candidate: Story): Promise<boolean> => left-- > 0 && (await isWrong(candidate));

  let best = story;
  for (let size = Number.POSITIVE_INFINITY; sizeOf(best) < size && left > 0; ) {
    size = sizeOf(best);
    best = await fewer(best, best.steps, (steps) => ({ ...best, steps }));
    best = await fewer(best, filesOf(best), (files) => onlyFiles(best, new Set(files)));
    for (const pieces of [BLOCK, LINE]) best = await fewer(best, piecesOf(best, pieces), (kept) => onlyPieces(best, pieces, new Set(kept)));
    best = await fewer(best, best.steps, (steps) => ({ ...best, steps }));
    best = await shorterLines(best);
  }
  return best;

  /** Leaves out as many items as it can, in ever smaller pieces. */
  async function fewer<T>(start: Story, items: readonly T[], made: (items: readonly T[]) => Story): Promise<Story> {
    let kept = [...items];
    let found = start;
    for (let piece = Math.ceil(kept.length / 2); piece >= 1 && left > 0; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
      for (let at = 0; at < kept.length && left > 0; ) {
        const candidate = [...kept.slice(0, at), ...kept.slice(at + piece)];
        const next = made(candidate);
        if (candidate.length < kept.length && (await test(next))) {
          kept = candidate;
          found = next;
        } else at += piece;
      }
    }
    return found;
  }

  /** Tries each line without its indentation, its end, or one of its words. */
  async function shorterLines(start: Story): Promise<Story> {
    let found = start;
    for (const line of piecesOf(start, LINE)) {
      let now = line;
      const parts = [...line.matchAll(/[\w$]+|\s+|'[^']*'|[^\w\s]/g)].reverse();
      if (parts.length > 60 || left <= 0) continue;
      for (const { index, 0: part } of parts) {
        const shorter = now.slice(0, index) + now.slice(index + part.length);
        const candidate = mapTexts(found, (text) =>
          text
            .split('\n')
            .map((l) => (l === now ? shorter : l))
            .join('\n'),
        );
        if (await test(candidate)) {
          found = candidate;
          now = shorter;
        }
      }
    }
    return found;
  }
}

function mapTexts(story: Story, change: (text: string, file: string) => string): Story {
  const steps = story.steps.map((step): StoryStep => {
    if (step.does === 'write') return { ...step, text: change(step.text, step.file) };
    return step.does === 'edit' ? { ...step, texts: step.texts.map((text) => change(text, step.file)) } : step;
  });
  return { texts: Object.fromEntries(Object.entries(story.texts).map(([file, text]) => [file, change(text, file)])), steps };
}

function filesOf({ texts, steps }: Story): readonly string[] {
  return [...new Set([...Object.keys(texts), ...steps.flatMap((s) => ('file' in s ? [s.file] : []))])];
}

function onlyFiles({ texts, steps }: Story, files: ReadonlySet<string>): Story {
  return {
    texts: Object.fromEntries(Object.entries(texts).filter(([file]) => files.has(file))),
    steps: steps.filter((s) => !('file' in s) || files.has(s.file)),
  };
}

/** Where a text is cut into lines, and into whole functions and statements that stand for themselves. */
const LINE = /\n/;
const BLOCK = /\n(?=[^\s})\]*/])/;

/** All different pieces of all texts. */
function piecesOf({ texts, steps }: Story, cut: RegExp): readonly string[] {
  const all = Object.values(texts).concat(steps.flatMap((s) => (s.does === 'write' ? [s.text] : s.does === 'edit' ? s.texts : [])));
  return [...new Set(all.flatMap((text) => text.split(cut)))];
}

function onlyPieces(story: Story, cut: RegExp, kept: ReadonlySet<string>): Story {
  return mapTexts(story, (text) =>
    text
      .split(cut)
      .filter((piece) => kept.has(piece))
      .join('\n'),
  );
}

function sizeOf(story: Story): number {
  return JSON.stringify(story).length;
}
