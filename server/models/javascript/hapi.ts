/** Hapi: routes and their options, strategies that hold by default, plugins, and what requests and answers hold. */
import { model } from '../../engine/model';

const MADE = ['"@hapi/hapi".{server,Server}', '"hapi".{server,Server}', '"@hapi/hapi"', '"hapi"'];
const inOptions = (name: string): readonly string[] => [`(0).options.${name}`, `(0).config.${name}`];
const EXTENSIONS = ['onRequest', 'onPreAuth', 'onCredentials', 'onPostAuth', 'onPreHandler'];

export const hapi = model('javascript', {
  name: 'Hapi',
  module: '@hapi/hapi',
  types: {
    Server: ['"@hapi/hapi".{server,Server}()', '"hapi".{server,Server}()', '<@hapi/hapi.Server>', '<hapi.Server>'],
    Request: [
      'Server.route(0).handler#0',
      'Server.route(0).options.handler#0',
      'Server.ext(fn)#0',
      '<@hapi/hapi.Request>',
      '<hapi.Request>',
      '(request,h)#0',
      '(req,h)#0',
    ],
    Toolkit: [
      'Server.route(0).handler#1',
      'Server.route(0).options.handler#1',
      'Server.ext(fn)#1',
      '<@hapi/hapi.ResponseToolkit>',
      '<hapi.ResponseToolkit>',
      '(request,h)#1',
      '(req,h)#1',
      '(_request,h)#1',
    ],
    Answer: ['Toolkit.response()', 'Answer.{code,header,takeover,state,unstate,type}()'],
  },
  sources: {
    'untrusted-object': ['Request.{payload,query}'],
    untrusted: ['Request.{params,headers,state,path,url}', 'Request.info.{hostname,host,referrer}', 'Request.raw.req.url'],
  },
  sanitizers: { 'usually-text': ['Request.query'], rooted: ['Request.path'], 'one-slash': ['Request.path'] },
  sinks: {
    'redirect-target': ['Toolkit.redirect(0)', 'Answer.redirect(0)', 'Answer.location(0)'],
    'file-path': ['Toolkit.file[1.confine=false](0)'],
    'file-path-in-root': ['Toolkit.file(0)'],
  },
  quiet: [
    'Server.{route,register,ext,start,init,initialize,stop,decorate,method}()',
    'Server.auth.{strategy,default,scheme}()',
    'Toolkit.*()',
  ],
  routes: {
    scope: 'encapsulated',
    makes: {
      application: MADE.slice(0, 2),
      groups: [
        {
          call: 'Server.register',
          path: ['(0).routes.prefix', '(1).routes.prefix'],
          hands: ['(0).register', '(0).plugin.register', '(0).plugin', '(0).default.register'],
          each: '(0)',
        },
      ],
    },
    register: [
      {
        call: 'Server.route',
        does: 'route',
        each: '(0)',
        methods: '(0).method',
        path: '(0).path',
        ahead: inOptions('pre[].method'),
        options: {
          authentication: inOptions('auth'),
          authorisation: [...inOptions('auth.scope'), ...inOptions('auth.access.scope')],
          validation: ['payload', 'query', 'params'].flatMap((name) => inOptions(`validate.${name}`)),
        },
        lax: { field: 'mode', is: ['try', 'optional'] },
        chain: ['(0).handler', ...inOptions('handler')],
      },
      {
        call: 'Server.auth.default',
        does: 'mount',
        early: true,
        everywhere: true,
        options: { authentication: '(0)', authorisation: ['(0).scope', '(0).access.scope'] },
        lax: { field: 'mode', is: ['try', 'optional'] },
      },
      {
        call: 'Server.ext',
        does: 'mount',
        early: true,
        everywhere: true,
        shape: 'ahead',
        chain: '(1)',
        only: { at: '(0)', is: EXTENSIONS },
      },
    ],
    handlers: [{ parameters: ['request', 'response'] }, { of: 'ahead', parameters: ['request', 'response'], goesOn: 'return' }],
    answers: {
      status: ['Answer.code(0)'],
      ends: ['Toolkit.{view,file}'],
      redirects: ['Toolkit.redirect'],
    },
    passes: ['"hapi-pino"', '"@hapi/inert"', '"@hapi/vision"'],
  },
});
