/** Findings for a person at a terminal: by file, each with a code frame, then a summary that says what was not looked at. */
import { createColors } from 'picocolors';
import type { Finding, Note, Severity } from '../base/finding';
import { SEVERITIES } from '../base/finding';
import { frame } from './frame';
import { printable } from './printable';
import { countBySeverity, Places, type Report, visible } from './report';

export interface TextOptions {
  readonly color: boolean;
  /** All notes, one line each, and every step of a flow; else notes are summed up and long flows shortened. */
  readonly verbose: boolean;
  /** Milliseconds the scan took; left out of the summary when undefined. */
  readonly elapsed: number | undefined;
}

export type Paint = ReturnType<typeof createColors>;

/** Ends with a line end. */
export function reportText(report: Report, options: TextOptions): string {
  const paint = createColors(options.color);
  const places = new Places(report);
  const out: string[] = [];
  let file: string | undefined;
  for (const finding of report.findings) {
    if (finding.file !== file) {
      file = finding.file;
      out.push(paint.underline(printable(places.path(file))), '');
    }
    out.push(...findingLines(finding, places, paint, options), '');
  }
  out.push(...summary(report, paint, options));
  return `${out.join('\n')}\n`;
}

function findingLines(finding: Finding, places: Places, paint: Paint, options: TextOptions): string[] {
  const { line, column } = places.region(finding.file, finding.span);
  const where = paint.dim(printable(`${places.path(finding.file)}:${line}:${column}`));
  const sure = finding.confidence === 'high' ? '' : paint.dim(`  ${finding.confidence} confidence`);
  const out = [`  ${severity(finding.severity, paint)}  ${paint.bold(finding.rule)}  ${where}${sure}`, `  ${printable(finding.message)}`];
  if (finding.origin !== undefined) {
    const by = finding.origin.by === undefined ? '' : ` from ${printable(finding.origin.by)}`;
    out.push(paint.dim(`  ${finding.origin.kind === 'ai' ? `In an accepted suggestion${by}` : 'In text inserted at once'}.`));
  }
  if (finding.suppressed !== undefined) {
    out.push(paint.dim(`  suppressed by ${finding.suppressed.by}: ${printable(finding.suppressed.reason)}`));
  }
  const lines = places.lines(finding.file);
  if (lines !== undefined) {
    const shown = frame(lines, finding.span);
    const gutter = String(Math.max(...shown.map(({ number }) => number ?? 0))).length;
    for (const { number, text, flagged } of shown) {
      const head = `${flagged && number !== undefined ? '>' : ' '} ${String(number ?? '').padStart(gutter)} | `;
      out.push(
        `    ${number === undefined ? paint.dim(head) + paint.red(text) : flagged ? head + text : paint.dim(head + text)}`.trimEnd(),
      );
    }
  }
  out.push(...stepLines(finding, places, paint, options));
  return out;
}

const MAX_STEPS = 6;

function stepLines(finding: Finding, places: Places, paint: Paint, options: TextOptions): string[] {
  const { steps } = finding;
  // One step says no more than the frame above.
  if (steps.length < 2) return [];
  const out: string[] = [];
  steps.forEach((step, index) => {
    if (!options.verbose && steps.length > MAX_STEPS && index >= MAX_STEPS - 2 && index < steps.length - 1) {
      if (index === MAX_STEPS - 2) out.push(paint.dim(`    … ${steps.length - MAX_STEPS + 1} more steps (--verbose shows them)`));
      return;
    }
    const { line, column } = places.region(step.file, step.span);
    out.push(
      paint.dim(`    ${index + 1}. `) + printable(step.message) + paint.dim(printable(`  ${places.path(step.file)}:${line}:${column}`)),
    );
  });
  return out;
}

function severity(level: Severity, paint: Paint): string {
  if (level === 'critical' || level === 'high') return paint.red(level);
  return level === 'medium' ? paint.yellow(level) : paint.blue(level);
}

