/**
 * The fence `routes` of a page: one line for each endpoint, in two or more columns.
 *
 *   GET /orders/:id  app.js:7  authentication limit=unknown  (registered after)
 *
 * Method and path; where it is registered; the controls that guard it, or `kind=unknown`, or `all=unknown`; kinds not named do
 * not stand before it, `-` stands for none. Words in brackets must be in the evidence. `unresolved  app.js:9` is a place that
 * could not be followed.
 *
 *   GET /orders  app.js:9  -  missing authentication: why
 *   missing GET /lost  app.js:12  why
 *
 * What is seen and wrong: `missing` a control, or an endpoint, that is there; `spurious` one that is not. Fails once it is right.
 */
import { LineIndex } from '../../server/base/lineIndex';
import { CONTROL_KINDS, type RouteEntry, type RouteList } from '../../server/base/route';
import type { Case } from './pages';

/** What the list and the fence disagree about, each with its place. */
export function routeDisagreements(
  page: string,
  c: Pick<Case, 'line' | 'routes'> & { readonly files: readonly { readonly file: string; readonly text: string }[] },
  list: RouteList,
): readonly string[] {
  const lines = new Map(c.files.map(({ file, text }) => [file, new LineIndex(text)]));
  const at = (file: string, offset: number): string => `${file}:${(lines.get(file)?.lineAt(offset) ?? 0) + 1}`;
  const left = [...list.routes];
  const open = list.unresolved.map((e) => (e.place ? at(e.place.file, e.place.span.start) : '?'));
  const problems: string[] = [];
  for (const { text, pageLine } of c.routes ?? []) {
    const lost = /^missing (\S+ \S+) {2,}(\S+) {2,}\S/.exec(text.trim());
    if (lost) {
      const found = left.findIndex((r) => `${r.method} ${r.path}` === lost[1] && at(r.file, r.span.start) === lost[2]);
      if (found >= 0) problems.push(`${page}:${pageLine}: ${lost[1]} is found; the marker can go`);
      continue;
    }
    const isSpurious = text.trim().startsWith('spurious ');
    const columns = /^(\S+)(?: +(\S+))? {2,}(\S+)(?: {2,}(.*))?$/.exec(text.trim().replace(/^spurious /, ''));
    if (!columns) {
      problems.push(`${page}:${pageLine}: cannot be read: ${text}`);
      continue;
    }
    const [, what, path, place, more = ''] = columns;
    if (what === 'unresolved') {
      const found = open.indexOf(place);
      if (found < 0) problems.push(`${page}:${pageLine}: ${place} is resolved; unresolved are ${open.join(', ') || 'none'}`);
      else open.splice(found, 1);
      continue;
    }
    const named = `${what} ${path}`;
    const rest = more.split(/ {2,}/);
    const index = left.findIndex((r) => `${r.method} ${r.path}` === named && at(r.file, r.span.start) === place);
    if (index < 0) {
      problems.push(`${page}:${pageLine}: no ${named} at ${place}${isSpurious ? '; the marker can go' : ''}`);
      continue;
    }
    const [route] = left.splice(index, 1);
    problems.push(
      ...[
        ...wrong(
          route,
          rest.filter((c) => !MARKER.test(c)),
        ),
        ...closed(route, rest),
      ].map((p) => `${page}:${pageLine}: ${named} ${p}`),
    );
  }
  for (const r of left) problems.push(`${page}:${c.line}: there is also ${shown(r)}  ${at(r.file, r.span.start)}`);
  for (const place of open) problems.push(`${page}:${c.line}: ${place} is not resolved`);
  return problems;
}

const MARKER = /^(missing|spurious) (\w+): \S/;

/** Markers of gaps that are none any more. */
function closed(route: RouteEntry, columns: readonly string[]): string[] {
  return columns.flatMap((column) => {
    const [, sort, named] = MARKER.exec(column) ?? [];
    const kind = CONTROL_KINDS.find((k) => k === named);
    if (sort === undefined) return [];
    if (kind === undefined) return [`speaks of ${named}, which is no control`];
    const right = sort === 'missing' ? 'guarded' : 'unguarded';
    return route.controls[kind].state === right ? [`has ${kind} ${right}; the marker can go`] : [];
  });
}

function wrong(route: RouteEntry, columns: readonly string[]): string[] {
  const states = columns.filter((c) => !c.startsWith('(')).join(' ');
  const words = columns.filter((c) => c.startsWith('(')).map((c) => c.slice(1, -1));
  const wanted = new Map<string, string>();
  for (const part of states.split(/\s+/).filter((s) => s !== '' && s !== '-')) {
    const [kind, state = 'guarded'] = part.split('=');
    for (const one of kind === 'all' ? CONTROL_KINDS : [kind]) wanted.set(one, state);
  }
  const out: string[] = [];
  for (const kind of CONTROL_KINDS) {
    const state = wanted.get(kind) ?? 'unguarded';
    const is = route.controls[kind];
    if (is.state !== state)
      out.push(`has ${kind} ${is.state}, not ${state}: ${is.evidence.map((e) => e.message).join('; ') || 'no evidence'}`);
  }
  for (const kind of wanted.keys()) if (!CONTROL_KINDS.some((k) => k === kind)) out.push(`speaks of ${kind}, which is no control`);
  const said = [...CONTROL_KINDS.flatMap((k) => route.controls[k].evidence), ...route.conditions, ...route.way]
    .map((e) => e.message)
    .join('; ');
  for (const word of words) if (!said.includes(word)) out.push(`does not say "${word}", but: ${said}`);
  return out;
}

function shown(route: RouteEntry): string {
  const guards = CONTROL_KINDS.flatMap((k) => {
    const { state } = route.controls[k];
    return state === 'guarded' ? [k] : state === 'unknown' ? [`${k}=unknown`] : [];
  });
  return `${route.method} ${route.path}  ${guards.join(' ') || '-'}`;
}
