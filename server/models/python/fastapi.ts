/** FastAPI and Starlette: routes, what fills the parameters of their functions, requests and responses. */
import { model } from '../../engine/model';

const VERBS = '{get,post,put,patch,delete,head,options,trace,api_route,route,websocket}';
const METHODS = '{get,post,put,patch,delete,head,options,trace,websocket}';
const RESPONSES = '{Response}';
/** Classes of middleware that turn nobody away for who they are. */
const MIDDLEWARE = [
  ...['fastapi', 'starlette'].flatMap((of) => [
    `"${of}.middleware.cors".CORSMiddleware`,
    `"${of}.middleware.gzip".GZipMiddleware`,
    `"${of}.middleware.trustedhost".TrustedHostMiddleware`,
    `"${of}.middleware.httpsredirect".HTTPSRedirectMiddleware`,
    `"${of}.middleware.wsgi".WSGIMiddleware`,
  ]),
  '"starlette.middleware.sessions".SessionMiddleware',
  '"starlette.middleware.authentication".AuthenticationMiddleware',
  '"uvicorn.middleware.proxy_headers".ProxyHeadersMiddleware',
  '"asgi_correlation_id".CorrelationIdMiddleware',
  '"brotli_asgi".BrotliMiddleware',
  '"sentry_sdk.integrations.asgi".SentryAsgiMiddleware',
];

