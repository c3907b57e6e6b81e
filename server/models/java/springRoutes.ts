/** Which endpoints Spring makes of controllers, and what Spring Security asks before them: by lists of rules and by annotations. */
import { model } from '../../engine/model';
import { either } from './names';
import { SERVLET_ANSWERS, SERVLET_GOES, statuses } from './servletAnswers';

const WEB = '"org.springframework.web.bind.annotation"';
const SECURITY = '"org.springframework.security';
const VALUE = ['(path:)', '(value:)'];
const SIGNED_IN = ['authentication'] as const;
const PERMITTED = ['authentication', 'authorisation'] as const;

export const springRoutes = model('java', {
  name: 'Spring MVC',
  module: 'org.springframework.web',
  types: {
    Http: [
      `<org.springframework.security.config.annotation.web.builders.HttpSecurity>`,
      `<org.springframework.security.config.web.server.ServerHttpSecurity>`,
    ],
  },
  constants: { ...statuses('"org.springframework.http".HttpStatus'), ...statuses('"org.springframework.http".HttpStatus', '', '.value()') },
  routes: {
    scope: 'decorators',
    handlers: [
      { parameters: [] },
      { of: 'filter', parameters: ['request', 'response', 'context'] },
      { of: 'web filter', parameters: ['request', 'context'] },
      { of: 'interceptor', parameters: ['request', 'response', 'value'], goesOn: 'truth' },
    ],
    answers: {
      ...SERVLET_ANSWERS,
      goes: [...SERVLET_GOES, '<org.springframework.web.server.WebFilterChain>.filter'],
      errors: {
        401: [
          `${SECURITY}.authentication".{BadCredentialsException,InsufficientAuthenticationException,AuthenticationCredentialsNotFoundException}()`,
          `${SECURITY}.core".AuthenticationException()`,
        ],
        403: [`${SECURITY}.access".AccessDeniedException()`],
      },
      errorStatus: ['"org.springframework.web.server".ResponseStatusException(0)'],
    },
    decorators: {
      groups: [
        { decorator: '"org.springframework.stereotype".Controller()', serves: true },
        { decorator: `${WEB}.RestController()`, serves: true },
        { decorator: `${WEB}.RequestMapping()`, path: VALUE, serves: false },
      ],
      routes: [
        ...(['Get', 'Post', 'Put', 'Patch', 'Delete'] as const).map((verb) => ({
          decorator: `${WEB}.${verb}Mapping()`,
          methods: verb.toUpperCase(),
          path: VALUE,
        })),
        { decorator: `${WEB}.RequestMapping()`, methods: '(method:)', path: VALUE },
      ],
      controls: [
        {
          decorator: `${SECURITY}.access.prepost".PreAuthorize()`,
          expression: '(value:)',
          family: 'expressions',
          switched: true,
          onCalls: true as const,
        },
        {
          decorator: `${SECURITY}.access.annotation".Secured()`,
          kinds: PERMITTED,
          family: 'secured',
          switched: true,
          onCalls: true as const,
        },
        ...either('annotation.security', '.RolesAllowed()').map((decorator) => ({
          decorator,
          kinds: PERMITTED,
          family: 'roles',
          switched: true,
          onCalls: true as const,
        })),
        ...either('annotation.security', '.DenyAll()').map((decorator) => ({
          decorator,
          kinds: PERMITTED,
          family: 'roles',
          switched: true,
          onCalls: true as const,
        })),
        ...either('annotation.security', '.PermitAll()').map((decorator) => ({
          decorator,
          family: 'roles',
          switched: true,
          onCalls: true as const,
        })),
      ],
      switches: {
        expressions: [
          `${SECURITY}.config.annotation.method.configuration".EnableMethodSecurity[prePostEnabled:!=false]()`,
          `${SECURITY}.config.annotation.method.configuration".EnableGlobalMethodSecurity[prePostEnabled:=true]()`,
          `${SECURITY}.config.annotation.method.configuration".EnableReactiveMethodSecurity()`,
        ],
        secured: [
          `${SECURITY}.config.annotation.method.configuration".{EnableMethodSecurity,EnableGlobalMethodSecurity}[securedEnabled:=true]()`,
        ],
        roles: [
          `${SECURITY}.config.annotation.method.configuration".{EnableMethodSecurity,EnableGlobalMethodSecurity}[jsr250Enabled:=true]()`,
        ],
      },
      begins: ['"org.springframework.boot.autoconfigure".{SpringBootApplication,EnableAutoConfiguration}()'],
      conditional: [
        '"org.springframework.context.annotation".{Profile,Conditional}()',
        '"org.springframework.boot.autoconfigure.condition".{ConditionalOnProperty,ConditionalOnMissingBean,ConditionalOnBean,ConditionalOnClass,ConditionalOnExpression,ConditionalOnMissingClass,ConditionalOnWebApplication,ConditionalOnCloudPlatform}()',
      ],
      makers: ['"org.springframework.context.annotation".Bean()'],
      parts: [
        '"org.springframework.stereotype".{Component,Service,Repository}()',
        '"org.springframework.context.annotation".Configuration()',
      ],
      stations: [
        {
          above: '"org.springframework.web.filter".OncePerRequestFilter',
          method: 'doFilterInternal',
          shape: 'filter',
          byPart: true,
          unless: 'shouldNotFilter',
        },
        { above: '"org.springframework.web.filter".GenericFilterBean', method: 'doFilter', shape: 'filter', byPart: true },
        ...either('servlet', '.Filter').map((above) => ({ above, method: 'doFilter', shape: 'filter', byPart: true })),
        { above: '"org.springframework.web.server".WebFilter', method: 'filter', shape: 'web filter', byPart: true },
        { above: '"org.springframework.web.servlet".HandlerInterceptor', method: 'preHandle', shape: 'interceptor', byPart: false },
        {
          above: '"org.springframework.web.servlet.handler".HandlerInterceptorAdapter',
          method: 'preHandle',
          shape: 'interceptor',
          byPart: false,
        },
      ],
      placed: either('servlet.annotation', '.WebFilter()').map((decorator) => ({ decorator, path: ['(urlPatterns:)', '(value:)'] })),
      placing: {
        calls: ['addInterceptor', 'FilterRegistrationBean'],
        fills: ['setFilter'],
        somewhere: ['addFilterBefore', 'addFilterAfter', 'addFilterAt', 'addFilter'],
        paths: ['addPathPatterns'],
        prefixes: ['addUrlPatterns', 'setUrlPatterns'],
        except: ['excludePathPatterns'],
      },
      order: [{ decorator: '"org.springframework.core.annotation".Order()', at: '(value:)' }],
    },
    terms: {
      kinds: {
        isAuthenticated: SIGNED_IN,
        isFullyAuthenticated: SIGNED_IN,
        isRememberMe: SIGNED_IN,
        hasRole: PERMITTED,
        hasAnyRole: PERMITTED,
        hasAuthority: PERMITTED,
        hasAnyAuthority: PERMITTED,
        hasAllRoles: PERMITTED,
        hasAllAuthorities: PERMITTED,
        hasScope: PERMITTED,
        hasAnyScope: PERMITTED,
        hasPermission: ['authorisation'],
      },
      open: ['permitAll', 'isAnonymous'],
      closed: ['denyAll'],
    },
    central: {
      match: [
        ...['requestMatchers', 'antMatchers', 'mvcMatchers', 'pathMatchers', 'securityMatchers'].map((call) => ({
          call,
          covers: 'paths' as const,
          written: 'wildcards' as const,
          isValue: false,
        })),
        { call: 'regexMatchers', covers: 'paths', written: 'pattern', isValue: false },
        { call: 'anyRequest', covers: 'all', written: 'wildcards', isValue: false },
        { call: 'anyExchange', covers: 'all', written: 'wildcards', isValue: false },
        { call: 'dispatcherTypeMatchers', covers: 'outside', written: 'wildcards', isValue: false },
        ...[
          'AntPathRequestMatcher',
          'antMatcher',
          'MvcRequestMatcher',
          'pattern',
          'matcher',
          'PathPatternParserServerWebExchangeMatcher',
        ].map((call) => ({ call, covers: 'paths' as const, written: 'wildcards' as const, isValue: true })),
        { call: 'RegexRequestMatcher', covers: 'paths', written: 'pattern', isValue: true },
        { call: 'regexMatcher', covers: 'paths', written: 'pattern', isValue: true },
        ...['toAnyEndpoint', 'toLinks', 'toStaticResources', 'atCommonLocations', 'toH2Console'].map((call) => ({
          call,
          covers: 'outside' as const,
          written: 'wildcards' as const,
          isValue: true,
        })),
      ],
      decide: [
        { call: 'permitAll', kinds: [] },
        { call: 'anonymous', kinds: [] },
        { call: 'authenticated', kinds: SIGNED_IN },
        { call: 'fullyAuthenticated', kinds: SIGNED_IN },
        { call: 'rememberMe', kinds: SIGNED_IN },
        { call: 'denyAll', kinds: PERMITTED },
        ...['hasRole', 'hasAnyRole', 'hasAuthority', 'hasAnyAuthority', 'hasAllRoles', 'hasAllAuthorities'].map((call) => ({
          call,
          kinds: PERMITTED,
        })),
        { call: 'access', expression: '(0)' },
        { call: 'hasIpAddress' },
        { call: 'hasVariable' },
      ],
      rest: [
        { call: 'authorizeRequests', kinds: [] },
        { call: 'authorizeHttpRequests', kinds: PERMITTED },
        { call: 'authorizeExchange', kinds: PERMITTED },
      ],
      scope: ['securityMatcher', 'securityMatchers', 'antMatcher', 'mvcMatcher', 'regexMatcher', 'requestMatcher', 'requestMatchers'],
      ignore: ['ignoring'],
      makes: ['Http.build'],
      inherits: [
        {
          above: `${SECURITY}.config.annotation.web.configuration".WebSecurityConfigurerAdapter`,
          method: 'configure',
        },
      ],
      standing: [
        {
          kind: 'csrf',
          call: 'csrf',
          off: ['disable'],
          less: ['ignoringRequestMatchers', 'ignoringAntMatchers', 'requireCsrfProtectionMatcher'],
          methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
        },
      ],
      byDefault: [
        {
          name: 'Spring Security',
          modules: ['core', 'web', 'config', 'authentication', 'access', 'provisioning', 'oauth2'].map(
            (part) => `org.springframework.security.${part}`,
          ),
          kinds: SIGNED_IN,
          certain: true,
        },
        {
          name: 'what else may ask',
          modules: ['org.apache.shiro', 'cn.dev33.satoken', 'org.pac4j', 'org.keycloak.adapters', 'org.jasig.cas', 'org.apereo.cas'],
          kinds: PERMITTED,
          certain: false,
        },
      ],
    },
  },
});
