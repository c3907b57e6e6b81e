/**
 * Collects the signals around each change and gives a verdict: at once when nothing better can come, else when the
 * moment has passed. Knows neither VS Code nor the clock; times are milliseconds from the caller.
 */
import type { InsertedParams } from '../../server/lsp/protocol';
import { type Change, insertedSpans, insertedText, squeeze } from './edit';
import { type DetailedReason, isConclusive, judge, type Origin, type Selection } from './judge';

/** Selection and mark follow a change within a millisecond or two; a busy extension host takes longer. */
export const MOMENT = 60;
/** A mark that comes later belongs to nothing: an accept can change no text at all. */
const MARK = 250;
const PASTE = 1500;
const CODE_ACTION = 8000;
const CHAT = 15_000;
/** Judged texts that undo, redo and paste may bring back. */
const REMEMBERED = 200;
/** Characters of a part of a judged text that are enough to know it again. */
const PART = 8;

export interface ChangeEvent {
  readonly uri: string;
  /** Path of the file, to compare with a chat's document. */
  readonly path: string;
  /** The document's version after the change. */
  readonly version: number;
  readonly changes: readonly Change[];
  readonly textBefore: string | undefined;
  readonly isUndoOrRedo: boolean;
  readonly detailed: DetailedReason | undefined;
  readonly isActive: boolean;
}

interface Pending {
  readonly event: ChangeEvent;
  readonly at: number;
  selection: Selection;
  isMarked: boolean;
}

export class Tracker {
  /** Latest last; kept until no mark can reach them. */
  private pending: Pending[] = [];
  private readonly judged = new Map<string, Origin>();
  private readonly chats = new Map<string, number>();
  private paste: { readonly text: string; readonly at: number } | undefined;
  private codeActionAt = Number.NEGATIVE_INFINITY;

  /** A verdict that needs no waiting, or undefined: ask again by `settle` after `MOMENT`. */
  changed(event: ChangeEvent, now: number): InsertedParams | undefined {
    const pending: Pending = { event, at: now, selection: 'none', isMarked: false };
    this.pending = [...this.pending.filter((one) => now - one.at <= MARK), pending];
    return isConclusive(event) ? this.decide(pending, false, now) : undefined;
  }

  selected(uri: string, selection: Selection, now: number): void {
    const last = this.latest((one) => one.event.uri === uri && one.selection === 'none', now);
    if (last !== undefined) last.selection = selection;
  }

  /** The key binding's second command: the change just seen was an accepted suggestion. */
  marked(now: number): InsertedParams | undefined {
    const last = this.latest(() => true, now);
    if (last === undefined || last.selection === 'keyboard' || last.isMarked) return undefined;
    last.isMarked = true;
    return this.decide(last, false, now);
  }

  /** The moment has passed. `isClean`: the document is not dirty. */
  settle(uri: string, version: number, isClean: boolean, now: number): InsertedParams | undefined {
    const pending = this.pending.find((one) => one.event.uri === uri && one.event.version === version);
    return pending === undefined || pending.isMarked || isConclusive(pending.event) ? undefined : this.decide(pending, isClean, now);
  }

  pasting(text: string, now: number): void {
    this.paste = { text, at: now };
  }

  codeActionAsked(now: number): void {
    this.codeActionAt = now;
  }

  chatOpened(path: string, now: number): void {
    this.chats.set(path, now);
  }

  chatClosed(path: string): void {
    this.chats.delete(path);
  }

  forget(uri: string): void {
    this.pending = this.pending.filter((one) => one.event.uri !== uri);
  }

  private latest(wanted: (one: Pending) => boolean, now: number): Pending | undefined {
    return this.pending.findLast((one) => now - one.at <= MARK && wanted(one));
  }

  private decide({ event, selection, isMarked }: Pending, isClean: boolean, now: number): InsertedParams | undefined {
    const chatAt = this.chats.get(event.path) ?? Number.NEGATIVE_INFINITY;
    const origin = judge({
      ...event,
      selection,
      isMarked,
      isClean,
      pasted: this.paste !== undefined && now - this.paste.at <= PASTE ? this.paste.text : undefined,
      isChat: now - chatAt <= CHAT,
      isCodeAction: now - this.codeActionAt <= CODE_ACTION,
      known: (text) => this.recall(text),
    });
    if (origin === undefined) return undefined;
    if (origin.by === 'chat') this.chats.set(event.path, now);
    this.remember(insertedText(event.changes), origin);
    const ranges = insertedSpans(event.changes).map((span) => ({ ...span, origin }));
    return ranges.length === 0 ? undefined : { uri: event.uri, version: event.version, ranges };
  }

  private remember(text: string, origin: Origin): void {
    const key = squeeze(text);
    this.judged.delete(key);
    this.judged.set(key, origin);
    if (this.judged.size > REMEMBERED) this.judged.delete(this.judged.keys().next().value!);
  }

  private recall(text: string): Origin | undefined {
    const key = squeeze(text);
    const exact = this.judged.get(key);
    if (exact !== undefined || key.length < PART) return exact;
    for (const [known, origin] of this.judged) if (known.includes(key)) return origin;
    return undefined;
  }
}
