/** Endpoints that take what a request brings as it comes, where the program has the means to look at it. */
import type { Confidence } from '../../base/finding';
import type { RouteEntry } from '../../base/route';
import { askTags } from '../fixes/askStruct';
import { bodyModel } from '../fixes/bodyModel';
import { bodySchema } from '../fixes/bodySchema';
import { fieldBounds } from '../fixes/fieldBounds';
import { flaskModel } from '../fixes/flaskModel';
import { readError } from '../fixes/readError';
import { readValidation } from '../fixes/readValidation';
import { registerPipe } from '../fixes/registerPipe';
import { validParameter } from '../fixes/validParameter';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-missing-input-validation.md';
import { expecting } from './expected';
import { by, isSafe, label, remedyLike, remedyOf } from './exposure';
import { inputOf, type Look } from './inputs';
import { Records } from './records';

export const endpointMissingInputValidation = routeRule({
  id: 'endpoint-missing-input-validation',
  title: 'Request used without looking at what it brings',
  severity: 'medium',
  cwe: [20, 1287, 843],
  api: ['API8', 'API10'],
  top10: ['A05', 'A06'],
  asvs: ['2.2.1', '2.2.2', '15.3.5'],
  pci: ['6.2.4'],
  page,
  lacks: 'validation',
  fixes: [validParameter, readError, readValidation, registerPipe, bodySchema, bodyModel, flaskModel, fieldBounds, askTags],
  advice: 'Say what each field may be, and refuse what is not.',
  check: expecting(
    'validation',
    (program) => {
      const records = new Records(program.types);
      return [...by(program.routes, (r) => r.application.id).values()].flatMap((routes) => ofApplication(program, records, routes));
    },
    (program) => {
      const records = new Records(program.types);
      const setUp = looksAtAll(program, records);
      return (route) => (inputOf(records, route, setUp)?.is ?? 'checked') !== 'checked';
    },
  ),
});

/** So many others have to be looked at, and such a part of all, for one that is not to be an oversight. */
const SEVERAL = 3;
const MOST = 0.6;
const NEARLY_ALL = 0.75;

interface Looked {
  readonly route: RouteEntry;
  readonly look: Look;
}

function ofApplication(program: ProgramRoutes, records: Records, routes: readonly RouteEntry[]): readonly RouteReport[] {
  const setUp = looksAtAll(program, records);
  const looked = routes.flatMap((route): readonly Looked[] => {
    const look = inputOf(records, route, setUp);
    return look ? [{ route, look }] : [];
  });
  const checked = distinct(looked.filter(({ look }) => look.is === 'checked'));
  const bare = distinct(looked.filter(({ look }) => look.is === 'bare'));
  const like = looked.flatMap(({ route, look }) => (look.is === 'checked' ? [route] : []));
  const share = checked / Math.max(checked + bare, 1);
  const found = looked.flatMap(({ route, look }): readonly RouteReport[] => {
    if (program.isDeclaredPublic(route) && look.is === 'bare') return [];
    if (look.is === 'unread' && !route.ofBody && !changes(route)) return [];
    if (look.is === 'unasked' || look.is === 'ignored' || look.is === 'unread')
      return [report(route, look, like, look.message, look.confidence)];
    if (look.is !== 'bare' || checked < SEVERAL || share < MOST || !changes(route) || route.ofShape === 'validates') return [];
    const others = ` ${checked} others in this application are.`;
    return [report(route, look, like, `${look.message}${others}`, share >= NEARLY_ALL && look.confidence === 'high' ? 'high' : 'medium')];
  });
  return ofAll(once(found), looked);
}

/** Something asks all that is declared, or may: a pipe that is set up or is a class of the program. */
function looksAtAll(program: ProgramRoutes, records: Records): boolean {
  return (
    program.signs.some((s) => s.kind === 'input-check') ||
    records
      .all()
      .some(
        ({ marks, above }) => marks.some((m) => /\bAPP_PIPE\b/.test(m)) || above.some((a) => /(?:PipeTransform|ValidationPipe)$/.test(a)),
      )
  );
}

/** That nobody asks at all is one thing to say. */
function ofAll(found: readonly RouteReport[], looked: readonly Looked[]): readonly RouteReport[] {
  const places = new Set(looked.filter(({ look }) => look.of === '').map(({ look }) => `${look.place.file}:${look.place.span.start}`));
  const all = found.filter(({ file, span }) => places.has(`${file}:${span.start}`));
  if (all.length < 2) return found;
  const [first] = all;
  const others =
    all.length === 2 ? ' So does one other endpoint of this application.' : ` So do ${all.length - 1} others of this application.`;
  return found.flatMap((one) => (one === first ? [{ ...one, message: `${one.message}${others}` }] : all.includes(one) ? [] : [one]));
}

/** Kinds of requests, each once: two endpoints for one form are one decision. */
function distinct(looked: readonly Looked[]): number {
  return new Set(looked.map(({ look }) => look.of)).size;
}

const CHANGES = new Set(['write-data', 'move-money', 'write-file', 'send-message', 'run-command', 'issue-token']);

function changes({ method, does }: RouteEntry): boolean {
  return !isSafe(method) && does.some((d) => CHANGES.has(d.action));
}

function report(
  route: RouteEntry,
  { place, asked = [], type }: Look,
  like: readonly RouteEntry[],
  message: string,
  confidence: Confidence,
): RouteReport {
  const isMoney = route.does.some((d) => d.action === 'move-money') || /transfer|payment|payout|refund|withdraw|checkout/i.test(route.path);
  return {
    ...place,
    message: `\`${label(route)}\` ${message}`,
    confidence,
    ...(isMoney ? { severity: 'high' as const } : {}),
    steps: [
      { file: route.file, span: route.span, message: label(route) },
      ...asked.slice(0, 2).map(({ file, span, name }) => ({ file, span, message: `what is asked of \`${name}\`` })),
    ],
    remedy: {
      ...(remedyLike('route', [route], like, 'validation')?.remedy ?? remedyOf('route', [route], 'validation')),
      types: type ? [type] : [],
    },
  };
}

function once(reports: readonly RouteReport[]): readonly RouteReport[] {
  const seen = new Set<string>();
  return reports.filter(({ file, span }) => {
    const key = `${file}:${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
