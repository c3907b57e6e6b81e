/** One process of the server, spoken to over Node's IPC. */
import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { IPCMessageReader, IPCMessageWriter, type MessageTransports } from 'vscode-languageclient/node';

/** Characters of a line on standard error that are worth a line in the log: Node prints whole lines of the bundle. */
const LINE = 300;

export class ServerProcess {
  readonly transports: MessageTransports;
  private readonly process: ChildProcess;

  constructor(module: string, log: (line: string) => void) {
    // The editor's own Node; options meant for some other program must not reach it.
    const { NODE_OPTIONS: _, ...environment } = process.env;
    this.process = fork(module, ['--node-ipc', `--clientProcessId=${process.pid}`], {
      silent: true,
      execArgv: [],
      env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
    });
    this.transports = { reader: new IPCMessageReader(this.process), writer: new IPCMessageWriter(this.process) };
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => log(line.slice(0, LINE)));
    }
    this.process.on('exit', (code, signal) => log(`The server's process ended (${signal ?? `code ${code}`}).`));
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  /** Ends the process when it has not ended by itself in `patience` milliseconds. */
  async ended(patience: number): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.kill(), patience);
      this.process.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
