/** What Spring Security does against other sites and for sessions, and how it is switched off. */
import { model } from '../../engine/model';
import { eitherType } from './names';

const BUILDERS = [
  '<org.springframework.security.config.annotation.web.builders.HttpSecurity>',
  '<org.springframework.security.config.web.server.ServerHttpSecurity>',
];

export const protections = model('java', {
  name: 'Protections',
  types: {
    Security: [...BUILDERS, 'Security.*()'],
    Session: [...eitherType('servlet.http.HttpSession'), 'servlet.Request.getSession()'],
  },
  calls: {
    'session-setup': [
      { call: 'Security.sessionManagement().enableSessionUrlRewriting', roles: { rewriting: '(0)' } },
      { call: 'Security.enableSessionUrlRewriting', roles: { rewriting: '(0)' } },
      ...eitherType('servlet.ServletContext').map((type) => ({ call: `${type}.setSessionTrackingModes`, roles: { tracking: '(0)' } })),
    ],
    'session-lifetime': [
      { call: 'Session.setMaxInactiveInterval', roles: { seconds: '(0)' } },
      { call: 'Security.rememberMe', roles: { settings: '(0)' } },
      { call: 'Security.rememberMe().tokenValiditySeconds', roles: { seconds: '(0)' } },
    ],
    'session-principal': [{ call: 'Session.setAttribute', roles: { name: '(0)', value: '(1)' } }],
    'session-renewal': [
      { call: 'Security.sessionManagement', roles: { off: '(0)' } },
      { call: 'Security.sessionFixation().none', roles: {} },
    ],
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
