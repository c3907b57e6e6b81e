/** A client for the language server: starts it as a program, speaks the protocol over its standard streams, remembers what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type ShowDocumentParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import {
  ANALYSING,
  ENDPOINTS_CHANGED,
  type EndpointsChangedParams,
  type InitializationOptions,
  SUMMARY,
  type SummaryParams,
} from '../../server/lsp/protocol';

/** Bundles lie in `dist`, suites in `dist/test/<room>`. */
export const FAKE_SERVER = path.join(__dirname, '../lsp/fakeServer.js');
export const REAL_SERVER = path.join(__dirname, '../../server.js');

export const ALL_CAPABILITIES: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true, dataSupport: true } },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  window: { workDoneProgress: true },
};

export interface StartOptions {
  readonly server: string;
  /** Absolute paths. */
  readonly folders: readonly string[];
  readonly options: InitializationOptions | undefined;
  readonly capabilities: ClientCapabilities;
}

const running: LspClient[] = [];

/** Call after each suite: no server outlives its test. */
export function killServers(): void {
  for (const client of running.splice(0)) client.process.kill('SIGKILL');
}

export function uri(folder: string, file: string): string {
  return pathToFileURL(path.join(folder, file)).href;
}

export class LspClient {
  readonly connection: ProtocolConnection;
  readonly summaries: SummaryParams[] = [];
  readonly endpoints: EndpointsChangedParams[] = [];
  /** Everything the server logged or wrote to standard error. */
  readonly log: string[] = [];
  readonly analysing: (string | null)[] = [];
  readonly publications: PublishDiagnosticsParams[] = [];
  /** Edits it was asked to make, and documents it was asked to show. */
  readonly applied: WorkspaceEdit[] = [];
  readonly documentsShown: ShowDocumentParams[] = [];
  /** What `workspace/configuration` answers. */
  configuration: unknown = null;
  private readonly exit: Promise<number | string>;
  private readonly waiting = new Set<() => void>();

  constructor(readonly process: ChildProcess) {
    this.exit = new Promise((resolve) => process.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')));
    const { stdin: input, stdout: output } = process;
    if (input === null || output === null) throw new Error('the server has no standard streams');
    process.stderr?.on('data', (bytes) => this.log.push(String(bytes)));
    input.on('error', () => {});
    this.connection = createProtocolConnection(new StreamMessageReader(output), new StreamMessageWriter(input));
    this.hear('textDocument/publishDiagnostics', this.publications);
    this.hear(SUMMARY, this.summaries);
    this.hear(ENDPOINTS_CHANGED, this.endpoints);
    this.connection.onNotification(ANALYSING, ({ uri: one }) => {
      this.analysing.push(one);
      this.wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }) => {
      this.log.push(message);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('workspace/configuration', () => [this.configuration]);
    this.connection.onRequest('workspace/applyEdit', ({ edit }) => ({ applied: this.applied.push(edit) > 0 }));
    this.connection.onRequest('window/showDocument', (params) => ({ success: this.documentsShown.push(params) > 0 }));
    this.connection.onError(() => {});
    this.connection.listen();
  }

  initialize(params: Partial<InitializeParams>): Promise<InitializeResult> {
    return this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      workspaceFolders: null,
      ...params,
    });
  }

  open(one: string, text: string, version = 1, languageId = 'typescript'): void {
    void this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: one, languageId, version, text } });
  }

  change(one: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    void this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: one, version }, contentChanges });
  }

  save(one: string): void {
    void this.connection.sendNotification('textDocument/didSave', { textDocument: { uri: one } });
  }

  close(one: string): void {
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: one } });
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  /** Diagnostics of exactly this version; waits for them. */
  async diagnosticsOf(one: string, version: number): Promise<readonly Diagnostic[]> {
    const found = await this.until(() => this.publications.findLast((params) => params.uri === one && params.version === version));
    return found.diagnostics;
  }

  /** What the server said last about a file, at once. */
  latest(one: string): readonly Diagnostic[] | undefined {
    return this.publications.findLast((params) => params.uri === one)?.diagnostics;
  }

  /** Waits until `look` finds something; looks again after each message. */
  until<T>(look: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look();
        if (found === undefined || found === false) return;
        this.waiting.delete(again);
        resolve(found);
      };
      this.waiting.add(again);
      again();
    });
  }

  /** Asks to end by the protocol. Returns the exit code. */
  async stop(): Promise<number | string> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exit;
  }

  ended(): Promise<number | string> {
    return this.exit;
  }

  private hear<T>(method: string, into: T[]): void {
    this.connection.onNotification(method, (params: T) => {
      into.push(params);
      this.wake();
    });
  }

  private wake(): void {
    for (const look of [...this.waiting]) look();
  }
}

/** A server that is initialized and ready for documents. */
export async function startClient({ server, folders, options, capabilities }: StartOptions): Promise<LspClient> {
  const client = spawnClient(server);
  await client.initialize({
    capabilities,
    initializationOptions: options,
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: path.basename(folder) })),
  });
  client.notify('initialized', {});
  return client;
}

/** A server that has not been told anything. */
export function spawnClient(server: string): LspClient {
  const client = new LspClient(spawn(process.execPath, [server, '--stdio'], { stdio: 'pipe' }));
  running.push(client);
  return client;
}

/** The usual case: the analysis of words, our own client's abilities, one folder. */
export function startFake(...folders: string[]): Promise<LspClient> {
  const options: InitializationOptions = { features: ['explain-command', 'rule-documents'] };
  return startClient({ server: FAKE_SERVER, folders, options, capabilities: ALL_CAPABILITIES });
}

/** A change of one range, by line and character. */
export function replace(line: number, from: number, to: number, text: string): TextDocumentContentChangeEvent {
  return { range: { start: { line, character: from }, end: { line, character: to } }, text };
}
