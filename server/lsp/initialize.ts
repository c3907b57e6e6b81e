/** initialize and initialized: what the client can do, what the server offers, which folders there are. */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { FIX_ALL } from './codeAction';
import { onDidChangeFolders } from './folderEvents';
import { load } from './loading';
import { PROVE } from './proofActions';
import type { Feature, InitializationOptions } from './protocol';
import type { ClientAbilities, Session } from './session';
import { readSettings } from './settings';
import { sendSummary } from './summary';
import { watchFiles } from './watchedFiles';
import { WRITE_COMMAND } from './writeAndShow';

export function onInitialize(session: Session, params: InitializeParams): InitializeResult {
  const options = readOptions(params.initializationOptions);
  session.abilities = abilitiesOf(params, options, new Set(session.backend.rules.map((rule) => rule.id)));
  session.settings = readSettings(options.settings);
  session.results.applySettings(session.settings);
  for (const uri of rootsOf(params)) session.folders.add(uri);
  session.setAside = new Set((options.setAside ?? []).map((uri) => session.folders.locate(uri, '').key));
  return {
    serverInfo: { name: 'gatehouse', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, PROVE] },
      hoverProvider: true,
      ...(session.abilities.writesAndShows ? { executeCommandProvider: { commands: [WRITE_COMMAND] } } : {}),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

export async function onInitialized(session: Session): Promise<void> {
  // Off the critical path: the answer to `initialize` is out before the grammars are read.
  for (const folder of session.folders.workspace()) load(session, folder);
  sendSummary(session);
  if (session.abilities.folders) session.connection.workspace.onDidChangeWorkspaceFolders((event) => onDidChangeFolders(session, event));
  await watchFiles(session);
  if (session.abilities.configuration) {
    await session.connection.client.register(DidChangeConfigurationNotification.type, { section: 'gatehouse' });
  }
}

function readOptions(given: unknown): InitializationOptions {
  const object = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  return {
    settings: (object['settings'] ?? {}) as InitializationOptions['settings'],
    setAside: strings(object['setAside']),
    features: strings(object['features']) as Feature[],
  };
}

function strings(given: unknown): string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
}

function abilitiesOf({ capabilities }: InitializeParams, options: InitializationOptions, pages: ReadonlySet<string>): ClientAbilities {
  const { workspace, textDocument } = capabilities;
  return {
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    features: new Set(options.features),
    pages,
    configuration:
      workspace?.configuration === true && workspace.didChangeConfiguration?.dynamicRegistration === true && !options.features?.length,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    writesAndShows: workspace?.applyEdit === true && capabilities.window?.showDocument?.support === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    progress: capabilities.window?.workDoneProgress === true,
  };
}

/** The folders of the client; older clients name one root, as URI or as path. */
function rootsOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders != null && workspaceFolders.length > 0) return workspaceFolders.map((folder) => folder.uri);
  return rootUri == null ? [] : [rootUri];
}
