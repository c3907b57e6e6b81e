/** Node's `http`, `https` and `http2`: requests that come in, answers that go out, and requests a program makes itself. */
import { model } from '../../engine/model';
import { NOT_RENDERED } from './mediaTypes';

export const nodeHttp = model('javascript', {
  name: 'Node http',
  module: 'http',
  types: {
    Server: ['"http".{createServer,Server}()', '"https".{createServer,Server}()', '"http2".{createServer,createSecureServer}()'],
    Incoming: [
      '"http".{createServer,Server}(fn)#0',
      '"https".{createServer,Server}(fn)#0',
      '"http2".{createServer,createSecureServer}(fn)#0',
      "Server.{on,addListener,once}[0='request'](fn)#0",
      '<http.IncomingMessage>',
    ],
    Outgoing: [
      '"http".{createServer,Server}(fn)#1',
      '"https".{createServer,Server}(fn)#1',
      '"http2".{createServer,createSecureServer}(fn)#1',
      "Server.{on,addListener,once}[0='request'](fn)#1",
      '<http.ServerResponse>',
      'Outgoing.{setHeader,appendHeader,status}()',
      'Outgoing.writeHead[1=absent]()',
      "Outgoing.writeHead[1.Content-Type~'html']()",
      "Outgoing.writeHead[1.content-type~'html']()",
    ],
  },
  sources: {
    untrusted: [
      'Incoming.{url,headers,rawHeaders,headersDistinct,trailers}',
      "Incoming.{on,addListener,once}[0='data'](fn)#0",
      'Incoming.read()',
      'Incoming[]',
    ],
  },
  sanitizers: {
    rooted: ['Incoming.url'],
    'one-slash': ['Incoming.url'],
    'not-rendered': [
      `Outgoing.{setHeader,appendHeader}[0='content-type'][1~${NOT_RENDERED}](this)`,
      "Outgoing.{setHeader,appendHeader}[0='content-type'][1=?](this)",
      "Outgoing.{setHeader,appendHeader}[0='content-disposition'][1~'attachment'](this)",
      `Outgoing.writeHead[1.Content-Type~${NOT_RENDERED}](this)`,
      `Outgoing.writeHead[1.content-type~${NOT_RENDERED}](this)`,
      `Outgoing.writeHead[2.Content-Type~${NOT_RENDERED}](this)`,
      `Outgoing.writeHead[2.content-type~${NOT_RENDERED}](this)`,
    ],
  },
  sinks: {
    'html-response': ['Outgoing.{write,end}(0)'],
    'redirect-target': [
      "Outgoing.{setHeader,appendHeader}[0='location'](1)",
      'Outgoing.writeHead(1).Location',
      'Outgoing.writeHead(1).location',
      'Outgoing.writeHead(2).Location',
      'Outgoing.writeHead(2).location',
    ],
    'cors-origin': [
      "Outgoing.{setHeader,appendHeader}[0='access-control-allow-origin'](1)",
      'Outgoing.writeHead(1).Access-Control-Allow-Origin',
      'Outgoing.writeHead(1).access-control-allow-origin',
      'Outgoing.writeHead(2).Access-Control-Allow-Origin',
    ],
    'request-url': ['"http".{request,get}(0)', '"https".{request,get}(0)', '"http2".connect(0)'],
    'request-host': [
      '"http".{request,get}(0).host',
      '"http".{request,get}(0).hostname',
      '"http".{request,get}(1).host',
      '"http".{request,get}(1).hostname',
      '"https".{request,get}(0).host',
      '"https".{request,get}(0).hostname',
      '"https".{request,get}(1).host',
      '"https".{request,get}(1).hostname',
    ],
  },
  quiet: [
    '"http".{request,get,createServer}()',
    '"https".{request,get,createServer}()',
    '"http2".connect()',
    'Incoming.{read,setEncoding,on,once,addListener,resume,pause}()',
    'Outgoing.{write,end,setHeader,appendHeader,writeHead,getHeader,removeHeader,flushHeaders}()',
  ],
});
