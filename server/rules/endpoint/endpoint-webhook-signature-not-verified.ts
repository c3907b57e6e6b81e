/** Receivers of other services' events that believe whatever arrives. */
import { receivesEvents } from '../../data/routeWords';
import { verifySender } from '../fixes/verifySender';
import { routeRule } from '../rule';
import page from './endpoint-webhook-signature-not-verified.md';
import { expecting } from './expected';
import { exposure, isSafe, label, remedyOf, said, stepsOf } from './exposure';

export const endpointWebhookSignatureNotVerified = routeRule({
  id: 'endpoint-webhook-signature-not-verified',
  title: 'Webhook receiver that trusts what it is sent',
  severity: 'high',
  cwe: [345, 347, 290],
  api: ['API2', 'API10'],
  top10: ['A08', 'A07'],
  asvs: ['4.1.5'],
  page,
  lacks: 'signature',
  fixes: [verifySender],
  advice: 'Verify the signature of the raw body with the sender’s key, and answer 400 where it is wrong.',
  check: expecting('signature', (program) =>
    program.routes.flatMap((route) => {
      const { authentication, authorisation, signature } = route.controls;
      if ([authentication, authorisation, signature].some(({ state }) => state !== 'unguarded')) return [];
      if (
        isSafe(route.method) ||
        !route.isSeen ||
        route.ofSender ||
        program.isDeclaredPublic(route) ||
        !receivesEvents(route.path, route.handler)
      )
        return [];
      const found = exposure(route);
      // What asks another server may ask the sender what has really happened.
      if (!found || route.does.some((d) => d.action === 'call-out')) return [];
      const message = `\`${label(route)}\` ${said(found)} on what it is sent, and nothing shows that it comes from the service whose events it takes.`;
      return [
        {
          file: route.file,
          span: route.span,
          message,
          confidence: 'medium' as const,
          steps: stepsOf([route], found.deed),
          remedy: remedyOf('route', [route], 'signature'),
        },
      ];
    }),
  ),
});