function summary(report: Report, paint: Paint, options: TextOptions): string[] {
  const shown = visible(report.findings);
  const time = options.elapsed === undefined ? '' : ` in ${duration(options.elapsed)}`;
  const scope = `${count(report.files, 'file')}, ${count(report.lines, 'line')}${time}`;
  const out: string[] = [];
  if (report.files === 0) {
    const wasSkipped = report.notes.some(({ kind }) => kind === 'skipped' || kind === 'unreadable');
    out.push(wasSkipped ? 'Nothing was analysed.' : 'No files to analyse: nothing here is in a language that Gatehouse reads.');
  } else if (shown.length === 0) {
    out.push(`${paint.green('Nothing found')} in ${scope}. That is not the same as safe: Gatehouse reports what its rules know.`);
  } else {
    const counts = countBySeverity(shown);
    const parts = SEVERITIES.filter((level) => counts[level] > 0).map((level) => `${counts[level]} ${level}`);
    const files = new Set(shown.map(({ file }) => file)).size;
    out.push(`${paint.bold(count(shown.length, 'finding'))} (${parts.join(', ')}) in ${count(files, 'file')}. Analysed: ${scope}.`);
  }
  if (report.suppressed > 0) out.push(paint.dim(`${count(report.suppressed, 'suppressed finding')} (--show-suppressed lists them).`));
  out.push(...noteLines(report, paint, options.verbose));
  return out;
}

const NAMED = 3;
/** Different things said of one kind before only their number is told. */
const MAX_SAID = 5;

/** Notes about files are summed up by what they say, so that a thousand minified files are one line. */
export function noteLines(report: Pick<Report, 'notes' | 'prefix'>, paint: Paint, verbose: boolean): string[] {
  const path = (file: string): string => printable(report.prefix + file);
  if (verbose) {
    return report.notes.map((note) =>
      noteText(note, `${note.file === undefined ? '' : `${path(note.file)}: `}${printable(note.message)}`, paint),
    );
  }
  const out: string[] = [];
  for (const groups of byKind(report.notes)) {
    const files = groups.flatMap(({ files }) => files);
    if (groups.length > MAX_SAID && files.length > MAX_SAID) {
      out.push(noteText(groups[0].note, `${files.length} files, for different reasons: ${named(files, path, 'says why')}`, paint));
      continue;
    }
    for (const { note, files } of groups) {
      const said = printable(files.length > 1 ? general(note) : note.message);
      if (files.length === 0) out.push(noteText(note, said, paint));
      else if (files.length === 1) out.push(noteText(note, `${path(files[0])}: ${said}`, paint));
      else out.push(noteText(note, `${files.length} files ${said}: ${named(files, path, 'lists them')}`, paint));
    }
  }
  return out;
}

interface NoteGroup {
  readonly note: Note;
  readonly files: string[];
}

/** Kinds in the order they first appear; within a kind, what is said of which files. */
function byKind(notes: readonly Note[]): readonly (readonly NoteGroup[])[] {
  const kinds = new Map<Note['kind'], Map<string, NoteGroup>>();
  for (const note of notes) {
    const groups = kinds.get(note.kind) ?? new Map<string, NoteGroup>();
    kinds.set(note.kind, groups);
    const key = `${note.file === undefined ? '' : 'file '}${general(note)}`;
    const group = groups.get(key) ?? { note, files: [] };
    groups.set(key, group);
    if (note.file !== undefined) group.files.push(note.file);
  }
  return [...kinds.values()].map((groups) => [...groups.values()]);
}

/** Without the particulars in brackets at the end. */
function general(note: Note): string {
  return note.message.replace(/\s*\([^()]*\)\.?$/, '');
}

function named(files: readonly string[], path: (file: string) => string, verbose: string): string {
  const rest = files.length > NAMED ? ` and ${files.length - NAMED} more (--verbose ${verbose})` : '';
  return files.slice(0, NAMED).map(path).join(', ') + rest;
}

const LABELS: Readonly<Record<Note['kind'], string>> = {
  skipped: 'Not analysed',
  unreadable: 'Not analysed',
  budget: 'Cut short',
  config: 'Configuration',
  crash: 'Failed',
  info: 'Note',
};

function noteText(note: Note, text: string, paint: Paint): string {
  const label = `${LABELS[note.kind]}: `;
  const line = `${label}${text}`;
  return note.kind === 'info' ? paint.dim(line) : paint.yellow(line);
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
