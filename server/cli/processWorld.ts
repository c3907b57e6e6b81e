/** The real world: this process, its terminal and signals. */
import path from 'node:path';
import { EXIT, type Stream, type World } from './world';

export interface Terminals {
  readonly out: Stream;
  readonly err: Stream;
}

export function processWorld({ out, err }: Terminals, signal: AbortSignal): World {
  return {
    cwd: process.cwd(),
    env: process.env,
    out,
    err,
    signal,
    bundle: __filename,
    loadEngine: async () => (await import('./engine')).loadEngine((message) => err.write(`gatehouse: ${message}\n`)),
    serve() {
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      // The server's own bundle lies beside this one; nothing of it is needed to scan.
      require(path.join(__dirname, 'server.js'));
    },
  };
}

export function terminals(): Terminals {
  return { out: stream(process.stdout), err: stream(process.stderr) };
}

function stream(to: NodeJS.WriteStream): Stream {
  // A reader that has seen enough (`| head`) is no error of ours.
  to.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (to !== process.stderr) process.stderr.write(`gatehouse: cannot write the report (${error.code ?? error.message})\n`);
    process.exit(EXIT.failed);
  });
  return { write: (text) => void to.write(text), isTerminal: to.isTTY === true, columns: to.columns ?? 80 };
}

/** Milliseconds the work gets to end in good order. */
const GRACE = 300;

/** The first Ctrl-C asks the work to end; when it does not, or is asked again, the process ends. */
export function interruptions(ask: (code: number) => void): void {
  for (const [signal, code] of [
    ['SIGINT', EXIT.interrupted],
    ['SIGTERM', EXIT.terminated],
  ] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(code));
      setTimeout(() => process.exit(code), GRACE).unref();
      ask(code);
    });
  }
}
