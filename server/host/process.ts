/** Clock, cores and memory of the running process. */
import { availableParallelism } from 'node:os';

export function cores(): number {
  return availableParallelism();
}

/** Milliseconds from some fixed point; only differences mean something. */
export function milliseconds(): number {
  return performance.now();
}

/** Highest resident memory so far, in bytes. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Today as `YYYY-MM-DD` in UTC, for dates that expire. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
