/** Fastify: routes with their options, plugins that keep to themselves, hooks, and what plugins of others put before routes. */
import { model } from '../../engine/model';

const VERBS = '{get,post,put,patch,delete,head,options,all}';
/** What returns the instance it is called on. */
const SAME =
  '{register,after,ready,decorate,decorateRequest,decorateReply,addHook,addSchema,withTypeProvider,setValidatorCompiler,setSerializerCompiler,setErrorHandler,setNotFoundHandler,setSchemaErrorFormatter,setReplySerializer,addContentTypeParser,removeContentTypeParser,removeAllContentTypeParsers,route}';
/** In the order in which they run. */
const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const;
const OPTIONS = {
  validation: ['schema.body', 'schema.querystring', 'schema.query', 'schema.params'],
  limit: ['config.rateLimit'],
} as const;
const optionsAt = (at: string): Readonly<Record<'validation' | 'limit', readonly string[]>> => ({
  validation: OPTIONS.validation.map((name) => `(${at}).${name}`),
  limit: OPTIONS.limit.map((name) => `(${at}).${name}`),
});
const hooksAt = (at: string): readonly string[] => HOOKS.map((name) => `(${at}).${name}`);
const inOptions = (at: string): readonly string[] => [...HOOKS, 'handler'].map((name) => `${at}.${name}`);

