/** Sockets of Go servers: which sites may open them. */
import { model } from '../../engine/model';
import { declared } from './declared';

const ACCEPT = ['"github.com/coder/websocket".Accept', '"nhooyr.io/websocket".Accept'];

export const sockets = model('go', {
  name: 'Sockets',
  types: {
    Upgrader: [
      ...declared(['github.com/gorilla/websocket', 'github.com/fasthttp/websocket'], 'Upgrader', 'FastHTTPUpgrader'),
      '"github.com/olahol/melody".New().Upgrader',
      '<github.com/olahol/melody.Melody>.Upgrader',
    ],
  },
  calls: {
    'socket-origins': [
      { call: 'Upgrader.Upgrade', roles: { check: '(this).CheckOrigin' } },
      { set: 'Upgrader.CheckOrigin', roles: { check: '(0)' } },
      ...ACCEPT.map((call) => ({ call, roles: { off: '(2).InsecureSkipVerify', origins: '(2).OriginPatterns' } })),
    ],
  },
});
