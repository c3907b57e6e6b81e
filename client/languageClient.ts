/** The language client on top of a running server process. Loaded when it is needed: it is nine tenths of the bundle. */
import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  ProgressType,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../server/lsp/protocol';
import { DOCUMENTS } from './settings';

export interface ClientOptions {
  readonly log: vscode.LogOutputChannel;
  readonly initialization: () => InitializationOptions;
  /** The user has opened the menu of code actions. */
  readonly onCodeActionAsked: () => void;
}

export interface WorkDone {
  readonly kind: 'begin' | 'report' | 'end';
  readonly percentage?: number;
  readonly message?: string;
}

export const WORK_DONE = new ProgressType<WorkDone>();

/** Not started yet. It never restarts the server: whoever owns the process does. */
export function makeClient(child: ChildProcess, { log, initialization, onCodeActionAsked }: ClientOptions): LanguageClient {
  const transports = async () => ({ reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child) });
  return new LanguageClient('gatehouse', 'Gatehouse', transports, {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'gatehouse',
    initializationOptions: initialization,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server is closed.' }),
    },
    middleware: {
      provideCodeActions(document, range, context, token, next) {
        if (context.triggerKind === vscode.CodeActionTriggerKind.Invoke) onCodeActionAsked();
        return next(document, range, context, token);
      },
    },
  });
}
