/** Word sequences of the taxonomy, expanded once and looked up by their first word. */

export interface Sequence<T> {
  readonly words: readonly string[];
  readonly meaning: T;
}

/** Every sequence a pattern stands for: `e mail address?` is two. */
export function expand(pattern: string): readonly (readonly string[])[] {
  let out: string[][] = [[]];
  for (const part of pattern.split(' ')) {
    const optional = part.endsWith('?');
    const choices = (optional ? part.slice(0, -1) : part).split('/');
    const next: string[][] = [];
    for (const known of out) {
      for (const choice of choices) next.push([...known, choice]);
      if (optional) next.push(known);
    }
    out = next;
  }
  return out.filter((words) => words.length > 0);
}

/** Joined words shorter than this are too short to mean anything (`idno`). */
const JOINED_LENGTH = 6;

export class SequenceTable<T> {
  private readonly byFirst = new Map<string, Sequence<T>[]>();

  /** Adds a pattern, and its words run together: `access token` is also `accesstoken`. */
  add(pattern: string, meaning: T): void {
    for (const words of expand(pattern)) {
      this.put(words, meaning);
      const joined = words.join('');
      if (words.length > 1 && joined.length >= JOINED_LENGTH) this.put([joined], meaning);
    }
  }

  /** All sequences that begin at that word. `alike` are the same words in the singular. */
  *at(words: readonly string[], alike: readonly string[], start: number): Generator<Sequence<T>> {
    yield* this.matching(this.byFirst.get(words[start]), words, alike, start);
    if (alike[start] !== words[start]) yield* this.matching(this.byFirst.get(alike[start]), words, alike, start);
  }

  private *matching(
    list: readonly Sequence<T>[] | undefined,
    words: readonly string[],
    alike: readonly string[],
    start: number,
  ): Generator<Sequence<T>> {
    for (const sequence of list ?? []) {
      if (start + sequence.words.length > words.length) continue;
      let i = 1;
      while (i < sequence.words.length && (sequence.words[i] === words[start + i] || sequence.words[i] === alike[start + i])) i++;
      if (i === sequence.words.length) yield sequence;
    }
  }

  private put(words: readonly string[], meaning: T): void {
    const list = this.byFirst.get(words[0]);
    if (list) list.push({ words, meaning });
    else this.byFirst.set(words[0], [{ words, meaning }]);
  }
}
