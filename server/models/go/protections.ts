/** What servers do against other sites and for their sessions, and how it is switched off. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

const ON = { on: true };
const ECHO = packages(versions('github.com/labstack/echo', 4, 5)).map((p) => p.replace(/"$/, '/middleware"'));
const FIBER = packages(versions('github.com/gofiber/fiber', 2, 3)).map((p) => p.replace(/"$/, '/middleware/csrf"'));

export const protections = model('go', {
  name: 'Protections',
  types: {
    Origins: ['"net/http".NewCrossOriginProtection()', '<net/http.CrossOriginProtection>'],
    Tokens: ['"github.com/justinas/nosurf".New()', '<github.com/justinas/nosurf.CSRFHandler>'],
  },
  calls: {
    'session-lifetime': [
      { set: 'cookies.Store.Options', roles: { seconds: '(0).MaxAge' } },
      { set: 'cookies.Store.Options.MaxAge', roles: { seconds: '(0)' } },
      { call: 'cookies.GinStore.Options', roles: { seconds: '(0).MaxAge' } },
      { call: '"github.com/gorilla/sessions".{NewCookieStore,NewFilesystemStore}().MaxAge', roles: { seconds: '(0)' } },
      { set: '"github.com/alexedwards/scs/v2".New().Lifetime', roles: { duration: '(0)' } },
      { set: '<github.com/alexedwards/scs/v2.SessionManager>.Lifetime', roles: { duration: '(0)' } },
    ],
    'session-principal': [
      { call: '"github.com/alexedwards/scs/v2".New().Put', roles: { name: '(1)', value: '(2)' } },
      { call: '<github.com/alexedwards/scs/v2.SessionManager>.Put', roles: { name: '(1)', value: '(2)' } },
    ],
    'header-policy': [
      { call: "net-http.Header.{Set,Add}[0='content-security-policy']", roles: { policy: '(1)' } },
      { call: "net-http.Header.{Set,Add}[0='x-frame-options']", roles: { header: '(1)' } },
      { call: "gin.Ctx.Header[0='content-security-policy']", roles: { policy: '(1)' } },
      { call: "gin.Ctx.Header[0='x-frame-options']", roles: { header: '(1)' } },
      { call: '"github.com/unrolled/secure".New', roles: { policy: '(0).ContentSecurityPolicy' } },
      { call: '"github.com/gin-contrib/secure".New', roles: { policy: '(0).ContentSecurityPolicy' } },
      ...ECHO.map((p) => ({ call: `${p}.SecureWithConfig`, roles: { policy: '(0).ContentSecurityPolicy' } })),
      ...ECHO.map((p) => ({ call: `${p}.Secure`, roles: {} })),
      ...packages(versions('github.com/gofiber/fiber', 2, 3)).map((p) => ({
        call: `${p.replace(/"$/, '/middleware/helmet"')}.New`,
        roles: { policy: '(0).ContentSecurityPolicy' },
      })),
    ],
    'page-views': [{ call: 'gin.Router.{LoadHTMLGlob,LoadHTMLFiles,LoadHTMLFS,SetHTMLTemplate}', roles: {} }],
    'forgery-check': [
      { call: '"net/http".NewCrossOriginProtection', roles: {}, defaults: ON },
      { call: 'Origins.AddInsecureBypassPattern', roles: { paths: '(0)' } },
      { call: '"github.com/justinas/nosurf".New', roles: {}, defaults: ON },
      { call: 'Tokens.{ExemptGlob,ExemptPath,ExemptRegexp}', roles: { paths: '(0)' } },
      { call: 'Tokens.ExemptFunc', roles: { skip: '(0)' } },
      { call: '"github.com/gorilla/csrf".Protect', roles: {}, defaults: ON },
      ...ECHO.map((p) => ({ call: `${p}.CSRFWithConfig`, roles: { skip: '(0).Skipper' }, defaults: ON })),
      ...FIBER.map((p) => ({ call: `${p}.New`, roles: { skip: '(0).Next' }, defaults: ON })),
    ],
    // Its cookie has no SameSite unless its options say so.
    'kept-session': [
      { call: '"github.com/gorilla/sessions".{NewCookieStore,NewFilesystemStore}', roles: {} },
      { call: '"github.com/gin-contrib/sessions/cookie".NewStore', roles: {} },
      { call: '"github.com/gin-contrib/sessions/redis".NewStore', roles: {} },
    ],
  },
});
