/** Which endpoints aiohttp, Starlette's lists of routes, Tornado and Sanic make, and what stands before them. */
import { model } from '../../engine/model';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const;
const MEMBERS = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const;

export const aiohttpRoutes = model('python', {
  name: 'aiohttp',
  module: 'aiohttp',
  types: {
    Web: ['"aiohttp.web"'],
    App: ['Web.Application()', '<aiohttp.web.Application>'],
    Table: ['Web.RouteTableDef()', '<aiohttp.web.RouteTableDef>'],
    WebView: ['Web.View'],
  },
  routes: {
    scope: 'encapsulated',
    makes: {
      application: ['Web.Application'],
      router: ['Web.RouteTableDef', `Web.{${VERBS},view,route}`],
    },
    alias: ['App.router'],
    register: [
      { call: 'Web.Application', on: 'result', does: 'mount', early: true, shape: 'middleware', chain: '(middlewares:)' },
      { call: 'App.middlewares.append', does: 'mount', early: true, shape: 'middleware', chain: '(0)' },
      // A route in a list is one by itself, which is mounted where the list goes.
      ...VERBS.map((verb) => ({
        call: `Web.${verb}`,
        on: 'result' as const,
        does: 'route' as const,
        methods: [verb.toUpperCase()],
        path: '(0)',
        chain: ['(1)', '(handler:)'],
      })),
      { call: 'Web.route', on: 'result', does: 'route', methods: '(0)', path: '(1)', chain: ['(2)', '(handler:)'] },
      { call: 'Web.view', on: 'result', does: 'route', methods: 'any', path: '(0)', chain: ['(1)', '(handler:)'] },
      ...VERBS.map((verb) => ({
        call: `App.router.add_${verb}`,
        does: 'route' as const,
        methods: [verb.toUpperCase()],
        path: ['(0)', '(path:)'],
        chain: ['(1)', '(handler:)'],
      })),
      { call: 'App.router.add_route', does: 'route', methods: '(0)', path: ['(1)', '(path:)'], chain: ['(2)', '(handler:)'] },
      { call: 'App.router.add_view', does: 'route', methods: 'any', path: ['(0)', '(path:)'], chain: ['(1)', '(handler:)'] },
      { call: 'App.router.add_routes', does: 'mount', shape: 'routers', chain: '(0)' },
      { call: 'App.add_routes', does: 'mount', shape: 'routers', chain: ['(0)', '(routes:)'] },
      { call: 'App.add_subapp', does: 'mount', shape: 'routers', path: ['(0)', '(prefix:)'], chain: ['(1)', '(subapp:)'] },
      { call: `Table.{${VERBS}}()`, by: 'maker', does: 'route', methods: 'name', path: ['(0)', '(path:)'], chain: '(0)' },
      { call: 'Table.route()', by: 'maker', does: 'route', methods: '(0)', path: ['(1)', '(path:)'], chain: '(0)' },
      { call: 'Table.view()', by: 'maker', does: 'route', methods: 'any', path: ['(0)', '(path:)'], chain: '(0)' },
    ],
    views: [{ base: ['WebView'], members: MEMBERS }],
    handlers: [{ parameters: ['request'] }, { of: 'middleware', parameters: ['request', 'handler'] }],
    answers: {
      status: ['Web.{Response,StreamResponse,json_response}(status:)'],
      redirects: ['Web.{HTTPFound,HTTPSeeOther,HTTPTemporaryRedirect}'],
      errors: {
        400: ['Web.HTTPBadRequest()'],
        401: ['Web.HTTPUnauthorized()'],
        403: ['Web.HTTPForbidden()'],
        404: ['Web.HTTPNotFound()'],
        429: ['Web.HTTPTooManyRequests()'],
      },
    },
    wrappers: {
      none: ['Web.middleware'],
      authentication: ['"aiohttp_security".login_required', '"aiohttp_security".has_permission()', '"aiohttp_session_auth".auth_required'],
      authorisation: ['"aiohttp_security".has_permission()'],
    },
    checks: {
      authentication: ['"aiohttp_security".{check_authorized,check_permission}'],
      authorisation: ['"aiohttp_security".check_permission'],
    },
  },
});

