/** What the disk and the analysis say about one file becomes one note. */
import assert from 'node:assert/strict';
import { mergeNotes, type Note } from '../harness/cli';

describe('cli: notes', () => {
  it('prefers the reason of whoever knows it', () => {
    const disk: Note[] = [
      { kind: 'skipped', file: 'b.js', message: 'binary, not text' },
      { kind: 'info', file: 'm.js', message: 'not valid UTF-8' },
      { kind: 'info', file: 'k.js', message: 'not valid UTF-8' },
    ];
    const analysis: Note[] = [
      { kind: 'unreadable', file: 'b.js', message: 'b.js could not be read.' },
      { kind: 'skipped', file: 'm.js', message: 'm.js is skipped: it looks binary' },
      { kind: 'crash', file: 'a.js', message: 'lowering failed' },
      { kind: 'crash', file: 'a.js', message: 'lowering failed' },
      { kind: 'unreadable', file: 'gone.js', message: 'gone.js could not be read.' },
    ];
    assert.deepEqual(mergeNotes(disk, analysis), [
      { kind: 'crash', file: 'a.js', message: 'lowering failed' },
      { kind: 'unreadable', file: 'gone.js', message: 'could not be read.' },
      { kind: 'skipped', file: 'b.js', message: 'binary, not text' },
      { kind: 'skipped', file: 'm.js', message: 'it looks binary' },
      { kind: 'info', file: 'k.js', message: 'not valid UTF-8' },
    ]);
  });
});