export const fastapi = model('python', {
  name: 'FastAPI',
  module: 'fastapi',
  types: {
    App: [
      '"fastapi".{FastAPI,APIRouter}()',
      '<fastapi.FastAPI>',
      '<fastapi.APIRouter>',
      '"starlette.applications".Starlette()',
      '"fastapi.routing".APIRouter()',
      '"cadwyn".VersionedAPIRouter()',
    ],
    Makes: [
      '"fastapi".{FastAPI,APIRouter}',
      '"fastapi.routing".APIRouter',
      '"cadwyn".VersionedAPIRouter',
      '"starlette.applications".Starlette',
    ],
    Errors: ['"fastapi"', '"fastapi.exceptions"', '"starlette.exceptions"'],
    Request: [
      '<fastapi.Request>',
      '<starlette.requests.Request>',
      '<fastapi.requests.Request>',
      '<starlette.requests.HTTPConnection>',
      '"starlette.routing".{Route,WebSocketRoute}(fn)#0',
      '"starlette.endpoints".HTTPEndpoint.{get,post,put,patch,delete}#0',
      'App.middleware()(fn)#0',
      '"starlette.middleware.base".BaseHTTPMiddleware.dispatch#0',
    ],
    Socket: ['<fastapi.WebSocket>', '<starlette.websockets.WebSocket>'],
    Upload: ['<fastapi.UploadFile>', '<starlette.datastructures.UploadFile>', 'Request.form()[]'],
    Responses: ['"fastapi.responses"', '"starlette.responses"', '"fastapi"'],
    Made: [
      'Responses.{Response,HTMLResponse,PlainTextResponse,JSONResponse,RedirectResponse,FileResponse}()',
      '<fastapi.Response>',
      '<starlette.responses.Response>',
    ],
  },
  sources: {
    'untrusted-object': [
      `App.${VERBS}()(fn)#*`,
      'App.add_api_route(fn)#*',
      // A dependency's own parameters are filled from the request as well.
      '"fastapi".{Depends,Security}(fn)#*',
      'Request.{json,form,body}()',
      'Request.stream()[]',
      'Socket.{receive_json,receive}()',
    ],
    untrusted: [
      'Request.{query_params,path_params,headers,cookies,url}',
      'Socket.{receive_text,receive_bytes,iter_text}()',
      'Socket.{query_params,path_params,headers,cookies}',
      'Upload.{filename,content_type,headers,file}',
      'Upload.read()',
    ],
  },
  sanitizers: {
    text: ['Request.{query_params,path_params,headers,cookies,url}', 'Upload.{filename,content_type}'],
    rooted: ['Request.url.path'],
    'one-slash': ['Request.url.path'],
    // What the framework itself puts in, and what a function of the program has looked up or checked.
    'allow-listed': [
      '<fastapi.Depends>',
      '<fastapi.Security>',
      '<fastapi.params.Depends>',
      '<fastapi.Request>',
      '<fastapi.Response>',
      '<fastapi.WebSocket>',
      '<fastapi.BackgroundTasks>',
      '<fastapi.UploadFile>',
      '<fastapi.security.SecurityScopes>',
      '<starlette.requests.Request>',
      '<starlette.responses.Response>',
      '<starlette.websockets.WebSocket>',
      '<starlette.background.BackgroundTasks>',
      '<starlette.datastructures.UploadFile>',
    ],
  },
  sinks: {
    'html-response': [
      'Responses.HTMLResponse(0)',
      'Responses.HTMLResponse(content:)',
      `Responses.${RESPONSES}[media_type:~'html'](0)`,
      `Responses.${RESPONSES}[media_type:~'html'](content:)`,
      `Responses.StreamingResponse[media_type:~'html'](0)`,
    ],
    'redirect-target': [
      'Responses.RedirectResponse(0)',
      'Responses.RedirectResponse(url:)',
      'Made.headers.{location,Location}',
      'Responses.Response(headers:).Location',
      'Responses.Response(headers:).location',
    ],
    'file-path': ['Responses.FileResponse(0)', 'Responses.FileResponse(path:)'],
    'cors-origin': [
      'Made.headers.{Access-Control-Allow-Origin,access-control-allow-origin}',
      'Responses.*(headers:).Access-Control-Allow-Origin',
    ],
    credential: ['App.add_middleware(secret_key:)', '"fastapi_sessions".*(secret_key:)'],
    'secret-value': ['App.add_middleware(secret_key:)'],
  },
  flows: [
    { call: `App.${VERBS}()`, from: '(0)', to: '()' },
    { call: 'App.{middleware,exception_handler,on_event}()', from: '(0)', to: '()' },
    { call: '"fastapi".{Depends,Security}', from: '(0)=>', to: '()' },
    { call: '"slowapi".Limiter().limit()', from: '(0)', to: '()' },
    { call: '"fastapi".{Query,Path,Header,Cookie,Body,Form,File}', from: '(0)', to: '()' },
  ],
  quiet: [
    'Responses.*()',
    'App.{include_router,mount,add_middleware,add_exception_handler,add_api_route}()',
    'Made.{set_cookie,delete_cookie}()',
    '"fastapi".HTTPException()',
    '"fastapi.templating".Jinja2Templates().TemplateResponse()',
    '"starlette.templating".Jinja2Templates().TemplateResponse()',
    '"fastapi.encoders".jsonable_encoder()',
    '"fastapi.security".*()',
    'Socket.{accept,send_text,send_json,close}()',
  ],
  calls: {
    'cors-setup': [
      {
        call: 'App.add_middleware',
        roles: { origin: '(allow_origins:)', pattern: '(allow_origin_regex:)', credentials: '(allow_credentials:)' },
      },
      {
        call: '"starlette.middleware".Middleware',
        roles: { origin: '(allow_origins:)', pattern: '(allow_origin_regex:)', credentials: '(allow_credentials:)' },
      },
      {
        call: '"fastapi.middleware.cors".CORSMiddleware',
        roles: { origin: '(allow_origins:)', pattern: '(allow_origin_regex:)', credentials: '(allow_credentials:)' },
      },
    ],
  },
  routes: {
    scope: 'encapsulated',
    makes: {
      application: ['"fastapi".FastAPI', '"starlette.applications".Starlette'],
      router: ['"fastapi".APIRouter', '"fastapi.routing".APIRouter', '"cadwyn".VersionedAPIRouter', '"starlette.routing".Router'],
    },
    register: [
      { call: 'Makes', on: 'result', does: 'prefix', path: '(prefix:)' },
      { call: 'Makes', on: 'result', does: 'mount', early: true, shape: 'ahead', chain: '(dependencies:)' },
      {
        call: `App.${METHODS}()`,
        by: 'maker',
        does: 'route',
        methods: 'name',
        path: ['(0)', '(path:)'],
        ahead: '(dependencies:)',
        chain: '(0)',
      },
      {
        call: 'App.{api_route,route}()',
        by: 'maker',
        does: 'route',
        methods: '(methods:)',
        usual: ['GET'],
        path: ['(0)', '(path:)'],
        ahead: '(dependencies:)',
        chain: '(0)',
      },
      {
        call: 'App.{add_api_route,add_route}',
        does: 'route',
        methods: '(methods:)',
        usual: ['GET'],
        path: ['(0)', '(path:)'],
        ahead: '(dependencies:)',
        chain: ['(1)', '(endpoint:)'],
      },
      {
        call: 'App.{add_api_websocket_route,add_websocket_route}',
        does: 'route',
        methods: ['WEBSOCKET'],
        path: ['(0)', '(path:)'],
        ahead: '(dependencies:)',
        chain: ['(1)', '(endpoint:)'],
      },
      {
        call: 'App.include_router',
        does: 'mount',
        shape: 'routers',
        path: '(prefix:)',
        ahead: '(dependencies:)',
        chain: ['(0)', '(router:)'],
      },
      { call: 'App.mount', does: 'mount', shape: 'routers', path: ['(0)', '(path:)'], chain: ['(1)', '(app:)'] },
      { call: 'App.middleware()', by: 'maker', does: 'mount', early: true, shape: 'middleware', chain: '(0)' },
      {
        call: 'App.add_middleware',
        does: 'mount',
        early: true,
        shape: 'middleware',
        made: ['dispatch'],
        chain: ['(0)', '(middleware_class:)'],
      },
    ],
    handlers: [
      { parameters: [] },
      { of: 'ahead', goesOn: 'return', parameters: [] },
      { of: 'middleware', parameters: ['request', 'handler'] },
    ],
    handlerMethods: ['__call__'],
    answers: {
      status: [
        'Responses.{Response,HTMLResponse,PlainTextResponse,JSONResponse,ORJSONResponse,UJSONResponse}(status_code:)',
        'Made.status_code',
      ],
      redirects: ['Responses.RedirectResponse'],
      errorStatus: ['Errors.{HTTPException,WebSocketException}(0)', 'Errors.HTTPException(status_code:)'],
    },
    // They look for something that is sent, and check nothing of it.
    passes: [
      ...MIDDLEWARE,
      '"fastapi.security".*()',
      '"fastapi.security.api_key".*()',
      '"fastapi.security.http".*()',
      '"fastapi.security.oauth2".*()',
    ],
    wrappers: {
      none: ['"fastapi".{Depends,Security}', '"fastapi.params".{Depends,Security}'],
      limit: ['"slowapi".Limiter().{limit,shared_limit}()'],
    },
    runs: ['"fastapi".{Depends,Security}', '"fastapi.params".{Depends,Security}'],
    controls: {
      authentication: [
        '"fastapi_users".FastAPIUsers().current_user[optional:!=true]()',
        '"fastapi_users".FastAPIUsers().authenticator.current_user[optional:!=true]()',
      ],
      limit: ['"fastapi_limiter.depends".RateLimiter()', '"slowapi.middleware".{SlowAPIMiddleware,SlowAPIASGIMiddleware}'],
      csrf: ['"starlette_csrf".CSRFMiddleware', '"starlette_csrf.middleware".CSRFMiddleware'],
    },
  },
});
