/** Other places where requests come in: Koa, Fastify, serverless functions, sockets. */
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

export const fastify = model('javascript', {
  name: 'Fastify',
  module: 'fastify',
  types: {
    App: [
      '"fastify"()',
      '"fastify".fastify()',
      '<fastify.FastifyInstance>',
      'App.register(fn)#0',
      '(fastify,opts)#0',
      '(fastify,options)#0',
      'App.{register,after,decorate,addHook}()',
    ],
    Request: [
      `App.${VERBS}(fn)#0`,
      `App.${VERBS}(1).handler#0`,
      'App.route(0).handler#0',
      'App.route(0).preHandler#0',
      'App.addHook(fn)#0',
      '<fastify.FastifyRequest>',
      '(request,reply)#0',
      '(req,reply)#0',
    ],
    Reply: [
      `App.${VERBS}(fn)#1`,
      `App.${VERBS}(1).handler#1`,
      'App.route(0).handler#1',
      'App.route(0).preHandler#1',
      'App.addHook(fn)#1',
      '<fastify.FastifyReply>',
      '(request,reply)#1',
      '(req,reply)#1',
      'Reply.{code,status,setCookie}()',
      "Reply.{header}[0!='content-type']()",
    ],
    HtmlReply: ["Reply.type[0~'html']()", "Reply.header[0='content-type'][1~'html']()", 'HtmlReply.{code,status}()'],
  },
  sources: {
    'untrusted-object': ['Request.{body,query}'],
    untrusted: ['Request.{params,headers,url,originalUrl,hostname,cookies}'],
  },
  sanitizers: { 'usually-text': ['Request.query'], rooted: ['Request.{url,originalUrl}'], 'one-slash': ['Request.{url,originalUrl}'] },
  sinks: {
    // Text without a type is sent as plain text.
    'html-response': ['HtmlReply.send(0)'],
    'redirect-target': ['Reply.redirect(0)', 'Reply.redirect(1)', "Reply.header[0='location'](1)"],
    'cors-origin': ["Reply.header[0='access-control-allow-origin'](1)"],
    'file-path-in-root': ['Reply.{sendFile,download}(0)'],
  },
  quiet: ['Reply.*()', 'HtmlReply.*()', `App.${VERBS}()`, 'App.{register,listen,addHook,decorate}()'],
});

export const serverless = model('javascript', {
  name: 'Serverless',
  types: {
    Event: [
      '(event,context)#0',
      '(event,_context)#0',
      '<aws-lambda.APIGatewayProxyEvent>',
      '<aws-lambda.APIGatewayProxyEventV2>',
      '<aws-lambda.APIGatewayEvent>',
      '<aws-lambda.ALBEvent>',
    ],
    Socket: [
      '"socket.io"().{on,of}[0=\'connection\'](fn)#0',
      '"socket.io".Server().on[0=\'connection\'](fn)#0',
      '"socket.io".Server().on[0=\'connect\'](fn)#0',
      '"socket.io".Server().of().on[0=\'connection\'](fn)#0',
      '<socket.io.Socket>',
    ],
    WebSocket: ['"ws".{Server,WebSocketServer}().on[0=\'connection\'](fn)#0'],
  },
  sources: {
    // The body is text; it is parsed before it is used, and then holds what the client likes.
    'untrusted-object': ['Event.body', "Socket.on[0!='disconnect'](fn)#*", 'Socket.handshake.{query,auth}'],
    untrusted: [
      'Event.{queryStringParameters,multiValueQueryStringParameters,pathParameters,headers,multiValueHeaders,rawPath,rawQueryString,path,cookies}',
      'Socket.handshake.headers',
      "WebSocket.{on,addEventListener}[0='message'](fn)#0",
    ],
  },
  sanitizers: { 'usually-text': ['Socket.handshake.query'] },
  quiet: ['Socket.{emit,join,leave,to}()', 'WebSocket.send()'],
});
