/** Other places where requests come in: serverless functions, sockets. */
import { model } from '../../engine/model';

export const serverless = model('javascript', {
  name: 'Serverless',
  types: {
    Functions: [
      '"firebase-functions/v2/https"',
      '"firebase-functions/https"',
      '"firebase-functions/v1".https',
      '"firebase-functions".https',
      '"firebase-functions/v2".https',
      '"firebase-functions".{region,runWith}().https',
      '"firebase-functions/v1".{region,runWith}().https',
    ],
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
  routes: {
    scope: 'files',
    files: [
      {
        parameter: '^_?event$',
        does: 'route',
        exports: { handler: '*', lambdaHandler: '*' },
        shape: 'function',
        elsewhere: { kinds: ['authentication', 'authorisation'], message: 'what stands before it is configured where it is deployed' },
      },
    ],
    register: [
      { call: `Functions.onRequest`, on: 'program', does: 'route', chain: '(fn)', named: 'function:', shape: 'page' },
      { call: `Functions.onCall`, on: 'program', does: 'route', methods: ['POST'], chain: '(fn)', named: 'function:', shape: 'call' },
    ],
    handlers: [
      { of: 'function', goesOn: 'never', parameters: ['request', 'value', 'value'] },
      { of: 'page', parameters: ['request', 'response'] },
      { of: 'call', goesOn: 'never', arity: 2, parameters: ['value', 'context'] },
      { of: 'call', goesOn: 'never', parameters: ['context'] },
    ],
    answers: { returned: ['statusCode'] },
  },
});
