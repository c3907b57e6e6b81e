/** Sockets of Python servers: which sites may open them, and what takes them up. */
import { model } from '../../engine/model';

const CONSUMERS = '{WebsocketConsumer,AsyncWebsocketConsumer,JsonWebsocketConsumer,AsyncJsonWebsocketConsumer}';

export const sockets = model('python', {
  name: 'Sockets',
  calls: {
    'socket-origins': [
      { call: '"flask_socketio".SocketIO', roles: { origins: '(cors_allowed_origins:)' } },
      { call: '"flask_socketio".SocketIO().init_app', roles: { origins: '(cors_allowed_origins:)' } },
      {
        call: '"socketio".{Server,AsyncServer}',
        roles: { origins: '(cors_allowed_origins:)', credentials: '(cors_credentials:)' },
      },
    ],
    'socket-open': [{ call: `"channels.generic.websocket".${CONSUMERS}().accept`, roles: {} }],
  },
});
