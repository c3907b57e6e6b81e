/**
 * Stories of a project under edit: what editors and disks do to its files, step by step. A story is plain data, so that it can
 * be made at random, reduced, printed and read again; told to an analyzer, it must leave what a fresh analysis finds.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Analyzer, TextChange } from '../../server/analyzer/analyzer';
import { createAnalyzer } from '../../server/analyzer/create';
import { compareFindings, type Finding, type Note } from '../../server/base/finding';
import { languageOf } from '../../server/languages';
import { memoryHost, type Texts } from './project';
import type { ParseResult, Syntax } from './syntax';

export type StoryStep =
  /** The disk has this text from now on. */
  | { readonly does: 'write'; readonly file: string; readonly text: string }
  /** An editor changes an open file, one change for each text, all at once. */
  | { readonly does: 'edit'; readonly file: string; readonly texts: readonly string[] }
  | { readonly does: 'remove' | 'open' | 'close' | 'save' | 'check' | 'settle'; readonly file: string }
  /** Nothing settles; whatever the last comparison found must be shown where it now stands, and nothing else. */
  | { readonly does: 'keep' }
  /** Everything settles; findings must be those of a fresh analysis. */
  | { readonly does: 'compare' };

export interface Story {
  /** The disk at first. */
  readonly texts: Texts;
  readonly steps: readonly StoryStep[];
}

export interface Told {
  /** What differs, in words; undefined when nothing does. */
  readonly wrong: string | undefined;
  /** Index of the step that went wrong. */
  readonly at: number;
  /** Findings of each comparison. */
  readonly comparisons: readonly (readonly Finding[])[];
}

/** What editors and the disk hold at a point of a story. Steps that make no sense there change nothing, so that any step can be left out. */
export class Desk {
  readonly disk: Record<string, string>;
  readonly open: Record<string, string> = {};

  constructor(texts: Texts) {
    this.disk = { ...texts };
  }

  textOf(file: string): string | undefined {
    return own(this.open, file) ?? own(this.disk, file);
  }

  /** Files of a language we know, sorted. */
  files(): readonly string[] {
    return [...new Set([...Object.keys(this.disk), ...Object.keys(this.open)])].filter((f) => languageOf(f) !== undefined).sort();
  }

  texts(): Texts {
    return { ...this.disk, ...this.open };
  }

  /** Returns whether the step could be done. `analyzer` hears of what it must know. */
  take(step: StoryStep, analyzer?: Analyzer): boolean {
    if (step.does === 'compare' || step.does === 'keep') return true;
    const { file } = step;
    const known = own(this.disk, file);
    const held = own(this.open, file);
    switch (step.does) {
      case 'write':
        this.disk[file] = step.text;
        analyzer?.changedOnDisk(file);
        return true;
      case 'remove':
        if (known === undefined) return false;
        delete this.disk[file];
        analyzer?.changedOnDisk(file);
        return true;
      case 'open':
        if (known === undefined || held !== undefined) return false;
        this.open[file] = known;
        analyzer?.open(file, editorLanguage(file), known);
        return true;
      case 'edit': {
        if (held === undefined) return false;
        let text = held;
        const changes: TextChange[] = [];
        for (const next of step.texts) {
          changes.push(changeBetween(text, next));
          text = next;
        }
        this.open[file] = text;
        analyzer?.edit(file, changes);
        return true;
      }
      case 'save':
        if (held === undefined) return false;
        this.disk[file] = held;
        analyzer?.changedOnDisk(file);
        return true;
      case 'close':
        if (held === undefined) return false;
        delete this.open[file];
        analyzer?.close(file);
        return true;
      case 'check':
        analyzer?.check(file);
        return true;
      case 'settle':
        if (held === undefined) return false;
        analyzer?.settle(file);
        return true;
    }
  }
}

/** Tells a story to an analyzer until something is wrong. */
export async function tell(syntax: Syntax, { texts, steps }: Story): Promise<Told> {
  const desk = new Desk(texts);
  const analyzer = analyzerOf(syntax, desk.disk, 'editor');
  const comparisons: (readonly Finding[])[] = [];
  let found: readonly string[] = [];
  let at = 0;
  try {
    for (; at < steps.length; at++) {
      const step = steps[at];
      desk.take(step, analyzer);
      if (step.does === 'keep') {
        const wrong = apart(inWords(shownNow(analyzer, desk).findings, desk), found, (line) => line);
        if (wrong.length > 0) return { wrong: wrong.join('\n'), at, comparisons };
      }
      if (step.does !== 'compare') continue;
      const incremental = settled(analyzer, desk);
      const fresh = await scanned(syntax, desk.texts(), desk.files());
      comparisons.push(fresh.findings);
      found = inWords(fresh.findings, desk);
      const wrong = difference(incremental, fresh);
      if (wrong !== undefined) return { wrong, at, comparisons };
      // The order in which files are met must not matter either.
      if (steps.indexOf(step) !== steps.length - 1) continue;
      const other = await scanned(syntax, desk.texts(), [...desk.files()].reverse());
      const order = difference(other, fresh);
      if (order !== undefined) return { wrong: `Backwards:\n${order}`, at, comparisons };
    }
    return { wrong: undefined, at, comparisons };
  } catch (error) {
    return { wrong: error instanceof Error ? (error.stack ?? error.message) : String(error), at, comparisons };
  } finally {
    analyzer.dispose();
  }
}

