/** A result of the analysis as the editor shows it. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileResult } from '../analyzer/analyzer';
import type { Span } from '../base/span';
import { type Places, toDiagnostic } from './diagnostic';
import { type Folder, type Place, uriOf } from './folders';
import type { OpenDocument } from './openDocument';
import type { FileResults, Shown } from './results';
import { documentAt, type Session } from './session';

export function present(session: Session, place: Place, result: FileResult, document: OpenDocument | undefined): FileResults {
  const places = placesOf(session, place.folder);
  const shown: Shown[] = [];
  for (const finding of result.findings) {
    const diagnostic = toDiagnostic(finding, places, session.abilities);
    if (diagnostic !== undefined) shown.push({ finding, diagnostic });
  }
  return { place, uri: document?.uri ?? uriOf(place), version: document?.version, shown, notes: result.notes };
}

/** Positions in open documents come from the editor's text, in other files from the disk's. */
export function placesOf(session: Session, folder: Folder): Places {
  const read = new Map<string, { readonly uri: string; readonly text: TextDocument } | undefined>();
  const load = (file: string) => {
    const place = session.folders.at(folder, file);
    const document = documentAt(session, place);
    if (document !== undefined) return { uri: document.uri, text: document.text };
    const text = folder.root?.host.readText(file);
    return text === undefined ? undefined : { uri: uriOf(place), text: TextDocument.create(file, '', 0, text) };
  };
  return {
    range(file: string, span: Span) {
      if (!read.has(file)) read.set(file, load(file));
      const found = read.get(file);
      if (found === undefined) return undefined;
      return { uri: found.uri, range: { start: found.text.positionAt(span.start), end: found.text.positionAt(span.end) } };
    },
  };
}
