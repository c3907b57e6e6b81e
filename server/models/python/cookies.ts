/** Cookies and sessions: who sets them, and what holds where nothing is said. */
import { model } from '../../engine/model';

/** `set_cookie(key, value, max_age, expires, path, domain, secure, httponly, samesite)`, as Flask, Django and Starlette have it. */
const SET_COOKIE = {
  name: '(0)',
  value: '(1)',
  age: '(2)',
  expires: '(3)',
  options: '(:)',
  secure: '(6)',
  httpOnly: '(7)',
  sameSite: '(8)',
};
const STARLETTE = { sameSite: 'lax' };

/** Settings of a program that name the cookie of its session. */
const SETTINGS = ['secure', 'httpOnly', 'sameSite'] as const;
const nameOf = (setting: (typeof SETTINGS)[number]): string => `SESSION_COOKIE_${setting.toUpperCase()}`;

export const cookies = model('python', {
  name: 'Cookies',
  types: { Config: ['flask.App.config'] },
  calls: {
    'cookie-write': [
      // What SameSite is then, depends on the framework.
      { call: '*.set_cookie', roles: SET_COOKIE, defaults: { sameSite: 'unclear' } },
      { call: 'flask.Response.set_cookie', roles: SET_COOKIE },
      { call: 'django.Response.set_cookie', roles: SET_COOKIE },
      {
        call: 'django.Response.set_signed_cookie',
        roles: { ...SET_COOKIE, age: '(3)', expires: '(4)', secure: '(7)', httpOnly: '(8)', sameSite: '(9)' },
      },
      { call: 'fastapi.Made.set_cookie', roles: SET_COOKIE, defaults: STARLETTE },
      {
        call: '*.{set_secure_cookie,set_signed_cookie}',
        roles: { name: '(0)', value: '(1)', options: '(:)' },
        defaults: { sameSite: 'unclear' },
      },
    ],
    'cookie-header': [{ set: 'flask.Response.headers.Set-Cookie', roles: { value: '(0)' } }],
    'session-cookie': [
      {
        call: '"starlette.middleware.sessions".SessionMiddleware',
        roles: { options: '(:)' },
        defaults: { httpOnly: true, sameSite: 'lax' },
      },
      {
        call: 'fastapi.App.add_middleware',
        roles: { middleware: '(0)', options: '(:)' },
        defaults: { httpOnly: true, sameSite: 'lax' },
      },
    ],
    'cookie-setting': [
      ...SETTINGS.flatMap((setting) => [
        { set: nameOf(setting), roles: { [setting]: '(0)' } },
        { set: `Config.${nameOf(setting)}`, roles: { [setting]: '(0)' } },
      ]),
      {
        call: 'Config.{update,from_mapping}',
        roles: Object.fromEntries(SETTINGS.map((setting) => [setting, `(${nameOf(setting)}:)`])),
      },
    ],
  },
});
