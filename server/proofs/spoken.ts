/** Which endpoints a finding speaks of. */
import type { Finding } from '../base/finding';
import type { RouteEntry } from '../base/route';

/**
 * Those that are steps of it by method and path; else those that its message names, at a place that it points at where there are some:
 * a message may name neighbours, too, which have what these lack.
 */
export function spokenOf({ file, span, message, steps }: Pick<Finding, 'file' | 'span' | 'message' | 'steps'>, all: readonly RouteEntry[]) {
  const stepped = all.filter((route) => steps.some((step) => step.message === nameOf(route) && isAt(step, route)));
  if (stepped.length > 0) return stepped;
  const places = new Set([{ file, span }, ...steps].map((place) => `${place.file}:${place.span.start}`));
  const named = all.filter((route) => message.includes(`\`${nameOf(route)}\``));
  const pointed = named.filter((route) => places.has(`${route.file}:${route.span.start}`));
  return pointed.length > 0 ? pointed : named;
}

export function nameOf({ method, path }: RouteEntry): string {
  return `${method} ${path}`;
}

function isAt(step: Finding['steps'][number], route: RouteEntry): boolean {
  return step.file === route.file && step.span.start === route.span.start;
}
