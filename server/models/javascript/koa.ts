/** Koa and its routers: middleware, contexts, and which packages turn requests away. */
import { model } from '../../engine/model';

const VERBS = '{get,post,put,patch,delete,del,head,options,all}';

export const koa = model('javascript', {
  name: 'Koa',
  module: 'koa',
  types: {
    App: ['"koa"()'],
    Router: ['"@koa/router"()', '"koa-router"()', '"koa-joi-router"()', `Router.${VERBS}()`, 'Router.{use,prefix}()'],
    Context: [
      'App.use(fn)#0',
      `Router.${VERBS}(fn)#0`,
      'Router.use(fn)#0',
      '<koa.Context>',
      '<koa.ParameterizedContext>',
      '<@koa/router.RouterContext>',
      '(ctx,next)#0',
    ],
  },
  sources: {
    'untrusted-object': ['Context.request.{body,query}', 'Context.query'],
    untrusted: [
      'Context.{params,headers,header,url,originalUrl,path,href,querystring,search,hostname,host}',
      'Context.request.{headers,header,url,originalUrl,path,href,querystring,search,hostname,host,rawBody}',
      'Context.get()',
      'Context.request.get()',
      'Context.cookies.get()',
    ],
  },
  sanitizers: {
    'usually-text': ['Context.query', 'Context.request.query'],
    rooted: ['Context.{url,originalUrl,path}', 'Context.request.{url,originalUrl,path}'],
    'one-slash': ['Context.{url,originalUrl,path}', 'Context.request.{url,originalUrl,path}'],
  },
  sinks: {
    'html-response': ['Context.body', 'Context.response.body'],
    'redirect-target': ['Context.redirect(0)', 'Context.response.redirect(0)', "Context.set[0='location'](1)"],
    'cors-origin': ["Context.set[0='access-control-allow-origin'](1)"],
    'file-path': ['"koa-send"[2.root=absent](1)'],
    'file-path-in-root': ['"koa-send"[2.root=*](1)'],
  },
  quiet: [
    'Context.{get,redirect,set,throw,assert,accepts,is}()',
    'Context.request.get()',
    'Context.cookies.{get,set}()',
    '"koa-bodyparser"()',
    '"koa-body"()',
    'App.{use,listen}()',
  ],
});
