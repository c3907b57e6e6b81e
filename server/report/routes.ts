/** The list of endpoints: a table for a person, JSON for scripts. Both say what could not be followed. */
import { createColors } from 'picocolors';
import type { Note } from '../base/finding';
import { CONTROL_KINDS, type ControlName, type ControlState, type RouteEntry, type RouteEvidence, type RouteList } from '../base/route';
import { printable, width } from './printable';
import { Places, type Report } from './report';
import { count, noteLines, type Paint } from './text';

export interface RoutesReport extends RouteList, Pick<Report, 'version' | 'notes' | 'files' | 'prefix' | 'textOf'> {}

export interface TableOptions {
  readonly color: boolean;
  /** Evidence below each line, and all that could not be followed. */
  readonly verbose: boolean;
  readonly columns: number;
}

const HEADS: Readonly<Record<ControlName, string>> = {
  authentication: 'AUTHN',
  authorisation: 'AUTHZ',
  validation: 'VALID',
  limit: 'LIMIT',
  csrf: 'CSRF',
  signature: 'SIGN',
};
const MARKS: Readonly<Record<ControlState, string>> = { guarded: 'yes', unguarded: '-', unknown: '?' };
const MARK_COLUMNS = 5;
const MAX_UNRESOLVED = 8;

/** Ends with a line end. */
export function routesTable(report: RoutesReport, { color, verbose, columns }: TableOptions): string {
  const paint = createColors(color);
  // Paths are long enough without the way to the folder, which is said once.
  const places = new Places({ ...report, prefix: '' });
  const rows = report.routes.map((route) => ({ route, where: whereOf(route, places) }));
  const out: string[] = [];
  if (report.prefix !== '') out.push(paint.dim(`In ${printable(report.prefix)}`), '');
  if (rows.length > 0) {
    const methods = Math.max(6, ...rows.map(({ route }) => route.method.length));
    const left = columns - methods - CONTROL_KINDS.length * (MARK_COLUMNS + 1) - 4;
    const longest = Math.max(4, ...rows.map(({ route }) => width(route.path)));
    const paths = Math.min(longest, Math.max(Math.floor(left / 2), left - Math.max(5, ...rows.map(({ where }) => width(where.place)))));
    const heads = CONTROL_KINDS.map((kind) => HEADS[kind].padEnd(MARK_COLUMNS)).join(' ');
    out.push(paint.bold(`${'METHOD'.padEnd(methods)} ${padded('PATH', paths)}  ${heads}  WHERE`));
    for (const { route, where } of rows) {
      const marks = CONTROL_KINDS.map((kind) => mark(route.controls[kind].state, paint)).join(' ');
      out.push(`${padded(route.method, methods)} ${padded(route.path, paths)}  ${marks}  ${whereIn(where, left - paths)}`.trimEnd());
      if (verbose) out.push(...evidenceLines(route, places, paint));
    }
    out.push('');
  }
  out.push(...summary(report, places, paint, verbose));
  return `${out.join('\n')}\n`;
}

interface Where {
  readonly place: string;
  readonly handler: string;
}

function whereOf(route: RouteEntry, places: Places): Where {
  const { line } = places.region(route.file, route.span);
  return { place: `${places.path(route.file)}:${line}`, handler: handlerOf(route) };
}

/** Of a long place, the end: a file's name says more than its folder's. */
function whereIn({ place, handler }: Where, columns: number): string {
  const shown = printable(place);
  if (width(shown) > columns) return `…${[...shown].slice(-(columns - 1)).join('')}`;
  return cut(`${shown} ${handler}`, columns).replace(/ …$/, '');
}