export const starletteRoutes = model('python', {
  name: 'Starlette',
  module: 'starlette',
  types: { Routing: ['"starlette.routing"', '"fastapi.routing"'], Endpoint: ['"starlette.endpoints".HTTPEndpoint'] },
  routes: {
    scope: 'encapsulated',
    makes: {
      application: ['"starlette.applications".Starlette'],
      router: ['Routing.{Route,WebSocketRoute,Mount,Router,Host}'],
    },
    register: [
      { call: '"starlette.applications".Starlette', on: 'result', does: 'mount', shape: 'routers', chain: '(routes:)' },
      { call: '"starlette.applications".Starlette', on: 'result', does: 'mount', early: true, shape: 'asgi', chain: '(middleware:)' },
      {
        call: 'Routing.Route',
        on: 'result',
        does: 'route',
        methods: '(methods:)',
        usual: ['GET'],
        path: ['(0)', '(path:)'],
        chain: ['(1)', '(endpoint:)'],
      },
      {
        call: 'Routing.WebSocketRoute',
        on: 'result',
        does: 'route',
        methods: ['WEBSOCKET'],
        path: ['(0)', '(path:)'],
        chain: ['(1)', '(endpoint:)'],
      },
      {
        call: 'Routing.Mount',
        on: 'result',
        does: 'mount',
        shape: 'routers',
        path: ['(0)', '(path:)'],
        chain: ['(routes:)', '(app:)', '(1)'],
      },
      { call: 'Routing.Router', on: 'result', does: 'mount', shape: 'routers', chain: ['(routes:)', '(0)'] },
    ],
    views: [{ base: ['Endpoint'], members: MEMBERS }],
    handlers: [{ parameters: ['request'] }],
    wrappers: {
      authentication: ['"starlette.authentication".requires()'],
      authorisation: ['"starlette.authentication".requires[0!=\'authenticated\']()'],
    },
  },
});

export const tornadoRoutes = model('python', {
  name: 'Tornado',
  module: 'tornado',
  // A handler by name is told as one in brackets is.
  flows: [
    { call: 'Web.{url,URLSpec}', from: '(0)', to: '().0' },
    { call: 'Web.{url,URLSpec}', from: '(1)', to: '().1' },
  ],
  types: { Web: ['"tornado.web"'], Base: ['Web.RequestHandler'], Self: ['Web.RequestHandler()'] },
  routes: {
    scope: 'encapsulated',
    makes: { application: ['Web.Application'] },
    register: [
      { call: 'Web.Application', on: 'result', does: 'route', each: '(0)', path: ['(0).0', '(0).regex'], chain: ['(0).1', '(0).handler'] },
    ],
    views: [{ base: ['Base'], members: MEMBERS, opaque: ['prepare'] }],
    handlers: [{ parameters: [] }],
    answers: {
      status: ['Self.{set_status,send_error}(0)'],
      ends: ['Self.{write,finish,render}'],
      redirects: ['Self.redirect'],
      errorStatus: ['Web.HTTPError(0)', 'Web.HTTPError(status_code:)'],
    },
    wrappers: { authentication: ['Web.authenticated'] },
  },
});

export const sanicRoutes = model('python', {
  name: 'Sanic',
  module: 'sanic',
  types: { App: ['"sanic".{Sanic,Blueprint}()', '<sanic.Sanic>', '<sanic.Blueprint>'], Made: ['"sanic".Blueprint'] },
  routes: {
    scope: 'encapsulated',
    makes: { application: ['"sanic".Sanic'], router: ['"sanic".Blueprint'] },
    register: [
      { call: 'Made', on: 'result', does: 'prefix', path: ['(url_prefix:)', '(1)'] },
      {
        call: `App.{${VERBS},websocket}()`,
        by: 'maker',
        does: 'route',
        methods: 'name',
        path: ['(0)', '(uri:)'],
        chain: '(0)',
      },
      { call: 'App.route()', by: 'maker', does: 'route', methods: '(methods:)', usual: ['GET'], path: ['(0)', '(uri:)'], chain: '(0)' },
      {
        call: 'App.add_route',
        does: 'route',
        methods: '(methods:)',
        usual: ['GET'],
        path: ['(1)', '(uri:)'],
        chain: ['(0)', '(handler:)'],
      },
      { call: 'App.blueprint', does: 'mount', shape: 'routers', path: '(url_prefix:)', chain: ['(0)', '(blueprint:)'] },
      { call: 'App.on_request', does: 'mount', early: true, shape: 'before', chain: '(0)' },
      {
        call: 'App.middleware()',
        by: 'maker',
        does: 'mount',
        early: true,
        shape: 'before',
        chain: '(0)',
        only: { at: '(0)', is: ['request'] },
      },
    ],
    views: [{ base: ['"sanic.views".HTTPMethodView'], members: MEMBERS, controls: ['decorators'] }],
    makesHandler: ['"sanic.views".HTTPMethodView.as_view'],
    handlers: [{ parameters: ['request'] }, { of: 'before', goesOn: 'nothing', parameters: ['request'] }],
    answers: {
      status: ['"sanic.response".{json,text,html,empty,raw}(status:)', '"sanic".{json,text,html,empty,raw}(status:)'],
      returned: [],
      redirects: ['"sanic.response".redirect', '"sanic".redirect'],
      errors: {
        401: ['"sanic.exceptions".Unauthorized()'],
        403: ['"sanic.exceptions".Forbidden()'],
        404: ['"sanic.exceptions".NotFound()'],
      },
    },
    wrappers: {
      authentication: ['"sanic_jwt".protected()', '"sanic_jwt.decorators".protected()', '"sanic_httpauth".HTTPBasicAuth().login_required'],
    },
  },
});
