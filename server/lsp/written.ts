/** Code actions that write one stretch of text into a file, which may not be there yet, and show it. */
import { type CodeAction, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../base/span';
import { type Folder, uriOf } from './folders';
import { documentAt, type Session } from './session';
import { writing } from './writeAndShow';

export interface Writing {
  /** Root-relative. */
  readonly file: string;
  /** Undefined where there is no such file. */
  readonly before: string | undefined;
  readonly span: Span;
  readonly text: string;
  readonly after: string;
  /** What there is to look at afterwards, in the text after. */
  readonly selected: Span;
}

/** Undefined where the editor cannot make the file. */
export function written(
  session: Session,
  folder: Folder,
  title: string,
  what: Writing,
): Pick<CodeAction, 'title' | 'edit' | 'command'> | undefined {
  const { file, before, span, text: newText, after, selected } = what;
  if (before === undefined && !session.abilities.createsFiles) return undefined;
  const place = session.folders.at(folder, file);
  const uri = documentAt(session, place)?.uri ?? uriOf(place);
  const text = TextDocument.create(uri, 'plaintext', 0, before ?? '');
  const range = { start: text.positionAt(span.start), end: text.positionAt(span.end) };
  const change = TextDocumentEdit.create({ uri, version: null }, [{ range, newText }]);
  const creation: WorkspaceEdit['documentChanges'] =
    before === undefined ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }] : [];
  const whole: WorkspaceEdit = { documentChanges: [...creation, change] };
  if (!session.abilities.writesAndShows) return { title, edit: whole };
  // Shown with what was written, for there is something to finish or to save.
  const then = TextDocument.create(uri, 'plaintext', 0, after);
  const left = { start: then.positionAt(selected.start), end: then.positionAt(selected.end) };
  return { title, command: writing(title, whole, uri, left) };
}
