/** Further threads of this program for one scan. */
import type { Crew, CrewTask } from '../analyzer/crew';
import type { Finished } from '../analyzer/workbench';
import { startPool } from '../host/pool';

/** What such a thread is started with: the root of the scan. */
export interface CrewData {
  readonly scanOf: string;
}

export function isCrew(data: unknown): data is CrewData {
  return typeof data === 'object' && data !== null && 'scanOf' in data;
}

export interface HiredCrew extends Crew {
  /** Ends all threads, whatever they are at. */
  close(): Promise<void>;
}

/** Characters that one thread has analysed before another is ready to help. */
export const LEAST_WORK = 1_000_000;

/** Threads start when there is work for them. */
export function hireCrew(bundle: string, root: string, size: number, leastWork: number): HiredCrew {
  const pool = startPool(bundle, [], { scanOf: root } satisfies CrewData, size);
  return {
    size,
    leastWork,
    run: async (task: (thread: number) => CrewTask) => (await pool.run(task)) as readonly Finished[],
    close: () => pool.close(),
  };
}
