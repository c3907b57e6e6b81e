/** What Spring Security does against other sites and for sessions, and how it is switched off. */
import { model } from '../../engine/model';

const BUILDERS = [
  '<org.springframework.security.config.annotation.web.builders.HttpSecurity>',
  '<org.springframework.security.config.web.server.ServerHttpSecurity>',
];

export const protections = model('java', {
  name: 'Protections',
  types: { Security: [...BUILDERS, 'Security.*()'] },
  calls: {
    'forgery-check': [
      { call: 'Security.csrf', roles: { off: '(0)' } },
      { call: 'Security.csrf().disable', roles: {} },
    ],
  },
});