/** A function written in place says nothing by its first words. */
function handlerOf({ handler }: RouteEntry): string {
  return /^(?:async\b|function\b|\(|…)/.test(handler) ? '(function)' : handler;
}

function mark(state: ControlState, paint: Paint): string {
  const text = MARKS[state].padEnd(MARK_COLUMNS);
  return state === 'guarded' ? paint.green(text) : state === 'unknown' ? paint.yellow(text) : text;
}

function padded(text: string, columns: number): string {
  const shown = cut(text, columns);
  return shown + ' '.repeat(Math.max(0, columns - width(shown)));
}
function cut(text: string, columns: number): string {
  const shown = printable(text);
  if (width(shown) <= columns) return shown;
  let out = '';
  for (const char of shown) {
    if (width(out + char) > columns - 1) break;
    out += char;
  }
  return `${out}…`;
}

function evidenceLines(route: RouteEntry, places: Places, paint: Paint): string[] {
  const out: string[] = [];
  for (const condition of route.conditions) out.push(paint.dim(`    only if ${evidence(condition, places)}`));
  for (const kind of CONTROL_KINDS) {
    const { state, evidence: why } = route.controls[kind];
    if (why.length === 0) continue;
    out.push(paint.dim(`    ${kind} ${state}: ${why.map((e) => evidence(e, places)).join('; ')}`));
  }
  return out;
}

function evidence({ place, message }: RouteEvidence, places: Places): string {
  if (!place) return printable(message);
  return printable(`${message} (${places.path(place.file)}:${places.region(place.file, place.span).line})`);
}

function summary(report: RoutesReport, places: Places, paint: Paint, verbose: boolean): string[] {
  const { routes, unresolved } = report;
  const out: string[] = [];
  if (routes.length === 0)
    out.push(`No endpoints found in ${count(report.files, 'file')}. The manual lists the frameworks whose endpoints are known.`);
  else {
    const states = (kind: ControlName): string => {
      const number = (state: ControlState): number => routes.filter((r) => r.controls[kind].state === state).length;
      return `${number('guarded')} with, ${number('unguarded')} without, ${number('unknown')} unknown`;
    };
    out.push(
      `${paint.bold(count(routes.length, 'endpoint'))} in ${count(report.files, 'file')}. Authentication: ${states('authentication')}.`,
      paint.dim('yes: always stands before it. -: does not. ?: could not be told, or not for all requests.'),
    );
  }
  if (unresolved.length > 0) {
    out.push(paint.yellow(`Not resolved, so that the list may lack something: ${unresolved.length}.`));
    const shown = verbose ? unresolved : unresolved.slice(0, MAX_UNRESOLVED);
    for (const one of shown) out.push(`  ${evidence(one, places)}`);
    if (shown.length < unresolved.length) out.push(paint.dim(`  and ${unresolved.length - shown.length} more (--verbose lists them)`));
  }
  out.push(...noteLines(report, paint, verbose));
  return out;
}

/** The shape is stable: fields are added, never renamed; `version` rises when one changes its meaning. */
export interface RoutesJson {
  readonly format: 'gatehouse-routes';
  readonly version: 1;
  readonly tool: { readonly name: 'Gatehouse'; readonly version: string };
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly handler: string;
    readonly controls: Readonly<Record<ControlName, { readonly state: ControlState; readonly evidence: readonly JsonEvidence[] }>>;
    /** What the handler does that matters, in its own code and in what it calls; `sure` is false where only a name says so. */
    readonly does: readonly (JsonEvidence & { readonly action: string; readonly sure: boolean })[];
    readonly way: readonly JsonEvidence[];
    readonly conditions: readonly JsonEvidence[];
  }[];
  readonly unresolved: readonly JsonEvidence[];
  readonly notes: readonly { readonly kind: Note['kind']; readonly file?: string; readonly message: string }[];
}
export interface JsonEvidence {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Ends with a line end; same program, same bytes. */
export function routesJson(report: RoutesReport): string {
  const places = new Places(report);
  const said = ({ place, message }: RouteEvidence): JsonEvidence => {
    if (!place) return { message };
    const { line, column } = places.region(place.file, place.span);
    return { message, file: places.path(place.file), line, column };
  };
  const json: RoutesJson = {
    format: 'gatehouse-routes',
    version: 1,
    tool: { name: 'Gatehouse', version: report.version },
    routes: report.routes.map((route) => {
      const { line, column } = places.region(route.file, route.span);
      const control = (kind: ControlName): RoutesJson['routes'][number]['controls'][ControlName] => ({
        state: route.controls[kind].state,
        evidence: route.controls[kind].evidence.map(said),
      });
      return {
        method: route.method,
        path: route.path,
        file: places.path(route.file),
        line,
        column,
        handler: route.handler,
        controls: {
          authentication: control('authentication'),
          authorisation: control('authorisation'),
          validation: control('validation'),
          limit: control('limit'),
          csrf: control('csrf'),
          signature: control('signature'),
        },
        does: route.does.map(({ action, sure, name, place }) => ({ action, sure, ...said({ place, message: name }) })),
        way: route.way.map(said),
        conditions: route.conditions.map(said),
      };
    }),
    unresolved: report.unresolved.map(said),
    notes: report.notes.map(({ kind, file, message }) => ({ kind, ...(file === undefined ? {} : { file: places.path(file) }), message })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
