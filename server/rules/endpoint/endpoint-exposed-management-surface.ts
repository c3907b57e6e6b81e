/** Profiles, consoles and documentation that are meant for developers, served to everybody. */
import { onlyInDevelopment } from '../fixes/onlyInDevelopment';
import { type CallView, callRule, type Report } from '../rule';
import page from './endpoint-exposed-management-surface.md';
import { isLocalAddress } from './localAddress';
import { namedRoutes, openedChain, openedMount } from './managementRoutes';

export const endpointExposedManagementSurface = callRule({
  id: 'endpoint-exposed-management-surface',
  title: 'Debug, metrics, admin or documentation route exposed',
  severity: 'high',
  cwe: [489, 749, 200, 215],
  api: ['API9', 'API8'],
  top10: ['A02', 'A01'],
  asvs: ['13.4.2', '13.4.5'],
  page,
  fixes: [onlyInDevelopment],
  advice: 'Serve it in development only, behind a sign-in, or to the machine itself.',
  on: 'developer-surface',
  check: (call) => (call.developmentOnly || call.open ? [] : surface(call)),
  routes: namedRoutes,
});

/** What shows the inside of the running program, by the name of what serves it. */
const INSIDE = /pprof|profil|silk|monitor|ListenAndServe/i;
/** Names of parts of a program that are for developers. */
const FOR_DEVELOPERS = /^silk\b/;

function surface(call: CallView): readonly Report[] {
  if (call.role('opened')) return openedChain(call);
  if (call.role('path')) return openedMount(call);
  if (/\.use$/.test(call.name)) return [];
  if (isLocalAddress(call.role('address'))) return [];
  const server = call.role('server');
  if (server && (!server.field('Addr') || server.field('Handler') || isLocalAddress(server.field('Addr')))) return [];
  const handler = call.role('handler');
  if (handler && !handler.constants?.every((c) => c === undefined || c === null)) return [];
  const on = call.role('on');
  if (on && !(on.constants?.length === 1 && on.constants[0] === true)) return [];
  if (!on && /graphql|yoga/i.test(call.name)) return [];
  const included = call.role('name');
  if (/include$/.test(call.name) && !included?.constants) return [];
  if (included && /include$/.test(call.name) && !included.constants?.every((c) => typeof c === 'string' && FOR_DEVELOPERS.test(c)))
    return [];
  const name = included?.constants?.[0] ?? call.name;
  if (INSIDE.test(String(name)))
    return [
      {
        span: call.span,
        message: `\`${name}\` shows the inside of the running program to whoever reaches it.`,
        confidence: /ListenAndServe/.test(call.name) ? 'high' : 'medium',
      },
    ];
  const span = on?.span ?? call.span;
  return [{ span, message: `\`${call.name}\` serves a page for developers in production, too.`, severity: 'medium', confidence: 'medium' }];
}
