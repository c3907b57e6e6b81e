/** A few threads of one bundle that work on tasks as they come. A thread that dies costs its task and is replaced. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Ending, startThread, type Thread } from './thread';

/** The thread that had the task has died. */
export class LostWorker extends Error {
  constructor(readonly ending: Ending) {
    super(ending.kind === 'memory' ? 'it ran out of memory' : ending.kind === 'failed' ? ending.error.message : 'its thread ended');
  }
}

export interface Pool {
  /**
   * `task` is asked for once it is known which thread gets it; each thread that is started has the next number. Rejects with
   * LostWorker when the thread dies, with an Error of the same message when the task throws.
   */
  run(task: (thread: number) => unknown): Promise<unknown>;
  /** Ends all threads at once; what they were at is rejected. */
  close(): Promise<void>;
}

interface Job {
  readonly task: (thread: number) => unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Worker {
  readonly number: number;
  readonly thread: Thread;
  job: Job | undefined;
}

type Answer = { readonly answer: unknown } | { readonly error: string };

/** `data` is what each thread finds as its own; tasks and answers must be plain data. Threads start when there is work for them. */
export function startPool(bundle: string, args: readonly string[], data: unknown, size: number): Pool {
  const workers = new Set<Worker>();
  const waiting: Job[] = [];
  let isClosed = false;
  let started = 0;

  function give(): void {
    for (const worker of workers) {
      if (waiting.length === 0) return;
      if (!worker.job) start(worker, waiting.shift() as Job);
    }
    while (waiting.length > 0 && workers.size < size) start(hire(), waiting.shift() as Job);
  }

  function start(worker: Worker, job: Job): void {
    worker.job = job;
    worker.thread.send(job.task(worker.number));
  }

  function hire(): Worker {
    const worker: Worker = {
      number: started++,
      job: undefined,
      thread: startThread(bundle, args, data, (message) => {
        const { job } = worker;
        worker.job = undefined;
        const said = message as Answer;
        if ('error' in said) job?.reject(new Error(said.error));
        else job?.resolve(said.answer);
        give();
      }),
    };
    workers.add(worker);
    void worker.thread.ended.then((ending) => {
      workers.delete(worker);
      worker.job?.reject(new LostWorker(ending));
      give();
    });
    return worker;
  }

  return {
    run(task) {
      if (isClosed) return Promise.reject(new LostWorker({ kind: 'done' }));
      return new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject });
        give();
      });
    },
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(new LostWorker({ kind: 'done' }));
      const threads = [...workers].map((worker) => worker.thread);
      for (const thread of threads) thread.stop();
      await Promise.all(threads.map((thread) => thread.ended));
    },
  };
}

/** The other end, in the thread. */
export function serveTasks(work: (task: unknown) => unknown): void {
  const port = parentPort as MessagePort;
  port.on('message', (task) => {
    let said: Answer;
    try {
      said = { answer: work(task) };
    } catch (error) {
      said = { error: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(said);
  });
}
