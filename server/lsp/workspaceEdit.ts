/** The edits of a fix as the protocol wants them: per document, with the version they were made for. */
import { type SnippetTextEdit, TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProvenFix } from '../analyzer/analyzer';
import type { Edit } from '../base/edit';
import { type Folder, uriOf } from './folders';
import { documentAt, type Session } from './session';

export function toWorkspaceEdit(session: Session, folder: Folder, fix: Pick<ProvenFix, 'kind' | 'edits'>): WorkspaceEdit {
  const files = [...new Set(fix.edits.map((edit) => edit.file))];
  const asSnippet = fix.kind === 'ignore' && session.abilities.snippetEdits;
  const documentChanges = files.flatMap((file) => {
    const place = session.folders.at(folder, file);
    const document = documentAt(session, place);
    const text = document?.text ?? textOnDisk(folder, file);
    if (text === undefined) return [];
    const edits = fix.edits
      .filter((edit) => edit.file === file)
      .map((edit) => {
        const range = { start: text.positionAt(edit.span.start), end: text.positionAt(edit.span.end) };
        return asSnippet ? withReason(range, edit) : { range, newText: edit.text };
      });
    return [TextDocumentEdit.create({ uri: document?.uri ?? uriOf(place), version: document?.version ?? null }, edits)];
  });
  return { documentChanges };
}

/** The reason of an ignore comment is the developer's to write: the editor selects its placeholder. */
function withReason(range: TextEdit['range'], { text }: Edit): TextEdit | SnippetTextEdit {
  const found = /(gatehouse-ignore [^:\n]*: ?)([^\n]*?)(\s*(?:\*\/\}?|-->)?\s*)$/.exec(text);
  if (found === null) return { range, newText: text };
  const [, head, reason, tail] = found;
  const before = text.slice(0, found.index) + head;
  return { range, snippet: { kind: 'snippet', value: `${literal(before)}\${1:${literal(reason || 'reason')}}${literal(tail)}` } };
}

function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function textOnDisk(folder: Folder, file: string): TextDocument | undefined {
  const text = folder.root?.host.readText(file);
  return text === undefined ? undefined : TextDocument.create(file, '', 0, text);
}
