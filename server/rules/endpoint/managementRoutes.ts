/** Endpoints that are for those who run or write the program, by their names, and open to everybody. */
import type { RouteEntry } from '../../base/route';
import { managementOf } from '../../data/managementWords';
import type { CallView, ProgramRoutes, Report, RouteReport, ValueView } from '../rule';
import { label } from './exposure';

// --- routes

export function namedRoutes(program: ProgramRoutes): readonly RouteReport[] {
  return program.routes.flatMap((route) => {
    const what = managementOf(route.path);
    if (what === undefined || !isOpen(route) || program.isDeclaredPublic(route)) return [];
    const said = WHAT[what](route, program);
    if (!said) return [];
    const { message, severity } = said;
    const deed = route.does[0];
    const steps = deed ? [{ ...deed.place, message: `\`${deed.name}\`` }] : [];
    return [{ file: route.file, span: route.span, message: `\`${label(route)}\` ${message}`, severity, confidence: 'medium', steps }];
  });
}

interface Said {
  readonly message: string;
  readonly severity: RouteReport['severity'];
}

/** Nothing stands before it, and it is there whatever is set. */
function isOpen({ controls, conditions, ofClient }: RouteEntry): boolean {
  const { authentication, authorisation } = controls;
  return authentication.state === 'unguarded' && authorisation.state === 'unguarded' && conditions.length === 0 && !ofClient;
}

/** What the handler's own text speaks of, where nobody can see that it does anything. */
const INSIDE =
  /\benv(?:iron)?\b|process\.|\bconfig|\bsettings\b|\bheap|\bstack|memory|\bvars\b|\bdump|\bsession|\buser|runtime|\btokens?\b/i;

const WHAT: Readonly<Record<string, (route: RouteEntry, program: ProgramRoutes) => Said | undefined>> = {
  undoes: ({ isSeen, does }) =>
    isSeen && does.some((d) => d.action === 'write-data' || d.action === 'run-command' || d.action === 'write-file')
      ? { message: 'fills or empties what is stored for whoever asks.', severity: 'high' }
      : undefined,
  shows: ({ isSeen }) => (isSeen ? { message: 'shows or runs the inside of the program for whoever asks.', severity: 'high' } : undefined),
  mayShow: ({ isSeen, does, handler }) =>
    isSeen && (does.length > 0 || INSIDE.test(handler))
      ? { message: 'shows or runs the inside of the program for whoever asks.', severity: 'high' }
      : undefined,
  measures: (route, program) =>
    route.method === 'GET' && hasOthers(route, program)
      ? { message: 'tells whoever asks how the program is doing.', severity: 'medium' }
      : undefined,
  describes: (route, program) =>
    route.method === 'GET' && hasOthers(route, program)
      ? { message: 'describes every endpoint to whoever asks.', severity: 'medium' }
      : undefined,
};

/** The same application answers to clients: it is not a port of its own for those who watch over it. */
function hasOthers({ application }: RouteEntry, { routes }: ProgramRoutes): boolean {
  return routes.some(
    (r) => r.application.id === application.id && managementOf(r.path) === undefined && !/health|ready|live|ping|^\/?$/i.test(r.path),
  );
}

// --- what is mounted or opened

const CONSOLES = /\bgetRouter\(\)|\bbull_?board\b|\barena\b|\badminer\b|mongo_?express|\bagendash\b/i;
const GUARDED = /auth|require|guard|protect|admin\w*\(|is_?admin|basic|passport|session|role|login/i;

/** A console that is put somewhere, with nothing before it in this file. */
export function openedMount(call: CallView): readonly Report[] {
  const mounted = call.role('mounted');
  const path = call.role('path')?.constants?.[0];
  if (!mounted || call.role('third') || typeof path !== 'string' || !CONSOLES.test(mounted.text)) return [];
  if (call.fileText.split('\n').some((line) => /\.use\(/.test(line) && GUARDED.test(line.replace(/['"`][^'"`]*['"`]/g, '')))) return [];
  return [opened(call.span, `\`${call.name}\` serves a console to whoever asks for \`${path}\`.`)];
}

const OPENED = /\b(?:requestMatchers|antMatchers|mvcMatchers|pathMatchers)\(((?:[^()]|\([^()]*\))*)\)\s*\.permitAll\(\s*\)?$/;
/** Paths of a framework's own consoles, and what answers with them. */
const SURFACES =
  /"(\/h2-console(?:\/\*\*)?|\/actuator\/\*\*|\/actuator\/(?:heapdump|env|beans|threaddump|loggers|httptrace|configprops)(?:\/\*\*)?)"|\b(toH2Console|toAnyEndpoint)\(\)/;

/** A rule for paths that lets everybody through. */
export function openedChain(call: CallView): readonly Report[] {
  const paths = OPENED.exec(call.text)?.[1];
  const found = paths === undefined ? null : SURFACES.exec(paths);
  if (!found || paths === undefined) return [];
  const at = call.text.lastIndexOf(paths) + paths.indexOf(found[0]);
  const start = call.span.start + at;
  return [
    opened(
      { start, end: start + found[0].length },
      `\`${found[1] ?? found[2]}\` is open to everybody: it shows the inside of the running program.`,
    ),
  ];
}

const opened = (span: ValueView['span'], message: string): Report => ({ span, message, confidence: 'medium' });
