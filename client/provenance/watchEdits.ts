/** Listens to edits, selections, pastes and our key binding's mark, and tells the server which text has just been accepted or inserted. */
import * as vscode from 'vscode';
import { INSERTED, type InsertedParams } from '../../server/lsp/protocol';
import type { ServerLife } from '../serverLife';
import { DOCUMENTS, isSupported, tracksAccepts } from '../settings';
import type { DetailedReason, Selection } from './judge';
import { Mirror } from './mirror';
import { MOMENT, Tracker } from './tracker';

/** Documents of this scheme stand for a file that a chat is editing. Not part of the API: where it is missing, shape has to do. */
const CHAT_SCHEME = 'chat-editing-text-model';

export function watchEdits(server: ServerLife): vscode.Disposable {
  const tracker = new Tracker();
  const mirror = new Mirror();
  const timers = new Set<NodeJS.Timeout>();
  const send = (inserted: InsertedParams | undefined) => {
    if (inserted !== undefined) void server.client?.sendNotification(INSERTED, named(inserted));
  };
  const later = (work: () => void, delay: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delay);
    timers.add(timer);
  };
  const keep = (document: vscode.TextDocument | undefined) => {
    if (document !== undefined && isSupported(document)) later(() => document.isClosed || mirror.keep(document), 0);
  };
  keep(vscode.window.activeTextEditor?.document);
  server.onCodeActionAsked = () => tracker.codeActionAsked(Date.now());
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      const { document } = event;
      if (event.contentChanges.length === 0 || !isSupported(document) || !tracksAccepts()) return;
      const { changes, before } = mirror.apply(event);
      if (before === undefined) keep(document);
      const uri = document.uri.toString();
      const { version } = document;
      const isActive = vscode.window.activeTextEditor?.document === document;
      const reason = { isUndoOrRedo: event.reason !== undefined, detailed: detailedReason(event) };
      send(tracker.changed({ uri, path: document.uri.path, version, changes, textBefore: before, isActive, ...reason }, Date.now()));
      later(() => send(tracker.settle(uri, version, !document.isDirty, Date.now())), MOMENT);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      tracker.selected(textEditor.document.uri.toString(), selection(kind), Date.now());
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => keep(editor?.document)),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (uri.scheme === CHAT_SCHEME) tracker.chatOpened(uri.path, Date.now());
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      mirror.forget(document);
      if (document.uri.scheme === CHAT_SCHEME) tracker.chatClosed(document.uri.path);
      else tracker.forget(document.uri.toString());
    }),
    // The second half of our key bindings; see `contributes.keybindings`. It must not do anything but take a note.
    vscode.commands.registerCommand('gatehouse.didAccept', () => send(tracker.marked(Date.now()))),
    watchPastes(tracker),
    new vscode.Disposable(() => timers.forEach(clearTimeout)),
  );
}

/** A provider that never offers anything: being asked is all we want. */
function watchPastes(tracker: Tracker): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    provideDocumentPasteEdits(_document, _ranges, data) {
      void data
        .get('text/plain')
        ?.asString()
        .then((text) => tracker.pasting(text, Date.now()));
      return undefined;
    },
  };
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('gatehouse');
  return vscode.languages.registerDocumentPasteEditProvider(DOCUMENTS, provider, {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: ['text/plain'],
  });
}

/** The key is missing, not undefined, where the proposed API is not allowed. */
function detailedReason(event: object): DetailedReason | undefined {
  if (!('detailedReason' in event)) return undefined;
  const { source, metadata } = (event.detailedReason ?? {}) as Partial<DetailedReason>;
  return typeof source === 'string' ? { source, metadata: metadata ?? {} } : undefined;
}

function selection(kind: vscode.TextEditorSelectionChangeKind | undefined): Selection {
  switch (kind) {
    case vscode.TextEditorSelectionChangeKind.Keyboard:
      return 'keyboard';
    case vscode.TextEditorSelectionChangeKind.Mouse:
      return 'mouse';
    case vscode.TextEditorSelectionChangeKind.Command:
      return 'command';
    default:
      return 'unnamed';
  }
}

/** People know an extension by its name, not by its id. */
function named(inserted: InsertedParams): InsertedParams {
  const ranges = inserted.ranges.map((range) => {
    const { by } = range.origin;
    const name = by === undefined ? undefined : vscode.extensions.getExtension(by)?.packageJSON.displayName;
    return typeof name === 'string' ? { ...range, origin: { ...range.origin, by: name } } : range;
  });
  return { ...inserted, ranges };
}
