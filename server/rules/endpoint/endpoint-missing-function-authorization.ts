/** Operations for the staff that everybody who is signed in may call. */
import type { Confidence } from '../../base/finding';
import type { RouteEntry } from '../../base/route';
import { administrative } from '../../data/routeWords';
import { likeNeighbours } from '../fixes/likeNeighbours';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-missing-function-authorization.md';
import { expecting } from './expected';
import { by, comesTooEarly, type Exposure, exposure, label, remedyLike, said, stepsOf, usualControl } from './exposure';

/** Neighbours that ask for a right, from which on one that does not stands out. */
const ENOUGH = 3;

export const endpointMissingFunctionAuthorization = routeRule({
  id: 'endpoint-missing-function-authorization',
  title: 'Privileged operation open to any signed-in user',
  severity: 'high',
  cwe: [285, 862, 863],
  api: ['API5'],
  top10: ['A01'],
  asvs: ['8.2.1'],
  pci: ['6.2.4'],
  page,
  lacks: 'authorisation',
  fixes: [likeNeighbours],
  advice: 'Ask for the role or the permission that it takes.',
  check: expecting('authorisation', (program) =>
    [...by(program.routes, (r) => r.application.id).values()].flatMap((routes) => ofApplication(program, routes)),
  ),
});

function ofApplication(program: ProgramRoutes, routes: readonly RouteEntry[]): readonly RouteReport[] {
  const asked = routes.filter((r) => r.controls.authorisation.state === 'guarded');
  return routes.flatMap((route): readonly RouteReport[] => {
    const { authentication, authorisation, signature } = route.controls;
    if (authentication.state !== 'guarded' || authorisation.state !== 'unguarded' || signature.state === 'guarded') return [];
    const word = administrative(route.path);
    const found =
      word === undefined || comesTooEarly(route) || !route.isSeen || program.isDeclaredPublic(route) ? undefined : exposure(route);
    if (!found || word === undefined) return [];
    const beside = asked.filter((r) => sharedPrefix(r.path, route.path) >= prefixOf(route.path, word));
    const open = routes.filter(
      (r) => r.controls.authorisation.state !== 'guarded' && sharedPrefix(r.path, route.path) >= prefixOf(route.path, word),
    );
    const confidence: Confidence = beside.length >= ENOUGH && beside.length >= 3 * open.length ? 'high' : 'medium';
    return [report(route, found, word, beside, open.length, confidence)];
  });
}

function report(
  route: RouteEntry,
  found: Exposure,
  word: string,
  beside: readonly RouteEntry[],
  open: number,
  confidence: Confidence,
): RouteReport {
  const usual = usualControl(beside, 'authorisation');
  const siblings = usual ? ` ${usual.count} of ${beside.length + open} routes below the same path have \`${usual.name}\` before them.` : '';
  const message = `Everybody who is signed in may call \`${label(route)}\`, which ${said(found)}: nothing asks whether they may, though \`${word}\` says that it is not for everybody.${siblings}`;
  const { file, span } = route;
  return { file, span, message, confidence, steps: stepsOf([route], found.deed), ...remedyLike('route', [route], beside, 'authorisation') };
}

/** Segments that two paths begin with alike. */
function sharedPrefix(a: string, b: string): number {
  const [one, two] = [a.split('/'), b.split('/')];
  let n = 0;
  while (n < one.length && n < two.length && one[n] === two[n]) n++;
  return n;
}

/** Segments up to the one that says that what is below is not for everybody. */
function prefixOf(path: string, word: string): number {
  return (
    path.split('/').findIndex((s) =>
      s
        .toLowerCase()
        .replace(/[^a-z]/g, '')
        .includes(word),
    ) + 1
  );
}
