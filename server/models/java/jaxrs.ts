/** JAX-RS: what fills the parameters of resource methods, what they return, redirects. */
import { model } from '../../engine/model';
import { either, eitherType } from './names';

const VERBS = '{GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS}()';

export const jaxrs = model('java', {
  name: 'JAX-RS',
  types: {
    UriInfo: eitherType('ws.rs.core.UriInfo'),
    Headers: eitherType('ws.rs.core.HttpHeaders'),
    Response: [
      ...either('ws.rs.core', '.Response'),
      ...either('ws.rs.core', '.Response.{ok,status,created}()'),
      'Response.{entity,header,type,cookie}()',
    ],
  },
  sources: {
    untrusted: [
      ...either('ws.rs', '.{QueryParam,PathParam,HeaderParam,FormParam,CookieParam,MatrixParam}()()'),
      ...either('ws.rs', '.{POST,PUT,PATCH}().*(fn)#*'),
      'UriInfo.{getQueryParameters,getPathParameters,getPath,getRequestUri,getAbsolutePath}()',
      'Headers.{getHeaderString,getRequestHeader,getRequestHeaders,getCookies}()',
    ],
  },
  sanitizers: {
    text: either('ws.rs', '.{QueryParam,PathParam,HeaderParam,FormParam,CookieParam,MatrixParam}()()'),
    'allow-listed': [
      ...eitherType(
        'ws.rs.core.Context',
        'ws.rs.core.UriInfo',
        'ws.rs.core.HttpHeaders',
        'ws.rs.core.SecurityContext',
        'ws.rs.container.Suspended',
      ),
    ],
  },
  sinks: {
    'html-response': [...either('ws.rs', ".Produces[value:~'html']().String(fn)=>")],
    'redirect-target': ['Response.{seeOther,temporaryRedirect,location}(0)'],
    'cors-origin': ["Response.header[0='access-control-allow-origin'](1)"],
  },
  quiet: ['Response.*()', ...either('ws.rs', `.${VERBS}.*()`), ...either('ws.rs', '.{Path,Produces,Consumes}().*()')],
  routes: {
    scope: 'decorators',
    handlers: [
      { parameters: [] },
      { of: 'leads', parameters: [], goesOn: 'return' },
      { of: 'request filter', parameters: ['context'], goesOn: 'unless-aborted' },
    ],
    answers: {
      errors: {
        401: either('ws.rs', '.NotAuthorizedException()'),
        403: either('ws.rs', '.ForbiddenException()'),
        404: either('ws.rs', '.NotFoundException()'),
        400: either('ws.rs', '.BadRequestException()'),
      },
      aborts: eitherType('ws.rs.container.ContainerRequestContext').map((type) => `${type}.abortWith`),
      // With which status stands in a response that is built elsewhere.
      fixed: { 403: eitherType('ws.rs.container.ContainerRequestContext').map((type) => `${type}.abortWith`) },
    },
    decorators: {
      groups: either('ws.rs', '.Path()').map((decorator) => ({ decorator, path: '(value:)', serves: true })),
      bases: either('ws.rs', '.ApplicationPath()').map((decorator) => ({ decorator, path: '(value:)' })),
      routes: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'].flatMap((verb) =>
        either('ws.rs', `.${verb}()`).map((decorator) => ({ decorator, methods: verb, alone: true as const })),
      ),
      paths: either('ws.rs', '.Path()').map((decorator) => ({ decorator, path: '(value:)' })),
      binds: either('ws.rs', '.NameBinding()'),
      parts: either('ws.rs.ext', '.Provider()'),
      stations: either('ws.rs.container', '.ContainerRequestFilter').map((above) => ({
        above,
        method: 'filter',
        shape: 'request filter',
        byPart: true,
      })),
      controls: [
        ...either('annotation.security', '.{RolesAllowed,DenyAll}()').map((decorator) => ({
          decorator,
          kinds: ['authentication', 'authorisation'] as const,
          family: 'roles',
          switched: false,
        })),
        ...either('annotation.security', '.PermitAll()').map((decorator) => ({ decorator, family: 'roles', switched: false })),
        { decorator: '"io.quarkus.security".Authenticated()', kinds: ['authentication'], family: 'roles', switched: false },
      ],
    },
  },
});
