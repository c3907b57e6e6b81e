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
    'header-policy': [
      { call: 'Security.headers', roles: { off: '(0)' } },
      { call: 'Security.headers().disable', roles: {} },
      { call: 'Security.{frameOptions,httpStrictTransportSecurity,contentTypeOptions}().disable', roles: {} },
      { call: 'Security.contentSecurityPolicy', roles: { policy: '(0)' } },
      { call: "servlet.Response.{setHeader,addHeader}[0='content-security-policy']", roles: { policy: '(1)' } },
      { call: "servlet.Response.{setHeader,addHeader}[0='x-frame-options']", roles: { header: '(1)' } },
    ],
    'forgery-check': [
      { call: 'Security.csrf', roles: { off: '(0)' } },
      { call: 'Security.csrf().disable', roles: {} },
    ],
  },
});