export const fastify = model('javascript', {
  name: 'Fastify',
  module: 'fastify',
  types: {
    App: [
      '"fastify"()',
      '"fastify".fastify()',
      '<fastify.FastifyInstance>',
      'App.register(fn)#0',
      '"fastify-plugin"(fn)#0',
      '(fastify,opts)#0',
      '(fastify,options)#0',
      '(fastify,_opts)#0',
      '(fastify,_options)#0',
      '(fastify,_)#0',
      `App.${SAME}()`,
    ],
    Request: [
      `App.${VERBS}(fn)#0`,
      ...inOptions(`App.${VERBS}(1)`).map((at) => `${at}#0`),
      ...inOptions('App.route(0)').map((at) => `${at}#0`),
      'App.addHook(fn)#0',
      'App.{setErrorHandler,setNotFoundHandler}(fn)#0',
      'App.decorate(1)#0',
      '<fastify.FastifyRequest>',
      '(request,reply)#0',
      '(req,reply)#0',
      '(_request,reply)#0',
    ],
    Reply: [
      `App.${VERBS}(fn)#1`,
      ...inOptions(`App.${VERBS}(1)`).map((at) => `${at}#1`),
      ...inOptions('App.route(0)').map((at) => `${at}#1`),
      'App.addHook(fn)#1',
      'App.setErrorHandler(fn)#2',
      'App.setNotFoundHandler(fn)#1',
      'App.decorate(1)#1',
      '<fastify.FastifyReply>',
      '(request,reply)#1',
      '(req,reply)#1',
      '(_request,reply)#1',
      'Reply.{code,status,setCookie,clearCookie,cookie,headers,hijack,serializer}()',
      "Reply.header[0!='content-type']()",
    ],
    HtmlReply: ["Reply.type[0~'html']()", "Reply.header[0='content-type'][1~'html']()", 'HtmlReply.{code,status,header}()'],
  },
  sources: {
    'untrusted-object': ['Request.{body,query}', 'Request.file().fields'],
    untrusted: ['Request.{params,headers,url,originalUrl,hostname,host,cookies}', 'Request.file().{filename,mimetype}', 'Request.raw.url'],
  },
  sanitizers: { 'usually-text': ['Request.query'], rooted: ['Request.{url,originalUrl}'], 'one-slash': ['Request.{url,originalUrl}'] },
  sinks: {
    // Text without a type is sent as plain text.
    'html-response': ['HtmlReply.send(0)'],
    'redirect-target': ['Reply.redirect(0)', 'Reply.redirect(1)', "Reply.header[0='location'](1)"],
    'cors-origin': ["Reply.header[0='access-control-allow-origin'](1)"],
    'file-path-in-root': ['Reply.{sendFile,download}(0)'],
  },
  flows: [
    { call: `App.${SAME}`, from: '(this)', to: '()' },
    { call: '"fastify-plugin"', from: '(0)', to: '()' },
  ],
  quiet: [
    'Reply.*()',
    'HtmlReply.*()',
    `App.${VERBS}()`,
    'App.{listen,close,inject,log,printRoutes,swagger,hasDecorator}()',
    'Request.{jwtVerify,jwtDecode,jwtSign}()',
  ],
  routes: {
    scope: 'encapsulated',
    makes: {
      application: ['"fastify"', '"fastify".fastify'],
      groups: [
        {
          call: 'App.register',
          path: '(1).prefix',
          hands: '(0)',
          open: ['"fastify-plugin"()'],
          plugins: [
            { value: '"@fastify/rate-limit"', kind: 'limit', off: '(1).global' },
            { value: '"fastify-rate-limit"', kind: 'limit', off: '(1).global' },
            { value: '"@fastify/bearer-auth"', kind: 'authentication', off: '(1).addHook' },
            { value: '"fastify-bearer-auth"', kind: 'authentication', off: '(1).addHook' },
          ],
          folders: ['"@fastify/autoload"', '"fastify-autoload"'].map((value) => ({
            value,
            dir: '(1).dir',
            prefix: '(1).options.prefix',
            unless: '(1).encapsulate',
            open: ['fastify-plugin'],
            index: 'index',
            besides: ['autohooks'],
          })),
        },
      ],
      chains: [{ call: 'App.auth', either: '(0)' }],
    },
    register: [
      {
        call: `App.${VERBS}`,
        does: 'route',
        methods: 'name',
        path: '(0)',
        ahead: hooksAt('1'),
        options: optionsAt('1'),
        chain: '(2)',
        least: 3,
      },
      {
        call: `App.${VERBS}`,
        does: 'route',
        methods: 'name',
        path: '(0)',
        ahead: hooksAt('1'),
        options: optionsAt('1'),
        chain: ['(1).handler', '(1)'],
        least: 2,
      },
      {
        call: 'App.route',
        does: 'route',
        methods: '(0).method',
        path: ['(0).url', '(0).path'],
        ahead: hooksAt('0'),
        options: optionsAt('0'),
        chain: '(0).handler',
      },
      { call: 'App.addHook', does: 'mount', early: true, shape: 'ahead', chain: '(1)', only: { at: '(0)', is: HOOKS } },
    ],
    handlers: [
      { parameters: ['request', 'context'] },
      // With a callback they go on by calling it; without one unless they have answered.
      { of: 'ahead', arity: 3, parameters: ['request', 'context', 'next'] },
      { of: 'ahead', arity: 4, parameters: ['request', 'context', 'value', 'next'] },
      { of: 'ahead', parameters: ['request', 'context'], goesOn: 'unless-aborted' },
    ],
    answers: {
      status: ['Reply.{code,status}(0)', 'Reply.statusCode', 'Reply.redirect(1)'],
      ends: ['Reply.{send,sendFile,view,download}', 'HtmlReply.send'],
      fails: ['Reply.{send,sendFile,view,download}'],
      redirects: ['Reply.redirect'],
      aborts: ['Reply.{send,sendFile,view,redirect,unauthorized,forbidden}', 'HtmlReply.send'],
      fixed: { 401: ['Reply.unauthorized'], 403: ['Reply.forbidden'], 400: ['Reply.badRequest'], 404: ['Reply.notFound'] },
      errors: {
        400: ['App.httpErrors.badRequest()'],
        401: ['App.httpErrors.unauthorized()'],
        403: ['App.httpErrors.forbidden()'],
        404: ['App.httpErrors.notFound()'],
        429: ['App.httpErrors.tooManyRequests()'],
      },
    },
    keeps: [
      { call: 'App.decorate', on: 'App', name: '(0)', value: '(1)' },
      { call: 'App.decorateRequest', on: 'Request', name: '(0)', value: '(1)' },
    ],
    controls: {
      authentication: [
        'App.{basicAuth,verifyBearerAuth}',
        '"@fastify/passport".authenticate()',
        '"@fastify/passport".Authenticator().authenticate()',
      ],
      csrf: ['App.csrfProtection'],
      limit: ['App.rateLimit()'],
    },
    checks: { authentication: ['Request.jwtVerify'] },
    passes: ['"@fastify/passport".{initialize,secureSession}()'],
  },
});
