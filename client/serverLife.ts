/** Starts the server, starts it again when it dies or hangs, and says so. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  ANALYSING,
  type AnalysingParams,
  ENDPOINTS_CHANGED,
  type EndpointsChangedParams,
  SCAN,
  type ScanParams,
  SUMMARY,
  type SummaryParams,
} from '../server/lsp/protocol';
import { Crashes, type Death } from './crashes';
import { ServerProcess } from './serverProcess';
import { isEnabled, serverSettings } from './settings';
import type { StatusBar } from './statusBar';

/** Milliseconds one file may take before the server counts as hanging. */
const PATIENCE = 30_000;
/** Deaths in a row before the user is told in so many words. */
const WORTH_A_MESSAGE = 3;

/** One life of the server, from the start of its process to its end. */
interface Run {
  readonly process: ServerProcess;
  /** Undefined until it is loaded. */
  client: LanguageClient | undefined;
  /** Resolves when the client runs or has failed to. */
  started: Promise<void>;
  /** URI of the file under analysis. */
  analysing: string | undefined;
  watchdog: NodeJS.Timeout | undefined;
  isOver: boolean;
}

export class ServerLife {
  /** Called when the user opens the menu of code actions. */
  onCodeActionAsked: () => void = () => {};
  /** Called when there is something else to show of endpoints; without anything when there is nobody to ask. */
  onEndpoints: (params: EndpointsChangedParams | undefined) => void = () => {};
  private readonly crashes = new Crashes();
  private run: Run | undefined;
  private retry: NodeJS.Timeout | undefined;
  /** The workspace has been scanned since the window was opened. */
  private wasScanned = false;

  constructor(
    private readonly module: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly status: StatusBar,
  ) {}

  /** The running client, for notifications; undefined while the server is down. */
  get client(): LanguageClient | undefined {
    const client = this.run?.client;
    return client?.isRunning() === true ? client : undefined;
  }

  /** The client once it runs, for what the user asks; undefined, and the user told, when it does not. */
  async ready(): Promise<LanguageClient | undefined> {
    await this.run?.started;
    if (this.client === undefined)
      this.offer(isEnabled() ? 'Gatehouse is not running.' : 'Gatehouse is switched off by `gatehouse.enable`.');
    return this.client;
  }

  async start(): Promise<void> {
    if (this.run !== undefined || this.retry !== undefined || !isEnabled()) return;
    const process = new ServerProcess(
      this.module,
      (line) => this.log.info(line),
      () => this.died(run),
    );
    const run: Run = { process, client: undefined, started: Promise.resolve(), analysing: undefined, watchdog: undefined, isOver: false };
    this.run = run;
    this.status.starting();
    this.crashes.started(Date.now());
    run.started = this.connect(run).catch((error: unknown) => {
      if (run.isOver) return;
      this.log.error(`The server could not be started: ${error instanceof Error ? error.message : String(error)}`);
      process.kill();
    });
    await run.started;
    // What a scan had found went with the server that died.
    if (this.wasScanned) void this.client?.sendRequest(SCAN, {} satisfies ScanParams).catch(() => {});
  }

  async stop(): Promise<void> {
    clearTimeout(this.retry);
    this.retry = undefined;
    const run = this.run;
    this.run = undefined;
    this.status.stopped();
    this.onEndpoints(undefined);
    if (run === undefined) return;
    run.isOver = true;
    clearTimeout(run.watchdog);
    // One that has not answered yet cannot be asked to end.
    if (run.client?.isRunning() !== true) run.process.kill();
    await run.started;
    await run.client?.dispose(2000).catch(() => {});
    await run.process.ended(1000);
  }

  /** What the user asks for: a new process, and every file gets another chance. */
  async restart(): Promise<void> {
    this.crashes.forget();
    await this.stop();
    await this.start();
  }

  async sendSettings(): Promise<void> {
    await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: { gatehouse: serverSettings() } });
  }

  private async connect(run: Run): Promise<void> {
    const { makeClient } = await import('./languageClient');
    if (run.isOver) return;
    const client = makeClient(run.process.child, {
      log: this.log,
      initialization: () => ({
        settings: serverSettings(),
        setAside: this.crashes.setAside,
        features: ['explain-command', 'rule-documents', 'endpoints'],
      }),
      onCodeActionAsked: () => this.onCodeActionAsked(),
    });
    run.client = client;
    client.onNotification(SUMMARY, (summary: SummaryParams) => this.take(summary));
    client.onNotification(ANALYSING, ({ uri }: AnalysingParams) => this.watch(run, uri));
    client.onNotification(ENDPOINTS_CHANGED, (params: EndpointsChangedParams) => this.onEndpoints(params));
    await client.start();
  }

  private take(summary: SummaryParams): void {
    this.wasScanned ||= summary.scanned;
    this.status.show(summary);
  }

  private watch(run: Run, uri: string | null): void {
    clearTimeout(run.watchdog);
    run.watchdog = undefined;
    run.analysing = uri ?? undefined;
    if (uri === null) return;
    run.watchdog = setTimeout(() => {
      this.log.error(`The server has not answered for ${PATIENCE / 1000} seconds; it is ended.`);
      run.process.kill();
    }, PATIENCE);
  }

  private died(run: Run): void {
    if (run.isOver) return;
    run.isOver = true;
    clearTimeout(run.watchdog);
    if (this.run !== run) return;
    this.run = undefined;
    const death = this.crashes.died(run.analysing, Date.now());
    this.onEndpoints(undefined);
    this.status.failing('The server has stopped and is being started again.');
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.start();
    }, death.pause);
    this.tell(death);
  }

  private tell({ newlySetAside, count, pause }: Death): void {
    if (newlySetAside !== undefined) {
      const name = vscode.workspace.asRelativePath(vscode.Uri.parse(newlySetAside));
      this.offer(`Gatehouse has set ${name} aside: analysing it ended the server twice. Restart Gatehouse to try it again.`);
    } else if (count === WORTH_A_MESSAGE) {
      this.offer(`The Gatehouse server keeps stopping. It is tried again, next in ${Math.ceil(pause / 1000)} s.`);
    }
  }

  private offer(message: string): void {
    void vscode.window.showWarningMessage(message, 'Restart', 'Show Output').then((choice) => {
      if (choice === 'Restart') void this.restart();
      else if (choice === 'Show Output') this.log.show();
    });
  }
}
