/** Other threads that analyse files, as the scan sees them: what it tells them, and what they answer. */
import type { RecordNews } from './records';
import type { Finished } from './workbench';

export interface CrewTask {
  /** To be finished; what they import is finished. */
  readonly files: readonly string[];
  /** Records that this thread has not heard of. */
  readonly news: RecordNews;
}

export interface Crew {
  /** Threads that work at the same time. */
  readonly size: number;
  /** Characters below which it is not worth while: each thread has to be started and to warm up. */
  readonly leastWork: number;
  /** Hands the task to a thread that is free; threads that replace dead ones have new numbers. Rejects when the thread dies. */
  run(task: (thread: number) => CrewTask): Promise<readonly Finished[]>;
}
