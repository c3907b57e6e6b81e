/** One process of the server. It starts before the language client is even loaded: both take their time, so they take it together. */
import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Characters of a line on standard error that are worth a line in the log: Node prints whole lines of the bundle. */
const LINE = 300;

export class ServerProcess {
  readonly child: ChildProcess;

  /** `onEnd` is called once, after the last message of the process has been read. */
  constructor(module: string, log: (line: string) => void, onEnd: () => void) {
    // The editor's own Node; options meant for some other program must not reach it.
    const { NODE_OPTIONS: _, ...environment } = process.env;
    this.child = fork(module, ['--node-ipc', `--clientProcessId=${process.pid}`], {
      silent: true,
      execArgv: [],
      env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => log(line.slice(0, LINE)));
    }
    this.child.on('error', (error) => log(`The server's process: ${error.message}`));
    this.child.once('close', (code, signal) => {
      log(`The server's process ended (${signal ?? `code ${code}`}).`);
      onEnd();
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Ends the process when it has not ended by itself in `patience` milliseconds. */
  async ended(patience: number): Promise<void> {
    const { child } = this;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.kill(), patience);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
