/** Packages that set up cross-origin access. */
import { model } from '../../engine/model';

export const corsPolicies = model('javascript', {
  name: 'CORS',
  module: 'cors',
  calls: {
    'cors-setup': [
      { call: '"cors"', roles: { options: '(0)' } },
      { call: '"@koa/cors"', roles: { options: '(0)' } },
      { call: '"hono/cors".cors', roles: { options: '(0)' } },
    ],
  },
  quiet: ['"cors"()', '"@koa/cors"()', '"hono/cors".cors()'],
});
