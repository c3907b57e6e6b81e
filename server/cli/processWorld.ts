/** The real world: this process, its terminal and signals. */
import path from 'node:path';
import { EXIT, type Stream, type World } from './world';

export function processWorld(): World {
  return {
    cwd: process.cwd(),
    env: process.env,
    out: stream(process.stdout),
    err: stream(process.stderr),
    signal: interruption(),
    loadEngine: async () => (await import('./engine')).loadEngine((message) => void process.stderr.write(`gatehouse: ${message}\n`)),
    serve() {
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      // The server's own bundle lies beside this one; nothing of it is needed to scan.
      require(path.join(__dirname, 'server.js'));
    },
  };
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

/** The first Ctrl-C ends the work in good order; one more, or half a second without an end, ends it at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const code = signal === 'SIGINT' ? EXIT.interrupted : 143;
    process.once(signal, () => {
      controller.abort(code);
      process.once(signal, () => process.exit(code));
      setTimeout(() => process.exit(code), 500).unref();
    });
  }
  return controller.signal;
}