/** How many places of the story's different texts do not parse. */
export function damaged(syntax: Syntax, { texts, steps }: Story): number {
  const all = Object.entries(texts);
  for (const step of steps) {
    if (step.does === 'write') all.push([step.file, step.text]);
    else if (step.does === 'edit') all.push(...step.texts.map((text) => [step.file, text] as [string, string]));
  }
  const seen = new Map<string, number>();
  for (const [file, text] of all) {
    const language = languageOf(file);
    if (language && !seen.has(text)) seen.set(text, damageOf(syntax.parse(language.grammarFor(file), text)));
  }
  return [...seen.values()].reduce((sum, count) => sum + count, 0);
}

function damageOf({ tree }: ParseResult): number {
  let count = 0;
  for (let n = 0; tree?.hasError && n < tree.count; n++) if (tree.isError(n) || tree.isMissing(n)) count++;
  return count;
}

interface Outcome {
  readonly findings: readonly Finding[];
  /** Sorted by file; those of one file in their order. */
  readonly notes: readonly Note[];
}

export function analyzerOf(syntax: Syntax, texts: Texts, limits: 'editor' | 'scan'): Analyzer {
  return createAnalyzer({ host: memoryHost(texts), syntax, today: '2026-01-01', limits });
}

async function scanned(syntax: Syntax, texts: Texts, files: readonly string[]): Promise<Outcome> {
  const analyzer = analyzerOf(syntax, texts, 'scan');
  const { findings, notes } = await analyzer.scan({ files });
  analyzer.dispose();
  return { findings, notes: [...notes].sort((a, b) => order(a.file ?? '', b.file ?? '')) };
}

/** Findings once typing has paused and every file has been looked at. Twice: a file is told what others bring to it when they are looked at. */
export function settled(analyzer: Analyzer, desk: Desk): Outcome {
  for (const file of Object.keys(desk.open)) analyzer.settle(file);
  for (const file of desk.files()) analyzer.check(file);
  analyzer.lookedAtAll();
  return shownNow(analyzer, desk);
}

function shownNow(analyzer: Analyzer, desk: Desk): Outcome {
  for (const file of desk.files()) analyzer.check(file);
  const results = desk.files().map((file) => analyzer.check(file));
  return { findings: results.flatMap((r) => r.findings).sort(compareFindings), notes: results.flatMap((r) => r.notes) };
}

/** Findings by their words and the line they are on, wherever that stands. */
function inWords(findings: readonly Finding[], desk: Desk): readonly string[] {
  return findings.map(({ file, span, rule, message, steps }) => {
    const text = desk.textOf(file) ?? '';
    const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1).split('\n', 1)[0];
    const way = steps.map((s) => (desk.textOf(s.file) ?? '').slice(s.span.start, s.span.end)).join(' > ');
    return `${file}: ${rule} at ${text.slice(span.start, span.end)} in ${line.trim()}: ${message} | ${way}`;
  });
}

function difference(actual: Outcome, expected: Outcome): string | undefined {
  const crash = [...actual.notes, ...expected.notes].find((n) => n.kind === 'crash');
  if (crash) return crash.message;
  const lines = [...apart(actual.findings, expected.findings, shown), ...apart(actual.notes, expected.notes, (n) => n.message)];
  return lines.length > 0 ? lines.join('\n') : undefined;
}

export function apart<T>(actual: readonly T[], expected: readonly T[], show: (one: T) => string): string[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  const extra = actual.filter((a) => !expected.some((e) => isDeepStrictEqual(a, e)));
  const missing = expected.filter((e) => !actual.some((a) => isDeepStrictEqual(a, e)));
  if (extra.length + missing.length === 0) return ['the order differs, or something is there twice'];
  return [...extra.map((one) => `after the edits: ${show(one)}`), ...missing.map((one) => `in a fresh scan: ${show(one)}`)];
}

function shown({ file, span, rule, confidence, severity, message, steps, fingerprint, suppressed }: Finding): string {
  const way = steps.map((s) => `${s.file}:${s.span.start}-${s.span.end} ${s.message}`).join(' > ');
  return `${file}:${span.start}-${span.end} ${rule} ${severity} ${confidence} ${fingerprint.slice(0, 6)}${suppressed ? ` ${suppressed.by}` : ''} | ${message} | ${way}`;
}

/** The one change that makes `to` out of `from`. */
export function changeBetween(from: string, to: string): TextChange {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return { span: { start, end: from.length - end }, text: to.slice(start, to.length - end) };
}

export function editorLanguage(file: string): string {
  return /\.java$/.test(file)
    ? 'java'
    : /\.go$/.test(file)
      ? 'go'
      : /\.py$/.test(file)
        ? 'python'
        : /\.[mc]?tsx?$/.test(file)
          ? 'typescript'
          : 'javascript';
}

function own(texts: Texts, file: string): string | undefined {
  return Object.hasOwn(texts, file) ? texts[file] : undefined;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
