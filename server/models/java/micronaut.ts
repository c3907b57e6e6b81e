/** Micronaut: endpoints by annotations, what fills their parameters, and what its security asks before them. */
import { model } from '../../engine/model';
import { either } from './names';

const HTTP = '"io.micronaut.http.annotation"';
const SECURED = '"io.micronaut.security.annotation".Secured';
const RULE = '"io.micronaut.security.rules".SecurityRule';
const PERMITTED = ['authentication', 'authorisation'] as const;
const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'] as const;

export const micronaut = model('java', {
  name: 'Micronaut',
  module: 'io.micronaut.http',
  constants: {
    [`${RULE}.IS_AUTHENTICATED`]: 'isAuthenticated()',
    [`${RULE}.IS_ANONYMOUS`]: 'isAnonymous()',
    [`${RULE}.DENY_ALL`]: 'denyAll()',
  },
  types: { Request: ['<io.micronaut.http.HttpRequest>'] },
  sources: {
    untrusted: [
      `${HTTP}.{QueryValue,PathVariable,Header,CookieValue,Part}()()`,
      `${HTTP}.{${VERBS}}().*(fn)#*`,
      'Request.{getParameters,getHeaders,getCookies,getUri,getPath}()',
    ],
    'untrusted-object': [`${HTTP}.Body()()`, 'Request.getBody()'],
  },
  sanitizers: { text: [`${HTTP}.{QueryValue,PathVariable,Header,CookieValue}()()`] },
  sinks: {
    'redirect-target': ['"io.micronaut.http".HttpResponse.{redirect,seeOther,temporaryRedirect,permanentRedirect}(0)'],
  },
  quiet: ['"io.micronaut.http".HttpResponse.*()'],
  routes: {
    scope: 'decorators',
    handlers: [{ parameters: [] }],
    answers: {
      fixed: {
        401: ['"io.micronaut.http".HttpResponse.unauthorized'],
        404: ['"io.micronaut.http".HttpResponse.notFound'],
        400: ['"io.micronaut.http".HttpResponse.badRequest'],
      },
      errors: {
        401: ['"io.micronaut.security.authentication".AuthenticationException()'],
        403: ['"io.micronaut.security.authentication".AuthorizationException()'],
      },
    },
    decorators: {
      groups: [{ decorator: `${HTTP}.Controller()`, path: ['(value:)'], serves: true }],
      routes: VERBS.map((verb) => ({
        decorator: `${HTTP}.${verb}()`,
        methods: verb.toUpperCase(),
        path: ['(value:)', '(uri:)'],
      })),
      controls: [
        { decorator: `${SECURED}[value:='isAuthenticated()']()`, kinds: ['authentication'], family: 'secured', switched: false },
        { decorator: `${SECURED}[value:='isAnonymous()']()`, family: 'secured', switched: false },
        {
          decorator: `${SECURED}[value:!='isAuthenticated()'][value:!='isAnonymous()']()`,
          kinds: PERMITTED,
          family: 'secured',
          switched: false,
        },
        ...either('annotation.security', '.{RolesAllowed,DenyAll}()').map((decorator) => ({
          decorator,
          kinds: PERMITTED,
          family: 'secured',
          switched: false,
        })),
        ...either('annotation.security', '.PermitAll()').map((decorator) => ({ decorator, family: 'secured', switched: false })),
      ],
    },
    // It turns away what no rule lets in; a map in the settings may let in more.
    central: {
      match: [],
      decide: [],
      rest: [],
      scope: [],
      ignore: [],
      makes: [],
      inherits: [],
      standing: [],
      byDefault: [
        { name: 'Micronaut Security', modules: ['io.micronaut.security'], kinds: PERMITTED, certain: false },
        { name: 'a filter', modules: ['io.micronaut.http.filter'], kinds: PERMITTED, certain: false },
      ],
    },
  },
});
