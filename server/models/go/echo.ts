/** Echo: what its contexts give of the request, what they send, and how it leads requests to handlers. */
import { model } from '../../engine/model';
import type { Registration } from '../../engine/routes/model/model';
import { declared, packages, versions } from './declared';

const ECHO = versions('github.com/labstack/echo', 4, 5);
const MIDDLEWARE = ECHO.map((path) => `"${path}/middleware"`);
const ROUTERS = ['App', 'Group'];
const VERBS = '{GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS,TRACE,CONNECT,Any}';

export const echo = model('go', {
  name: 'Echo',
  module: 'github.com/labstack/echo/v4',
  types: {
    Ctx: declared(ECHO, 'Context'),
    Upload: ['Ctx.FormFile()'],
    App: [...declared(ECHO, 'Echo'), ...packages(ECHO).map((p) => `${p}.New()`)],
    Group: [...declared(ECHO, 'Group'), 'App.Group()', 'Group.Group()'],
  },
  sources: {
    'untrusted-object': ['Ctx.$body', 'Ctx.Request().Body'],
    untrusted: [
      'Ctx.{QueryParam,Param,FormValue,QueryString,ParamValues,Path}()',
      'Ctx.{QueryParams,FormParams,Cookies,MultipartForm}()',
      'Ctx.Cookie().Value',
      'Upload.Filename',
    ],
  },
  sanitizers: {
    text: ['Ctx.{QueryParam,Param,FormValue,QueryString}()', 'Upload.Filename'],
    'allow-listed': ['Ctx.Path()'],
    'query-part': ['Ctx.QueryString()'],
  },
  sinks: {
    'html-response': ['Ctx.HTML(1)', 'Ctx.HTMLBlob(1)', "Ctx.{Blob,Stream}[1~'html'|'svg'](2)"],
    'redirect-target': ['Ctx.Redirect(1)'],
    'file-path': ['Ctx.{File,Attachment,Inline}(0)'],
    'cors-origin': ["Ctx.Response().Header().{Set,Add}[0='access-control-allow-origin'](1)"],
  },
  flows: [
    ...packages(ECHO).map((p) => ({ call: `${p}.{HandlerFunc,MiddlewareFunc,WrapHandler}`, from: '(0)', to: '()' })),
    { call: 'Ctx.Bind', from: '(this).$body', to: '(0)' },
  ],
  quiet: [
    'Ctx.{JSON,JSONPretty,JSONBlob,XML,String,HTML,HTMLBlob,Blob,Stream,NoContent,Redirect,File,Attachment,Inline,Render,Set,SetCookie,Logger,RealIP,Validate}()',
    ...packages(ECHO).map((p) => `${p}.{New,NewHTTPError}()`),
  ],
  calls: {
    'cors-setup': ECHO.map((path) => ({
      call: `"${path}/middleware".CORSWithConfig`,
      roles: { origin: '(0).AllowOrigins', originDecision: '(0).AllowOriginFunc', credentials: '(0).AllowCredentials' },
    })),
  },
  routes: {
    scope: 'lexical-order',
    makes: {
      application: packages(ECHO).map((p) => `${p}.New`),
      groups: ROUTERS.map((type) => ({ call: `${type}.Group`, path: '(0)', wraps: '(1..)' })),
    },
    register: [
      ...ROUTERS.flatMap((type): readonly Registration[] => [
        { call: `${type}.${VERBS}`, does: 'route', methods: 'name', path: '(0)', wraps: '(2..)', chain: '(1)', least: 2 },
        { call: `${type}.{Add,Match}`, does: 'route', methods: '(0)', path: '(1)', wraps: '(3..)', chain: '(2)', least: 3 },
      ]),
      // What the application uses is put around all handlers once a request comes; a group's, once a route is registered.
      { call: 'App.{Use,Pre}', does: 'mount', wraps: '(0..)', early: true, least: 1 },
      { call: 'Group.Use', does: 'mount', wraps: '(0..)', least: 1 },
    ],
    handlers: [{ arity: 2, parameters: ['response', 'request'] }, { parameters: ['context'] }],
    answers: {
      status: [
        'Ctx.{JSON,JSONPretty,JSONBlob,JSONP,XML,String,HTML,HTMLBlob,Blob,Stream,NoContent,Redirect}(0)',
        'Ctx.Render(0)',
        ...packages(ECHO).map((p) => `${p}.NewHTTPError(0)`),
      ],
      redirects: ['Ctx.Redirect'],
      errors: {
        401: packages(ECHO).map((p) => `${p}.ErrUnauthorized`),
        403: packages(ECHO).map((p) => `${p}.ErrForbidden`),
        404: packages(ECHO).map((p) => `${p}.ErrNotFound`),
        429: packages(ECHO).map((p) => `${p}.ErrTooManyRequests`),
      },
    },
    // Those that are told to leave some requests out are not known to hold.
    controls: {
      authentication: [
        ...MIDDLEWARE.flatMap((p) => [
          `${p}.{JWT,BasicAuth,KeyAuth}()`,
          `${p}.{JWTWithConfig,BasicAuthWithConfig,KeyAuthWithConfig}[0.Skipper!=*]()`,
        ]),
        ...packages(versions('github.com/labstack/echo-jwt', 4, 5)).flatMap((p) => [`${p}.JWT()`, `${p}.WithConfig[0.Skipper!=*]()`]),
      ],
      authorisation: ['"github.com/labstack/echo-contrib/casbin".{Middleware,MiddlewareWithConfig}()'],
      csrf: MIDDLEWARE.flatMap((p) => [`${p}.CSRF()`, `${p}.CSRFWithConfig[0.Skipper!=*]()`]),
      limit: MIDDLEWARE.flatMap((p) => [`${p}.RateLimiter()`, `${p}.RateLimiterWithConfig[0.Skipper!=*]()`]),
    },
    passes: [
      ...MIDDLEWARE.map(
        (p) =>
          `${p}.{Logger,LoggerWithConfig,RequestLoggerWithConfig,Recover,RecoverWithConfig,CORS,CORSWithConfig,Gzip,GzipWithConfig,Decompress,Secure,SecureWithConfig,BodyLimit,BodyDump,RequestID,RequestIDWithConfig,Static,StaticWithConfig,Timeout,TimeoutWithConfig,ContextTimeout,AddTrailingSlash,RemoveTrailingSlash,RemoveTrailingSlashWithConfig,HTTPSRedirect,MethodOverride,Rewrite,Proxy}()`,
      ),
      '"github.com/labstack/echo-contrib/session".Middleware()',
      '"github.com/labstack/echo-contrib/echoprometheus".{NewMiddleware,NewHandler}()',
      '"github.com/swaggo/echo-swagger".WrapHandler',
    ],
  },
});
