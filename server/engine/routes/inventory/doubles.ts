/** What was met twice: registrations, with the router that a caller hands over and without it; routes, by two names for one router. */
import type { RouteScope, ScopeEntry } from './assemble';
import type { Route } from './route';
import { KINDS } from './verdicts';

/** Takes out of routers that nobody knows what is registered by the same call on one that somebody does. */
export function takeOutDoubles(scopes: readonly RouteScope[]): void {
  const unknown = scopes.filter((s) => s.role === 'unknown' && s.entries.length > 0);
  if (unknown.length === 0) return;
  const at = ({ site }: ScopeEntry): string => `${site.file}:${site.at.start}`;
  const known = new Set(scopes.flatMap((s) => (s.role === 'unknown' ? [] : s.entries.map(at))));
  for (const { entries } of unknown) {
    const rest = entries.filter((e) => !known.has(at(e)));
    entries.splice(0, entries.length, ...rest);
  }
}

/** The same registration met twice, as through two names for one router, counts once. */
export function unlike(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  return routes.filter((r) => {
    const key = `${r.method} ${r.path} ${r.site.file}:${r.site.at.start} ${KINDS.map((k) => r.controls[k].state).join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
