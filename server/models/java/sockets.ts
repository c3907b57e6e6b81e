/** Sockets of Java servers: which sites may open them. */
import { model } from '../../engine/model';

const CONFIG = 'org.springframework.web.socket.config.annotation';

export const sockets = model('java', {
  name: 'Sockets',
  types: {
    Registration: [
      `<${CONFIG}.WebSocketHandlerRegistry>.addHandler()`,
      `<${CONFIG}.StompEndpointRegistry>.addEndpoint()`,
      'Registration.{addInterceptors,addHandler,setHandshakeHandler,withSockJS}()',
    ],
  },
  calls: { 'socket-origins': [{ call: 'Registration.{setAllowedOrigins,setAllowedOriginPatterns}', roles: { origins: '(0)' } }] },
});
