/** Work in a thread of its own, so that the process can still be interrupted, and outlives work that runs out of memory. */
import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export type Ending = { readonly kind: 'done' } | { readonly kind: 'memory' } | { readonly kind: 'failed'; readonly error: Error };

/**
 * Lets threads that are started from now on clear up sooner: by itself the engine gathers up to 256 MB of what nobody needs any
 * more before it looks at the whole heap for the first time, in each thread.
 */
export function keepThreadsSmall(): void {
  setFlagsFromString('--initial-old-space-size=48');
}

/**
 * Has functions run more often before they are made fast. By itself the engine does so early, on what little it has seen of the
 * values they work on, and has to take it back: in Node 20, a cold scan of 20,000 to 30,000 lines then takes from 1.6 to 2 times the processor's time.
 */
export function optimizeLate(): void {
  setFlagsFromString('--interrupt-budget=800000');
}

export interface Thread {
  /** Arrives when the work next gives way. */
  send(message: unknown): void;
  /** Ends the thread, whatever it is busy with. */
  stop(): void;
  readonly ended: Promise<Ending>;
}

/** Runs a bundle again in a thread; `data` and messages must be plain data. All messages arrive before `ended` resolves. */
export function startThread(bundle: string, args: readonly string[], data: unknown, onMessage: (message: unknown) => void): Thread {
  const worker = new Worker(bundle, { argv: [...args], workerData: data });
  worker.on('message', onMessage);
  const ended = new Promise<Ending>((resolve) => {
    worker.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'memory' } : { kind: 'failed', error }),
    );
    worker.on('exit', () => resolve({ kind: 'done' }));
  });
  return { send: (message) => worker.postMessage(message), stop: () => void worker.terminate(), ended };
}

export interface Parent {
  readonly data: unknown;
  send(message: unknown): void;
  /** Listening does not keep the thread alive. */
  listen(onMessage: (message: unknown) => void): void;
}

/** Undefined in the main thread. */
export function parentThread(): Parent | undefined {
  if (isMainThread || parentPort === null) return undefined;
  const port = parentPort;
  return {
    data: workerData,
    send: (message) => port.postMessage(message),
    listen(onMessage) {
      port.on('message', onMessage);
      port.unref();
    },
  };
}
