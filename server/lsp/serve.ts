/** Joins a connection and a backend: one line per message, the work is in the message's own file. */
import type { Connection } from 'vscode-languageserver/node';
import { milliseconds } from '../host/process';
import type { Backend } from './backend';
import { checkFile, settleFile } from './checkFile';
import { CHECKING, Checks, SETTLING } from './checks';
import { onCodeAction } from './codeAction';
import { onDidChange, onDidClose, onDidOpen, onDidSave } from './documentEvents';
import { onEndpoint, onEndpoints } from './endpoints';
import { Folders, type Place } from './folders';
import { guarded } from './guard';
import { onHover } from './hover';
import { onInitialize, onInitialized } from './initialize';
import { onInserted } from './inserted';
import { ENDPOINT, ENDPOINTS, EXPLAIN, INSERTED, RULES, SCAN } from './protocol';
import { Results } from './results';
import { onExplain, onRules } from './rulePages';
import { onScan } from './scan';
import type { Session } from './session';
import { DEFAULTS } from './settings';
import { onDidChangeConfiguration } from './settingsEvents';
import { onDidChangeWatchedFiles } from './watchedFiles';
import { onExecuteCommand } from './writeAndShow';

/** `quit` ends the process. */
export function serve(connection: Connection, backend: Backend, quit: () => void): void {
  const session = createSession(connection, backend, (reason) => {
    connection.console.error(reason);
    // The message has to get out first.
    setTimeout(quit, 100);
  });
  const on = <P>(what: string, work: (session: Session, params: P) => unknown) => {
    return (params: P) => void guarded(session, what, undefined, () => work(session, params));
  };
  connection.onInitialize((params) => onInitialize(session, params));
  connection.onInitialized(() => void guarded(session, 'initialized', undefined, () => onInitialized(session)));
  connection.onDidOpenTextDocument(on('didOpen', onDidOpen));
  connection.onDidChangeTextDocument(on('didChange', onDidChange));
  connection.onDidSaveTextDocument(on('didSave', onDidSave));
  connection.onDidCloseTextDocument(on('didClose', onDidClose));
  connection.onDidChangeConfiguration(on('didChangeConfiguration', onDidChangeConfiguration));
  connection.onDidChangeWatchedFiles(on('didChangeWatchedFiles', onDidChangeWatchedFiles));
  connection.onCodeAction((params, token) => guarded(session, 'codeAction', [], () => onCodeAction(session, params, token)));
  connection.onExecuteCommand((params) => guarded(session, 'executeCommand', null, () => onExecuteCommand(session, params)));
  connection.onHover((params) => guarded(session, 'hover', null, () => onHover(session, params)));
  connection.onNotification(INSERTED, on('inserted', onInserted));
  connection.onRequest(EXPLAIN, (params) => guarded(session, 'explain', null, () => onExplain(session, params)));
  connection.onRequest(RULES, () => guarded(session, 'rules', [], () => onRules(session)));
  connection.onRequest(ENDPOINTS, () => guarded(session, 'endpoints', [], () => onEndpoints(session)));
  connection.onRequest(ENDPOINT, (params) => guarded(session, 'endpoint', null, () => onEndpoint(session, params)));
  connection.onRequest(SCAN, (params, token) => onScan(session, params, token));
  connection.onShutdown(() => end(session));
  connection.listen();
}

function createSession(connection: Connection, backend: Backend, quit: Session['quit']): Session {
  const run = (key: string, work: (session: Session, place: Place) => Promise<void>) => {
    const place = session.folders.fromKey(key);
    if (place !== undefined) void work(session, place);
  };
  const session: Session = {
    connection,
    backend,
    folders: new Folders(),
    documents: new Map(),
    results: new Results((params) => void connection.sendDiagnostics(params), DEFAULTS),
    checks: new Checks((key) => run(key, checkFile), milliseconds, CHECKING),
    settling: new Checks((key) => run(key, settleFile), milliseconds, SETTLING),
    quit,
    scanned: undefined,
    abilities: {
      relatedInformation: false,
      features: new Set(),
      pages: new Set(),
      configuration: false,
      watchedFiles: false,
      folders: false,
      snippetEdits: false,
      createsFiles: false,
      disabledActions: false,
      writesAndShows: false,
      progress: false,
    },
    settings: DEFAULTS,
    setAside: new Set(),
    loading: new Map(),
    failures: new Map(),
    withProblems: new Set(),
    background: new Map(),
    turn: Promise.resolve(),
    busy: undefined,
    summaryTimer: undefined,
    surveys: new Map(),
    endpointsTold: '',
  };
  return session;
}

function end(session: Session): void {
  session.checks.cancelAll();
  session.settling.cancelAll();
  session.background.clear();
  clearTimeout(session.summaryTimer);
  for (const folder of session.folders.all()) folder.root?.analyzer.dispose();
}
