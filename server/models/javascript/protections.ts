/** What servers do against other sites and for their sessions, and how it is switched off. */
import { model } from '../../engine/model';

const ON = { on: true };
/** Fields of a session under which programs keep who has signed in. */
const PRINCIPALS = [
  'user',
  'userId',
  'userid',
  'user_id',
  'uid',
  'username',
  'account',
  'accountId',
  'isLoggedIn',
  'loggedIn',
  'loggedin',
  'isAuthenticated',
  'authenticated',
  'isAuth',
  'admin',
  'isAdmin',
];

export const protections = model('javascript', {
  name: 'Protections',
  types: {
    Header: ['cookies.Header'],
  },
  calls: {
    'session-setup': [{ call: '"express-session"', roles: { options: '(0)' } }],
    'session-lifetime': [
      { call: '"express-session"', roles: { milliseconds: '(0).cookie.maxAge' } },
      { call: '"cookie-session"', roles: { milliseconds: '(0).maxAge' } },
      { call: '"koa-session"', roles: { milliseconds: '(0).maxAge' } },
      { call: '"iron-session".getIronSession', roles: { seconds: '(2).ttl' } },
      { call: '"next-auth"', roles: { seconds: '(0).session.maxAge' } },
    ],
    'session-end': [{ call: 'express.Response.clearCookie', roles: { name: '(0)' } }],
    'session-principal': PRINCIPALS.map((name) => ({ set: `express.Request.session.${name}`, roles: { value: '(0)' } })),
    'header-policy': [
      ...['"helmet"', '"koa-helmet"', '"hono/secure-headers".secureHeaders', '"helmet".helmet'].map((call) => ({
        call,
        roles: { options: '(0)' },
      })),
      { call: '"helmet".{contentSecurityPolicy,csp}', roles: { directives: '(0).directives' } },
      { call: 'fastify.App.register', roles: { plugin: '(0)', options: '(1)' } },
      { call: "Header.{set,header,setHeader,append,appendHeader}[0='content-security-policy']", roles: { policy: '(1)' } },
      { call: "Header.{set,header,setHeader}[0='x-frame-options']", roles: { header: '(1)' } },
      { call: "koa.Context.set[0='content-security-policy']", roles: { policy: '(1)' } },
    ],
    'page-views': [{ call: "express.App.set[0='view engine']", roles: {} }],
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
