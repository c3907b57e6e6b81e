/** The texts of documents as they were before the event at hand: VS Code does not say what a change replaced. */
import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { Change } from './edit';

/** Characters; larger documents are not analysed in the editor either. */
const LIMIT = 1024 * 1024;

export class Mirror {
  private readonly texts = new Map<string, { readonly version: number; readonly text: string }>();

  /** Remembers the text as it is now, unless it is known. */
  keep(document: TextDocument): void {
    const uri = document.uri.toString();
    if (this.texts.get(uri)?.version === document.version) return;
    const text = document.getText();
    if (text.length <= LIMIT) this.texts.set(uri, { version: document.version, text });
  }

  forget(document: TextDocument): void {
    this.texts.delete(document.uri.toString());
  }

  /** The event's changes with what they replaced, and the text before it; both undefined when the text was not known. */
  apply({ document, contentChanges }: TextDocumentChangeEvent): {
    readonly changes: readonly Change[];
    readonly before: string | undefined;
  } {
    const uri = document.uri.toString();
    const known = this.texts.get(uri);
    const before = known !== undefined && known.version === document.version - 1 ? known.text : undefined;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
      removed: before?.slice(rangeOffset, rangeOffset + rangeLength),
    }));
    if (before === undefined) this.texts.delete(uri);
    else this.texts.set(uri, { version: document.version, text: splice(before, changes) });
    return { changes, before };
  }
}

/** Offsets are those of the text before all changes, so the last one goes first. */
function splice(text: string, changes: readonly Change[]): string {
  for (const { offset, length, text: inserted } of [...changes].sort((a, b) => b.offset - a.offset)) {
    text = text.slice(0, offset) + inserted + text.slice(offset + length);
  }
  return text;
}
