/** Which text was accepted, which arrived as a block, and which was written by hand. The sequences are those a real editor sends. */
import assert from 'node:assert/strict';
import { type Change, type ChangeEvent, type DetailedReason, MOMENT, Tracker } from '../harness/client';

const FILE = 'file:///shop/app.ts';
const BLOCK = '\n  const id = req.query.id;\n  return db.query("select " + id);\n}';

interface Details {
  readonly detailed?: DetailedReason;
  readonly isUndoOrRedo?: boolean;
  readonly isActive?: boolean;
}

/** A document under the hands of somebody, with a clock of its own. */
class Desk {
  readonly tracker = new Tracker();
  now = 1000;
  text: string;
  version = 1;

  constructor(text: string) {
    this.text = text;
  }

  /** Replaces `length` characters at `offset`; returns a verdict that needs no waiting. */
  edit(offset: number, length: number, text: string, details: Details = {}) {
    return this.edits([[offset, length, text]], details);
  }

  /** Offsets are those of the text before, the last one first, as the editor has it. */
  edits(parts: readonly [number, number, string][], details: Details = {}) {
    const before = this.text;
    const changes = parts.map(
      ([offset, length, text]): Change => ({ offset, length, text, removed: before.slice(offset, offset + length) }),
    );
    for (const { offset, length, text } of changes) this.text = this.text.slice(0, offset) + text + this.text.slice(offset + length);
    this.version++;
    const event: ChangeEvent = {
      uri: FILE,
      path: '/shop/app.ts',
      version: this.version,
      changes,
      textBefore: before,
      isUndoOrRedo: details.isUndoOrRedo ?? false,
      detailed: details.detailed,
      isActive: details.isActive ?? true,
    };
    return this.tracker.changed(event, this.now++);
  }

  select(kind: 'keyboard' | 'unnamed' | 'command') {
    this.tracker.selected(FILE, kind, this.now++);
  }

  mark() {
    return this.tracker.marked(this.now++);
  }

  /** The moment passes. */
  settle(isClean = false) {
    this.now += MOMENT;
    return this.tracker.settle(FILE, this.version, isClean, this.now);
  }

  type(offset: number, text: string) {
    for (const [index, letter] of [...text].entries()) {
      this.edit(offset + index, 0, letter);
      this.select('keyboard');
    }
    return this.settle();
  }
}

function texts(desk: Desk, verdict: ReturnType<Desk['settle']>): string[] {
  return (verdict?.ranges ?? []).map(({ start, end }) => desk.text.slice(start, end));
}

describe('accepted suggestions', () => {
  it('are known by the key binding’s mark, at once and for sure', () => {
    const desk = new Desk('function show(req) {');
    assert.equal(desk.edit(20, 0, BLOCK), undefined);
    desk.select('unnamed');
    const verdict = desk.mark();
    assert.deepEqual(verdict?.ranges[0].origin, { kind: 'ai', confidence: 'high' });
    assert.deepEqual(texts(desk, verdict), [BLOCK]);
    assert.equal(verdict?.version, desk.version);
    assert.equal(desk.settle(), undefined);
  });

  it('may be a word long', () => {
    const desk = new Desk('const a = ');
    desk.edit(10, 0, 'eval');
    desk.select('unnamed');
    assert.equal(desk.mark()?.ranges[0].origin.kind, 'ai');
  });

  it('may replace what was typed: only the new part counts', () => {
    const desk = new Desk('const user = db.');
    desk.edit(0, 16, 'const user = db.find(id);');
    desk.select('unnamed');
    assert.deepEqual(texts(desk, desk.mark()), ['find(id);']);
  });

  it('may touch several places', () => {
    const desk = new Desk('a(); b();');
    desk.edits([
      [7, 0, 'request'],
      [2, 0, 'request'],
    ]);
    desk.select('unnamed');
    assert.deepEqual(texts(desk, desk.mark()), ['request', 'request']);
  });

  it('still count when the mark is late, and correct what the shape said', () => {
    const desk = new Desk('');
    desk.edit(0, 0, BLOCK);
    desk.select('unnamed');
    assert.equal(desk.settle()?.ranges[0].origin.kind, 'inserted');
    desk.now += 100;
    assert.equal(desk.mark()?.ranges[0].origin.kind, 'ai');
  });

  it('do not rub off on a key typed before: an accept can change nothing', () => {
    const desk = new Desk('');
    desk.type(0, 'x');
    assert.equal(desk.mark(), undefined);
    desk.edit(1, 0, BLOCK);
    desk.select('unnamed');
    desk.now += 2000;
    assert.equal(desk.mark(), undefined);
  });

  it('are named by the editor itself where that is allowed', () => {
    const desk = new Desk('');
    const detailed = { source: 'inlineCompletionAccept', metadata: { $extensionId: 'acme.helper' } };
    const verdict = desk.edit(0, 0, 'let a;', { detailed });
    assert.deepEqual(verdict?.ranges[0].origin, { kind: 'ai', by: 'acme.helper', confidence: 'high' });
    assert.equal(desk.settle(), undefined);
    const chat = desk.edit(0, 0, 'let b;', { detailed: { source: 'Chat.applyEdits', metadata: { $modelId: 'acme|large' } } });
    assert.equal(chat?.ranges[0].origin.by, 'acme|large');
  });

  it('come back with undo and redo', () => {
    const desk = new Desk('');
    desk.edit(0, 0, BLOCK);
    desk.select('unnamed');
    desk.mark();
    assert.equal(desk.edit(0, BLOCK.length, '', { isUndoOrRedo: true }), undefined);
    assert.equal(desk.edit(0, 0, BLOCK, { isUndoOrRedo: true })?.ranges[0].origin.kind, 'ai');
    const part = 'const id = req.query.id;';
    desk.edit(desk.text.indexOf(part), part.length, '');
    assert.equal(desk.edit(3, 0, part, { isUndoOrRedo: true })?.ranges[0].origin.kind, 'ai');
  });

  it('come from a chat when one is editing the file', () => {
    const desk = new Desk('');
    desk.tracker.chatOpened('/shop/app.ts', desk.now);
    desk.edit(0, 0, BLOCK);
    assert.deepEqual(desk.settle()?.ranges[0].origin, { kind: 'ai', by: 'chat', confidence: 'medium' });
    desk.tracker.chatClosed('/shop/app.ts');
    desk.edit(0, 0, `${BLOCK} // other`);
    assert.equal(desk.settle()?.ranges[0].origin.kind, 'inserted');
  });
});

