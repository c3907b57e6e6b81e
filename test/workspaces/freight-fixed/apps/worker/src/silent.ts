import type { TrackingEvent } from '@freight/core';

const DAY = 24 * 60 * 60 * 1000;

/** References nothing was heard of for three days. */
export function silent(events: readonly TrackingEvent[], now: number): string[] {
  const last = new Map<string, number>();
  for (const { reference, at } of events) last.set(reference, Math.max(last.get(reference) ?? 0, at.getTime()));
  return [...last].filter(([, at]) => now - at > 3 * DAY).map(([reference]) => reference);
}
