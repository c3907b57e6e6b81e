/** Fiber: what its contexts give of the request, what they send, and how it leads requests to handlers. */
import { model } from '../../engine/model';
import { declared, packages, versions } from './declared';
import { NOT_RENDERED } from './kinds';
import { constantsOf } from './routing';

const FIBER = versions('github.com/gofiber/fiber', 2, 3);

export const fiber = model('go', {
  name: 'Fiber',
  module: 'github.com/gofiber/fiber/v2',
  types: {
    Ctx: declared(FIBER, 'Ctx'),
    Upload: ['Ctx.FormFile()'],
    Router: [...declared(FIBER, 'App', 'Router', 'Group'), ...packages(FIBER).map((p) => `${p}.New()`), 'Router.{Group,Route}()'],
  },
  constants: constantsOf(FIBER),
  sources: {
    'untrusted-object': ['Ctx.$body', 'Ctx.{Body,BodyRaw}()', 'Ctx.Request().Body()'],
    untrusted: [
      'Ctx.{Query,Params,FormValue,Get,Cookies,OriginalURL,Queries,AllParams,GetReqHeaders,Hostname,Path,MultipartForm}()',
      'Upload.Filename',
    ],
  },
  sanitizers: {
    text: ['Ctx.{Query,Params,FormValue,Get,Cookies,OriginalURL}()', 'Upload.Filename'],
    number: ['Ctx.{QueryInt,QueryBool,QueryFloat,ParamsInt}()'],
    rooted: ['Ctx.{OriginalURL,Path}()'],
    'not-rendered': [`Ctx.Set[0='content-type'][1~${NOT_RENDERED}](this)`, `Ctx.Type[0~'json'|'txt'|'csv'|'png'|'jpg'|'pdf'|'xml'](this)`],
  },
  sinks: {
    // Plain text, unless the type says otherwise before: what comes after counts once it is known.
    'redirect-target': ['Ctx.Redirect(0)', "Ctx.Set[0='location'](1)", 'Ctx.Redirect().To(0)'],
    'file-path': ['Ctx.{SendFile,Download}(0)', 'Ctx.SaveFile(1)'],
    'cors-origin': ["Ctx.Set[0='access-control-allow-origin'](1)"],
  },
  flows: [
    { call: 'Ctx.BodyParser', from: '(this).$body', to: '(0)' },
    { call: 'Ctx.{QueryParser,ParamsParser,CookieParser,ReqHeaderParser}', from: '(this).$body', to: '(0)' },
  ],
  quiet: [
    'Ctx.{JSON,SendStatus,Status,Send,SendString,SendFile,Download,Redirect,Render,Set,Next,Locals,IP,SaveFile}()',
    ...packages(FIBER).map((p) => `${p}.{New,NewError}()`),
  ],
  calls: {
    'cors-setup': FIBER.map((path) => ({
      call: `"${path}/middleware/cors".New`,
      roles: { origin: '(0).AllowOrigins', originDecision: '(0).AllowOriginsFunc', credentials: '(0).AllowCredentials' },
    })),
  },
  routes: {
    scope: 'lexical-order',
    makes: {
      application: packages(FIBER).map((p) => `${p}.New`),
      groups: [
        { call: 'Router.Group', path: '(0)', chain: '(1..)', leaks: true },
        { call: 'Router.Route', path: '(0)', hands: '(1)' },
      ],
    },
    register: [
      {
        call: 'Router.{Get,Head,Post,Put,Patch,Delete,Options,Trace,Connect,All}',
        does: 'route',
        methods: 'name',
        path: '(0)',
        chain: '(1..)',
        least: 2,
      },
      { call: 'Router.Add', does: 'route', methods: '(0)', path: '(1)', chain: '(2..)', least: 3 },
      { call: 'Router.Use', does: 'mount', path: '(0)', chain: '(1..)', least: 1 },
      { call: 'Router.Mount', does: 'mount', path: '(0)', chain: '(1)', least: 2 },
    ],
    handlers: [{ parameters: ['context'] }],
    answers: {
      status: ['Ctx.{Status,SendStatus}(0)', ...packages(FIBER).map((p) => `${p}.NewError(0)`), 'Ctx.Redirect(1)'],
      ends: ['Ctx.{JSON,Send,SendString,SendFile,SendStream,Render,XML}'],
      redirects: ['Ctx.Redirect', 'Ctx.Redirect().{To,Route}'],
      goes: ['Ctx.Next'],
      errors: {
        401: packages(FIBER).map((p) => `${p}.ErrUnauthorized`),
        403: packages(FIBER).map((p) => `${p}.ErrForbidden`),
        404: packages(FIBER).map((p) => `${p}.ErrNotFound`),
        429: packages(FIBER).map((p) => `${p}.ErrTooManyRequests`),
      },
    },
    // Those that are told to leave some requests out are not known to hold.
    controls: {
      authentication: [
        ...FIBER.map((path) => `"${path}/middleware/{keyauth,basicauth}".New[0.Next!=*]()`).flatMap(eachOf),
        ...[
          'github.com/gofiber/contrib/jwt',
          'github.com/gofiber/contrib/v3/jwt',
          'github.com/gofiber/jwt/v2',
          'github.com/gofiber/jwt/v3',
        ].map((path) => `"${path}".New[0.Filter!=*]()`),
      ],
      limit: FIBER.map((path) => `"${path}/middleware/limiter".New[0.Next!=*]()`),
      csrf: FIBER.map((path) => `"${path}/middleware/csrf".New[0.Next!=*]()`),
    },
    passes: FIBER.flatMap((path) =>
      eachOf(
        `"${path}/middleware/{logger,recover,cors,helmet,compress,cache,etag,favicon,requestid,pprof,session,encryptcookie,static,filesystem,timeout,monitor,adaptor,expvar,rewrite,skip}".New()`,
      ),
    ),
  },
});

/** One place for each of the packages in braces. */
function eachOf(text: string): readonly string[] {
  const [, before, names, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(text) ?? [];
  return names === undefined ? [text] : names.split(',').map((name) => `${before}${name}${after}`);
}
