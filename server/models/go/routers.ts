/** Routers that keep to the handlers of net/http: chi and gorilla/mux. */
import { model } from '../../engine/model';
import { declared, packages, versions } from './declared';
import { HANDLERS } from './routing';

const CHI = versions('github.com/go-chi/chi', 2, 5);
const VERBS = '{Get,Head,Post,Put,Patch,Delete,Connect,Options,Trace}';

export const chi = model('go', {
  name: 'chi',
  module: 'github.com/go-chi/chi/v5',
  types: {
    Router: [...declared(CHI, 'Router', 'Mux'), ...packages(CHI).map((p) => `${p}.{NewRouter,NewMux}()`), 'Router.{With,Group,Route}()'],
  },
  routes: {
    scope: 'lexical-order',
    makes: {
      router: packages(CHI).map((p) => `${p}.{NewRouter,NewMux}`),
      groups: [
        { call: 'Router.With', wraps: '(0..)' },
        { call: 'Router.Group', hands: '(0)' },
        { call: 'Router.Route', path: '(0)', hands: '(1)' },
      ],
    },
    register: [
      { call: `Router.${VERBS}`, does: 'route', methods: 'name', path: '(0)', chain: '(1)', least: 2 },
      { call: 'Router.{Handle,HandleFunc}', does: 'route', methods: 'path', path: '(0)', chain: '(1)', least: 2 },
      { call: 'Router.{Method,MethodFunc}', does: 'route', methods: '(0)', path: '(1)', chain: '(2)', least: 3 },
      { call: 'Router.Use', does: 'mount', wraps: '(0..)', least: 1 },
      { call: 'Router.Mount', does: 'group', path: '(0)', chain: '(1)', least: 2 },
    ],
    handlers: HANDLERS,
    controls: {
      authentication: [
        ...packages(CHI).map((p) => `${p.slice(0, -1)}/middleware".BasicAuth()`),
        // Finding a token is another's task, and turns nobody away: `jwtauth.Verifier`.
        ...packages(versions('github.com/go-chi/jwtauth', 4, 5)).flatMap((p) => [`${p}.Authenticator`, `${p}.Authenticator()`]),
      ],
      limit: [
        ...packages(CHI).map((p) => `${p.slice(0, -1)}/middleware".{Throttle,ThrottleBacklog,ThrottleWithOpts}()`),
        '"github.com/go-chi/httprate".{Limit,LimitAll,LimitByIP,LimitByRealIP,LimitBy}()',
      ],
    },
    passes: [
      ...packages(versions('github.com/go-chi/jwtauth', 4, 5)).flatMap((p) => [`${p}.Verifier()`, `${p}.Verify()`]),
      ...packages(CHI).flatMap((p) => {
        const middleware = `${p.slice(0, -1)}/middleware"`;
        return [
          `${middleware}.{Logger,Recoverer,RequestID,RealIP,StripSlashes,RedirectSlashes,CleanPath,GetHead,NoCache,URLFormat}`,
          `${middleware}.{Timeout,Compress,Heartbeat,SetHeader,WithValue,RequestLogger,AllowContentType,AllowContentEncoding,ContentCharset,RequestSize,Maybe,PathRewrite}()`,
          `${middleware}.Profiler()`,
        ];
      }),
      '"github.com/go-chi/cors".{Handler,AllowAll}()',
      '"github.com/go-chi/cors".New().Handler',
      '"github.com/go-chi/render".SetContentType()',
      '"github.com/go-chi/httplog/v2".RequestLogger()',
    ],
  },
});

const ALICE = '"github.com/justinas/alice"';

/** Chains of middleware for any router of net/http. */
export const alice = model('go', {
  name: 'alice',
  module: 'github.com/justinas/alice',
  types: { Chain: [...declared(['github.com/justinas/alice'], 'Chain'), `${ALICE}.New()`, 'Chain.{Append,Extend}()'] },
  routes: {
    makes: {
      chains: [
        { call: `${ALICE}.New`, wraps: '(0..)' },
        { call: 'Chain.Append', outer: '(this)', wraps: '(0..)' },
        { call: 'Chain.Extend', outer: '(this)', chain: '(0)' },
        { call: 'Chain.{Then,ThenFunc}', outer: '(this)', chain: '(0)' },
      ],
    },
  },
});

/** httprouter, whose handlers may be handed the parameters of the path. */
export const httprouter = model('go', {
  name: 'httprouter',
  module: 'github.com/julienschmidt/httprouter',
  types: { Router: [...declared(['github.com/julienschmidt/httprouter'], 'Router'), '"github.com/julienschmidt/httprouter".New()'] },
  routes: {
    scope: 'lexical-order',
    makes: { router: ['"github.com/julienschmidt/httprouter".New'] },
    register: [
      { call: 'Router.{GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS}', does: 'route', methods: 'name', path: '(0)', chain: '(1)', least: 2 },
      { call: 'Router.{Handle,Handler,HandlerFunc}', does: 'route', methods: '(0)', path: '(1)', chain: '(2)', least: 3 },
    ],
    handlers: [{ arity: 3, parameters: ['response', 'request', 'value'] }, ...HANDLERS],
  },
});

const MUX = ['github.com/gorilla/mux'];
/** What else may be said of a route. */
const MORE = '{Methods,Name,Host,Schemes,Headers,HeadersRegexp,Queries,MatcherFunc}';

export const gorilla = model('go', {
  name: 'gorilla/mux',
  module: 'github.com/gorilla/mux',
  types: {
    Router: [
      ...declared(MUX, 'Router'),
      '"github.com/gorilla/mux".NewRouter()',
      'Route.Subrouter()',
      'Router.{StrictSlash,SkipClean,UseEncodedPath}()',
    ],
    Route: [
      ...declared(MUX, 'Route'),
      `Router.{HandleFunc,Handle,Path,PathPrefix,NewRoute,${MORE.slice(1, -1)}}()`,
      'Route.{Path,PathPrefix}()',
    ],
  },
  flows: [
    { call: `Route.${MORE}`, from: '(this)', to: '()' },
    { call: '"github.com/gorilla/mux".MiddlewareFunc', from: '(0)', to: '()' },
    { call: 'Router.{StrictSlash,SkipClean,UseEncodedPath}', from: '(this)', to: '()' },
  ],
  routes: {
    scope: 'lexical-order',
    makes: {
      router: ['"github.com/gorilla/mux".NewRouter'],
      route: [`Router.{Path,PathPrefix,NewRoute,${MORE.slice(1, -1)}}`, 'Route.{Path,PathPrefix}'],
      groups: [{ call: 'Route.Subrouter' }],
    },
    narrows: ['Router', 'Route'].map((type) => ({ call: `${type}.Methods`, methods: '(0..)' })),
    register: [
      { call: 'Router.{HandleFunc,Handle}', does: 'route', path: '(0)', chain: '(1)', returns: 'route', least: 2 },
      { call: 'Route.{HandlerFunc,Handler}', does: 'route', chain: '(0)', least: 1 },
      { call: 'Router.Use', does: 'mount', wraps: '(0..)', early: true, least: 1 },
    ],
    handlers: HANDLERS,
  },
});
