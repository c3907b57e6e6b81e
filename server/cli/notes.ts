/** Joins what the disk and the analysis had to say about the same files. */
import type { Note } from '../base/finding';

/** The disk knows better why a file could not be read; the analysis knows better that a text it got was not worth reading. */
export function mergeNotes(disk: readonly Note[], analysis: readonly Note[]): readonly Note[] {
  const refused = new Set(disk.flatMap(({ file, kind }) => (file !== undefined && kind !== 'info' ? [file] : [])));
  const skipped = new Set(analysis.flatMap(({ file, kind }) => (file !== undefined && kind === 'skipped' ? [file] : [])));
  const all = [
    ...disk.filter(({ file, kind }) => !(kind === 'info' && file !== undefined && skipped.has(file))),
    ...analysis.filter(({ file, kind }) => !((kind === 'unreadable' || kind === 'skipped') && file !== undefined && refused.has(file))),
  ];
  const seen = new Set<string>();
  return all
    .map(withoutName)
    .filter((note) => {
      const key = `${note.kind}\n${note.file ?? ''}\n${note.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => order(rank(a), rank(b)) || order(a.file ?? '', b.file ?? '') || order(a.message, b.message));
}

/** A message that begins with its file's name would say it twice in every report. */
function withoutName(note: Note): Note {
  if (note.file === undefined || !note.message.startsWith(note.file)) return note;
  return { ...note, message: note.message.slice(note.file.length).replace(/^:?\s+(?:is skipped:\s+)?/, '') };
}

function rank({ kind }: Note): number {
  return ['crash', 'unreadable', 'budget', 'skipped', 'config', 'info'].indexOf(kind);
}

function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
