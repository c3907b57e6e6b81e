/** net/http with its patterns, and the routers that keep to its handlers: chi, gorilla/mux, httprouter. */
import { model } from '../../engine/model';
import { declared, packages, versions } from './declared';
import { NOT_RENDERED } from './kinds';
import { CONSTANTS, HANDLERS } from './routing';

const CHI = versions('github.com/go-chi/chi', 2, 5);

const AUTH0 = versions('github.com/auth0/go-jwt-middleware', 2, 3);

export const netHttp = model('go', {
  name: 'net/http',
  module: 'net/http',
  types: {
    Request: [...declared(['net/http'], 'Request'), 'Request.{WithContext,Clone}()', 'gin.Ctx.Request', 'echo.Ctx.Request()'],
    Writer: [...declared(['net/http'], 'ResponseWriter'), 'gin.Ctx.Writer', 'echo.Ctx.Response()', 'echo.Ctx.Response().Writer'],
    Url: ['Request.URL'],
    Query: ['Url.Query()', 'Request.{Form,PostForm}'],
    File: ['Request.FormFile()', 'Request.FormFile().0', '<mime/multipart.File>'],
    FileHeader: ['Request.FormFile().1', '<mime/multipart.FileHeader>', 'Request.MultipartForm.File[][]'],
    Cookie: ['Request.Cookie()', 'Request.Cookies()[]'],
    Header: ['Writer.Header()'],
    Chi: [...packages(CHI)],
    Mux: ['"net/http".{NewServeMux,StripPrefix}()', '<net/http.ServeMux>'],
    Server: declared(['net/http'], 'Server'),
  },
  constants: CONSTANTS,
  sources: {
    'untrusted-object': ['Request.Body'],
    untrusted: [
      'Request.{FormValue,PostFormValue,PathValue,UserAgent,Referer}()',
      'Query',
      'Query.Get()',
      'Url.{RawQuery,Path,RawPath,Fragment}',
      'Url.{String,RequestURI,EscapedPath}()',
      'Request.{RequestURI,Header,Trailer,MultipartForm}',
      'Request.Header.{Get,Values}()',
      'Request.BasicAuth().0',
      'Cookie.Value',
      'File',
      'FileHeader.Filename',
      'Chi.URLParam()',
      '"github.com/gorilla/mux".Vars()',
      '"github.com/julienschmidt/httprouter".ParamsFromContext().ByName()',
      '<github.com/julienschmidt/httprouter.Params>.ByName()',
      '"github.com/gorilla/websocket".Upgrader.Upgrade().ReadMessage().1',
      '<github.com/gorilla/websocket.Conn>.ReadMessage().1',
      '<github.com/aws/aws-lambda-go/events.APIGatewayProxyRequest>.{Body,QueryStringParameters,PathParameters,Headers}',
    ],
  },
  sanitizers: {
    text: ['Query.Get()', 'Request.{FormValue,PostFormValue,PathValue}()', 'Url.{RawQuery,Path}', 'Request.Header.Get()'],
    rooted: ['Url.Path', 'Request.RequestURI'],
    'one-slash': ['Url.Path', 'Request.RequestURI'],
    'query-part': ['Url.RawQuery'],
    'not-rendered': [
      `Header.{Set,Add}[0='content-type'][1~${NOT_RENDERED}](this)`,
      "Header.{Set,Add}[0='content-type'][1=?](this)",
      "Header.{Set,Add}[0='content-disposition'](this)",
    ],
  },
  sinks: {
    // Without a type, the first bytes decide: https://mimesniff.spec.whatwg.org, as net/http does it. Text before the value that has
    // no tag makes it plain text.
    'html-response': ["Writer.Write[0~'<'](0)", 'Writer.Write[0=?](0)'],
    'redirect-target': ['"net/http".Redirect(2)', "Header.{Set,Add}[0='location'](1)"],
    'file-path': ['"net/http".ServeFile(2)'],
    'cors-origin': ["Header.{Set,Add}[0='access-control-allow-origin'](1)"],
    credential: ['<net/http.Request>.SetBasicAuth(1)', '"net/http".{NewRequest,NewRequestWithContext}().SetBasicAuth(1)'],
  },
  flows: [
    { call: 'Query.Get', from: '(this)', to: '()', as: 'text' },
    { call: '"net/http".MaxBytesReader', from: '(1)', to: '()' },
    { call: '"net/http".{HandlerFunc,AllowQuerySemicolons}', from: '(0)', to: '()' },
    { call: '"net/http".{StripPrefix,TimeoutHandler}', from: ['(0)', '(1)'], to: '()' },
  ],
  quiet: [
    'Writer.{Write,WriteHeader}()',
    'Header.{Set,Add,Del}()',
    '"net/http".{Error,NotFound,Redirect,ServeFile,ServeContent,SetCookie,ListenAndServe,ListenAndServeTLS,StatusText,FileServer,HandleFunc,Handle}()',
    'Request.{ParseForm,ParseMultipartForm,Context}()',
  ],
  calls: {
    'cors-setup': ['"github.com/rs/cors".New', '"github.com/go-chi/cors".{Handler,New}'].map((call) => ({
      call,
      roles: { origin: '(0).AllowedOrigins', originDecision: '(0).AllowOriginFunc', credentials: '(0).AllowCredentials' },
    })),
  },
  routes: {
    scope: 'lexical-order',
    makes: {
      router: ['"net/http".NewServeMux'],
      groups: [{ call: '"net/http".StripPrefix', path: '(0)', chain: '(1)', alone: true }],
    },
    served: [{ type: 'Server', field: 'Handler' }],
    program: ['"net/http".DefaultServeMux'],
    register: [
      { call: '"net/http".{HandleFunc,Handle}', on: 'program', does: 'route', methods: 'path', path: '(0)', chain: '(1)' },
      { call: 'Mux.{HandleFunc,Handle}', does: 'route', methods: 'path', path: '(0)', chain: '(1)' },
      { call: '"net/http".{ListenAndServe,Serve,ServeTLS}', does: 'serve', chain: '(1)' },
      { call: '"net/http".ListenAndServeTLS', does: 'serve', chain: '(3)' },
      { call: 'Server.{ListenAndServe,ListenAndServeTLS,Serve,ServeTLS}', does: 'serve', chain: '(this).Handler' },
    ],
    handlers: HANDLERS,
    handlerMethods: ['ServeHTTP'],
    answers: {
      status: ['"net/http".Error(2)', '"net/http".Redirect(3)', 'Writer.WriteHeader(0)'],
      redirects: ['"net/http".Redirect'],
    },
    controls: {
      authentication: AUTH0.flatMap((path) => [`<${path}.JWTMiddleware>.{CheckJWT,Handler}`, `"${path}".New().{CheckJWT,Handler}`]),
      csrf: [
        '"github.com/gorilla/csrf".Protect()',
        '"github.com/justinas/nosurf".{New,NewPure}',
        '"net/http".NewCrossOriginProtection().Handler',
        '<net/http.CrossOriginProtection>.Handler',
      ],
      limit: [
        '"github.com/ulule/limiter/v3/drivers/middleware/stdlib".NewMiddleware().Handler',
        ...packages(versions('github.com/didip/tollbooth', 5, 8)).map((p) => `${p}.{LimitHandler,LimitFuncHandler}`),
        '"github.com/go-chi/httprate".{Limit,LimitAll,LimitByIP,LimitByRealIP,LimitBy}()',
      ],
    },
    passes: [
      '"net/http".{FileServer,FileServerFS,NotFoundHandler,RedirectHandler}()',
      '"net/http".{TimeoutHandler,MaxBytesHandler,AllowQuerySemicolons}',
      '"github.com/rs/cors".{New,Default,AllowAll}().Handler',
      '"github.com/gorilla/handlers".{CORS,ContentTypeHandler,CompressHandlerLevel,RecoveryHandler,CanonicalHost}()',
      '"github.com/gorilla/handlers".{LoggingHandler,CombinedLoggingHandler,CompressHandler,ProxyHeaders}',
      '"github.com/prometheus/client_golang/prometheus/promhttp".{Handler,HandlerFor}()',
      '"github.com/alexedwards/scs/v2".New().LoadAndSave',
      '<github.com/alexedwards/scs/v2.SessionManager>.LoadAndSave',
      '"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp".NewHandler',
      '"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp".NewMiddleware()',
      '"github.com/klauspost/compress/gzhttp".GzipHandler',
      '"golang.org/x/net/http2/h2c".NewHandler',
      '"github.com/rs/zerolog/hlog".{NewHandler,AccessHandler,RemoteAddrHandler,UserAgentHandler,RefererHandler,RequestIDHandler,MethodHandler,URLHandler}()',
      '"github.com/swaggo/http-swagger".WrapHandler',
      '"github.com/swaggo/http-swagger".Handler()',
    ],
  },
});
