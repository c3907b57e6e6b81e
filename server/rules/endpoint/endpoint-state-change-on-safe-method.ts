/** Requests that browsers, crawlers and caches take for harmless, and that change something. */
import { confirming, counting } from '../../data/routeWords';
import { takePost } from '../fixes/takePost';
import { routeRule } from '../rule';
import page from './endpoint-state-change-on-safe-method.md';
import { label, remedyOf } from './exposure';

export const endpointStateChangeOnSafeMethod = routeRule({
  id: 'endpoint-state-change-on-safe-method',
  title: 'GET request that changes data',
  severity: 'medium',
  cwe: [650, 352],
  api: ['API8'],
  top10: ['A01'],
  asvs: ['3.5.3', '4.1.4'],
  page,
  fixes: [takePost],
  advice: 'Take POST, PUT, PATCH or DELETE for it.',
  check: ({ routes }) =>
    routes.flatMap((route) => {
      if ((route.method !== 'GET' && route.method !== 'HEAD') || !route.isSeen || confirming(route.path, route.handler)) return [];
      const deed =
        route.does.find((d) => d.action === 'write-data' && d.sure && !d.aside) ??
        route.does.find((d) => d.action === 'move-money' && !d.aside);
      // Whatever is only counted or remembered on the way is no reason to ask for it.
      if (!deed || counting(`${deed.name} ${deed.entity ?? ''}`)) return [];
      return [
        {
          file: route.file,
          span: route.span,
          message: `\`${label(route)}\` changes data (\`${deed.name}\`): a link, an image or a prefetching browser is enough to have it done.`,
          confidence: 'medium' as const,
          steps: [{ ...deed.place, message: `\`${deed.name}\`` }],
          remedy: remedyOf('route', [route], 'csrf'),
        },
      ];
    }),
});
