/** What repetitions come to. */

/** The smallest value that at least `share` of all values do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

export function spread(values: readonly number[]): Spread {
  return { count: values.length, p50: percentile(values, 0.5), p95: percentile(values, 0.95) };
}

/** Milliseconds by the clock, and of processor time, which other programs on the machine do not lengthen. */
export interface Times {
  readonly wall: number[];
  readonly cpu: number[];
}

export function measure<T>(into: Times, work: () => T): T {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = work();
  into.wall.push(performance.now() - start);
  const { user, system } = process.cpuUsage(cpu);
  into.cpu.push((user + system) / 1000);
  return result;
}
