/** Sockets of JavaScript servers: which sites may open them, and what takes them up. */
import { model } from '../../engine/model';

export const sockets = model('javascript', {
  name: 'Sockets',
  types: { Io: ['"socket.io"()', '"socket.io".Server()', '<socket.io.Server>', 'Io.{of,use}()'] },
  calls: {
    'socket-origins': [
      { call: '"socket.io".Server', roles: { cors: '(1).cors', only: '(0).cors' } },
      { call: '"socket.io"', roles: { cors: '(1).cors' } },
      { call: '"@nestjs/websockets".WebSocketGateway', roles: { cors: '(1).cors', only: '(0).cors' } },
    ],
    'socket-open': [
      { call: '"ws".{Server,WebSocketServer}().on[0=\'connection\']', roles: { handler: '(1)' } },
      { call: "Io.on[0='connection'|'connect']", roles: { handler: '(1)' } },
    ],
  },
});
