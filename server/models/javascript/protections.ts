/** What servers do against other sites and for their sessions, and how it is switched off. */
import { model } from '../../engine/model';

const ON = { on: true };

export const protections = model('javascript', {
  name: 'Protections',
  calls: {
    'forgery-check': [
      { call: '"csurf"', roles: { methods: '(0).ignoreMethods' }, defaults: ON },
      { call: '"@dr.pogodin/csurf"', roles: { methods: '(0).ignoreMethods' }, defaults: ON },
      { call: '"csrf-csrf".doubleCsrf', roles: { methods: '(0).ignoredMethods', skip: '(0).skipCsrfProtection' }, defaults: ON },
      { call: '"csrf-sync".csrfSync', roles: { methods: '(0).ignoredMethods', skip: '(0).skipCsrfProtection' }, defaults: ON },
      { call: '"lusca"', roles: { on: '(0).csrf' } },
      { call: '"hono/csrf".csrf', roles: { skip: '(0).origin' }, defaults: ON },
      { call: '"astro/config".defineConfig', roles: { on: '(0).security.checkOrigin' } },
    ],
  },
});
