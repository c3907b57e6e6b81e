/**
 * Where did this change come from? The first rule that matches says: an AI (`ai`), a block of unknown origin
 * (`inserted`), or neither. Both are guarded; they are only called differently. Signals and their worth were measured
 * on real key presses: the mark of our key binding is right every time, a paste is announced before it happens,
 * the shape of the edit alone is right one time in three.
 */
import type { InsertedRange } from '../../server/lsp/protocol';
import { type Change, insertedText, isBlock, isSpread, onlyMovesSpace, repeats, squeeze } from './edit';

export type Origin = InsertedRange['origin'];

/** Kind of the selection event that follows a change: a typed character moves the cursor by `keyboard`; accept, paste and commands name no kind. */
export type Selection = 'keyboard' | 'mouse' | 'command' | 'unnamed' | 'none';

/** VS Code's own account of an edit. A proposed API: there only where an organisation has allowed it. */
export interface DetailedReason {
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Evidence {
  readonly changes: readonly Change[];
  /** The document before the change, when known. */
  readonly textBefore: string | undefined;
  readonly isUndoOrRedo: boolean;
  readonly detailed: DetailedReason | undefined;
  readonly selection: Selection;
  /** Our key binding ran the editor's accept command just now. */
  readonly isMarked: boolean;
  /** Text of a paste that was announced just before. */
  readonly pasted: string | undefined;
  /** Not dirty a moment later: the text came from the disk. */
  readonly isClean: boolean;
  readonly isActive: boolean;
  /** A chat edits this file at the moment. */
  readonly isChat: boolean;
  /** A code action was asked for a moment ago. */
  readonly isCodeAction: boolean;
  /** Origin of a text that was judged before. */
  readonly known: (text: string) => Origin | undefined;
}

const AI: Origin = { kind: 'ai', confidence: 'high' };
const CHAT: Origin = { kind: 'ai', by: 'chat', confidence: 'medium' };
const LIKELY: Origin = { kind: 'inserted', confidence: 'medium' };
const UNSURE: Origin = { kind: 'inserted', confidence: 'low' };

/** Undefined: typed, moved, formatted, read from disk, or too small to matter. */
export function judge(evidence: Evidence): Origin | undefined {
  const { changes, detailed, isUndoOrRedo, isMarked, selection } = evidence;
  if (changes.every((change) => change.text === '')) return undefined;
  if (isUndoOrRedo) return evidence.known(insertedText(changes));
  const told = detailed === undefined ? 'nothing' : fromDetails(detailed, changes);
  if (told !== 'nothing') return told;
  if (isMarked && selection !== 'keyboard') return AI;
  if (evidence.isClean) return undefined;
  return fromShape(evidence);
}

/** True when nothing that may still arrive could change the verdict. */
export function isConclusive({ detailed, isUndoOrRedo, changes }: Pick<Evidence, 'detailed' | 'isUndoOrRedo' | 'changes'>): boolean {
  return isUndoOrRedo || (detailed !== undefined && fromDetails(detailed, changes) !== 'nothing');
}

function fromShape(evidence: Evidence): Origin | undefined {
  const { changes, pasted, selection, textBefore } = evidence;
  const text = insertedText(changes);
  if (onlyMovesSpace(changes)) return undefined;
  if (pasted !== undefined && squeeze(pasted) === squeeze(text)) {
    const known = evidence.known(text);
    if (known !== undefined) return known;
    return isBlock(changes) && !repeats(changes, textBefore) ? LIKELY : undefined;
  }
  if (text.length <= 2 || selection === 'keyboard') return undefined;
  if (repeats(changes, textBefore) || isSpread(changes)) return undefined;
  if (evidence.isCodeAction) return undefined;
  if (evidence.isChat) return CHAT;
  if (!isBlock(changes)) return undefined;
  return selection === 'none' || !evidence.isActive ? UNSURE : LIKELY;
}

/** Sources by name, as VS Code's text model reports them; `nothing` when the name does not settle it. */
function fromDetails({ source, metadata }: DetailedReason, changes: readonly Change[]): Origin | undefined | 'nothing' {
  switch (source) {
    case 'inlineCompletionAccept':
    case 'inlineCompletionPartialAccept':
      return withName(AI, metadata['$extensionId']);
    case 'Chat.applyEdits':
    case 'inlineChat.applyEdits':
      return withName(AI, metadata['$extensionId'] ?? metadata['$modelId']);
    case 'cursor':
      return metadata['kind'] === 'paste' ? 'nothing' : undefined;
    case 'suggest':
    case 'codeAction':
    case 'snippet':
    case 'rename':
    case 'reloadFromDisk':
    case 'eolChange':
      return undefined;
    default:
      // Agents of other makers arrive as `unknown`, so do formatters: the shape has to tell.
      return isBlock(changes) ? 'nothing' : undefined;
  }
}

function withName(origin: Origin, name: unknown): Origin {
  return typeof name === 'string' && name !== '' ? { ...origin, by: name } : origin;
}
