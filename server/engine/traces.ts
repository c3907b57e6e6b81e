/** The way a value has come: made longer, and read from first to last. */
import type { Site, Taint, Trace } from './values';

/** Adds one place to the way of every taint. */
export function traced(taints: readonly Taint[], site: Site, message: string): readonly Taint[] {
  if (taints.length === 0) return taints;
  return taints.map(({ label, mask, trace }) => ({ label, mask, trace: extend(trace, site, message) }));
}

const MAX_TRACE = 14;
export function extend(before: Trace | undefined, site: Site, message: string, inside?: Trace): Trace {
  const length = (before?.length ?? 0) + 1 + (inside?.length ?? 0);
  if (before && length > MAX_TRACE) return before;
  if (before && !inside && before.site.at === site.at && before.site.file === site.file) return before;
  return { before, site, message, inside, length };
}

/** The places of a way, first to last. */
export function placesOf(trace: Trace | undefined): readonly Trace[] {
  if (!trace) return [];
  const out = [...placesOf(trace.before), trace, ...placesOf(trace.inside)];
  return out.filter(
    (t, i) =>
      i === 0 ||
      t.site.file !== out[i - 1].site.file ||
      t.site.at.start !== out[i - 1].site.at.start ||
      t.site.at.end !== out[i - 1].site.at.end,
  );
}
