/** Other places where requests come in: serverless functions, sockets. */
import { model } from '../../engine/model';

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