describe('blocks of unknown origin', () => {
  it('are several lines, or more than a word', () => {
    const desk = new Desk('');
    desk.edit(0, 0, BLOCK);
    desk.select('unnamed');
    assert.deepEqual(desk.settle()?.ranges[0].origin, { kind: 'inserted', confidence: 'medium' });
    desk.edit(0, 0, 'identifier');
    desk.select('unnamed');
    assert.equal(desk.settle(), undefined);
  });

  it('are less certain where nobody is typing', () => {
    const desk = new Desk('');
    desk.edit(0, 0, BLOCK, { isActive: false });
    assert.equal(desk.settle()?.ranges[0].origin.confidence, 'low');
  });

  it('can be pasted, re-indented or not', () => {
    const desk = new Desk('');
    desk.tracker.pasting('if (a) {\n  send(b);\n}', desk.now);
    desk.edit(0, 0, '  if (a) {\n    send(b);\n  }');
    desk.select('unnamed');
    assert.equal(desk.settle()?.ranges[0].origin.kind, 'inserted');
  });

  it('keep the name of the AI when its text is cut and pasted', () => {
    const desk = new Desk('');
    desk.edit(0, 0, BLOCK);
    desk.select('unnamed');
    desk.mark();
    desk.edit(0, BLOCK.length, '');
    desk.settle();
    desk.tracker.pasting(BLOCK, desk.now);
    desk.edit(0, 0, BLOCK);
    desk.select('unnamed');
    assert.equal(desk.settle()?.ranges[0].origin.kind, 'ai');
  });

  it('may be agents’ edits, which the editor calls unknown', () => {
    const desk = new Desk('');
    assert.equal(desk.edit(0, 0, BLOCK, { detailed: { source: 'unknown', metadata: {} } }), undefined);
    assert.equal(desk.settle()?.ranges[0].origin.kind, 'inserted');
  });
});

describe('one’s own writing', () => {
  it('is typing, with closing brackets and new lines', () => {
    const desk = new Desk('');
    assert.equal(desk.type(0, 'const password = readFromKeyboard'), undefined);
    desk.edit(10, 0, '{}');
    desk.select('keyboard');
    assert.equal(desk.settle(), undefined);
    desk.edit(11, 0, '\n    \n');
    desk.select('unnamed');
    assert.equal(desk.settle(), undefined);
  });

  it('is deleting, indenting, joining and formatting', () => {
    const desk = new Desk('if (a) {\nsend(first, second, third);\n}\n');
    desk.edit(0, 3, '');
    assert.equal(desk.settle(), undefined);
    desk.edit(0, desk.text.length, '(a)\n{\n    send(first,\n      second, third);\n}');
    assert.equal(desk.settle(), undefined);
  });

  it('is a line doubled or moved', () => {
    const line = 'send(first, second, third);\n';
    const desk = new Desk(`${line}other();\n`);
    desk.edit(0, 0, line);
    assert.equal(desk.settle(), undefined);
    desk.edits([
      [2 * line.length, 9, ''],
      [0, 0, 'other();\n'],
    ]);
    assert.equal(desk.settle(), undefined);
  });

  it('is a rename in many places', () => {
    const desk = new Desk('user; user; user;');
    desk.edits([
      [12, 4, 'customerAccount'],
      [6, 4, 'customerAccount'],
      [0, 4, 'customerAccount'],
    ]);
    assert.equal(desk.settle(), undefined);
  });

  it('is a quick fix that was asked for', () => {
    const desk = new Desk('eval(a)');
    desk.tracker.codeActionAsked(desk.now);
    desk.now += 3000;
    desk.edit(0, 7, 'JSON.parse(a) // parsed, not evaluated');
    desk.select('unnamed');
    assert.equal(desk.settle(), undefined);
  });

  it('is what comes from the disk', () => {
    const desk = new Desk('');
    desk.edit(0, 0, BLOCK);
    assert.equal(desk.settle(true), undefined);
  });

  it('is what the editor says it is', () => {
    for (const source of ['cursor', 'suggest', 'codeAction', 'snippet', 'rename', 'reloadFromDisk']) {
      const desk = new Desk('');
      assert.equal(desk.edit(0, 0, BLOCK, { detailed: { source, metadata: { kind: 'type' } } }), undefined);
      assert.equal(desk.settle(), undefined, source);
    }
  });

  it('is undone and redone in silence', () => {
    const desk = new Desk('');
    assert.equal(desk.edit(0, 0, BLOCK, { isUndoOrRedo: true }), undefined);
    assert.equal(desk.settle(), undefined);
  });
});
