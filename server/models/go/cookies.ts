/** Cookies and sessions: structs that describe them, and who sends them. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

/** Fields of a cookie in the argument at `place`; `httpOnly` is how the library spells that one. */
function cookieIn(place: string, httpOnly = 'HttpOnly'): Readonly<Record<string, string>> {
  const field = (name: string): string => `${place}.${name}`;
  return {
    name: field('Name'),
    value: field('Value'),
    age: field('MaxAge'),
    expires: field('Expires'),
    secure: field('Secure'),
    httpOnly: field(httpOnly),
    sameSite: field('SameSite'),
  };
}

const FIBER = packages(versions('github.com/gofiber/fiber', 2, 3));
/** A struct of options, whole: what it does not say is off. */
const OPTIONS = { secure: '(0).Secure', httpOnly: '(0).HttpOnly', sameSite: '(0).SameSite', age: '(0).MaxAge' };

/** Nought is as good as nothing: the cookie lasts as long as the browser is open. */
const NO_AGE = { age: 0 };

export const cookies = model('go', {
  name: 'Cookies',
  constants: {
    '"net/http".SameSiteNoneMode': 'none',
    '"net/http".SameSiteLaxMode': 'lax',
    '"net/http".SameSiteStrictMode': 'strict',
    ...Object.fromEntries(FIBER.map((p) => [`${p}.CookieSameSiteNoneMode`, 'none'])),
  },
  types: {
    Store: [
      '"github.com/gorilla/sessions".{NewCookieStore,NewFilesystemStore}()',
      '<github.com/gorilla/sessions.CookieStore>',
      '<github.com/gorilla/sessions.FilesystemStore>',
      '<github.com/gorilla/sessions.Session>',
      'Store.Get().0',
    ],
    GinStore: [
      '"github.com/gin-contrib/sessions".Default()',
      '"github.com/gin-contrib/sessions/cookie".NewStore()',
      '"github.com/gin-contrib/sessions/memstore".NewStore()',
      '"github.com/gin-contrib/sessions/redis".NewStore().0',
      '<github.com/gin-contrib/sessions.Session>',
      '<github.com/gin-contrib/sessions.Store>',
    ],
  },
  calls: {
    'cookie-write': [
      { call: '"net/http".SetCookie', roles: cookieIn('(1)'), defaults: NO_AGE },
      { call: 'echo.Ctx.SetCookie', roles: cookieIn('(0)'), defaults: NO_AGE },
      { call: 'fiber.Ctx.Cookie', roles: cookieIn('(0)', 'HTTPOnly'), defaults: { sameSite: 'lax', ...NO_AGE } },
      {
        call: 'gin.Ctx.SetCookie',
        roles: { name: '(0)', value: '(1)', age: '(2)', secure: '(5)', httpOnly: '(6)' },
        defaults: { sameSite: 'apart', ...NO_AGE },
      },
    ],
    'cookie-header': [{ call: "net-http.Header.{Set,Add}[0='set-cookie']", roles: { value: '(1)' } }],
    'session-cookie': [
      { set: 'Store.Options', roles: OPTIONS },
      { call: 'GinStore.Options', roles: OPTIONS },
    ],
    'cookie-setting': [
      { set: 'Store.Options.Secure', roles: { secure: '(0)' } },
      { set: 'Store.Options.HttpOnly', roles: { httpOnly: '(0)' } },
      { set: '"github.com/alexedwards/scs/v2".New().Cookie.Secure', roles: { secure: '(0)' } },
      { set: '"github.com/alexedwards/scs/v2".New().Cookie.HttpOnly', roles: { httpOnly: '(0)' } },
    ],
  },
});
