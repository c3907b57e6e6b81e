/** NestJS: endpoints that decorators make of methods, guards and what they ask of endpoints, and what holds for a whole program. */
import { model } from '../../engine/model';

const GUARDS = '"@nestjs/common"';
const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'Search'] as const;

export const nest = model('javascript', {
  name: 'NestJS',
  module: '@nestjs/common',
  types: {
    App: [
      '"@nestjs/core".NestFactory.create()',
      '<@nestjs/common.INestApplication>',
      '<@nestjs/platform-express.NestExpressApplication>',
      '<@nestjs/platform-fastify.NestFastifyApplication>',
    ],
    Consumer: ['<@nestjs/common.MiddlewareConsumer>', '(consumer)#0'],
    Applied: ['Consumer.apply()', 'Applied.exclude()'],
    Reflector: ['<@nestjs/core.Reflector>', '"@nestjs/core".Reflector()', '*.{reflector,_reflector}'],
    // Its result is a class, and what a guard is made of by being above it.
    PassportGuard: ['"@nestjs/passport".AuthGuard()'],
  },
  constants: Object.fromEntries(
    ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD'].map((name) => [`${GUARDS}.RequestMethod.${name}`, name]),
  ),
  flows: [
    { call: '"@nestjs/common".applyDecorators', from: ['(*)', '(*)[]'], to: '()' },
    { call: '"@nestjs/common".{mixin,forwardRef}', from: '(0)', to: '()' },
  ],
  calls: {
    'input-check': [`${GUARDS}.ValidationPipe`, '"nestjs-zod".ZodValidationPipe', '"nestjs-joi".JoiPipe'].map((call) => ({
      call,
      roles: {},
    })),
  },
  routes: {
    scope: 'decorators',
    handlers: [
      { parameters: [] },
      // What is asked may be let through or not; what it found out is looked at in a method of its own, which throws.
      { of: 'guard', arity: 0, parameters: [], goesOn: 'truth' },
      { of: 'guard', arity: 1, parameters: ['request'], goesOn: 'truth' },
      { of: 'guard', parameters: ['value', 'value', 'value', 'request', 'value'], goesOn: 'return' },
      { of: 'middleware', parameters: ['request', 'response', 'next'] },
    ],
    answers: {
      errors: {
        400: [`${GUARDS}.BadRequestException()`],
        401: [`${GUARDS}.UnauthorizedException()`],
        403: [`${GUARDS}.ForbiddenException()`],
        404: [`${GUARDS}.NotFoundException()`],
        422: [`${GUARDS}.UnprocessableEntityException()`],
        429: ['"@nestjs/throttler".ThrottlerException()'],
      },
      errorStatus: [`${GUARDS}.HttpException(1)`],
    },
    controls: {
      authentication: [
        'PassportGuard',
        '"nest-keycloak-connect".AuthGuard',
        '"@clerk/nestjs".ClerkAuthGuard',
        '"@thallesp/nestjs-better-auth".AuthGuard',
      ],
      authorisation: ['"nest-keycloak-connect".{RoleGuard,ResourceGuard}', '"nest-casl".AccessGuard', '"nest-access-control".ACGuard'],
      limit: ['"@nestjs/throttler".ThrottlerGuard'],
      validation: [
        `${GUARDS}.ValidationPipe`,
        `${GUARDS}.ValidationPipe()`,
        '"nestjs-zod".ZodValidationPipe',
        '"nestjs-zod".ZodValidationPipe()',
      ],
    },
    checks: {
      authentication: ['PassportGuard.{canActivate,handleRequest}'],
      limit: ['"@nestjs/throttler".ThrottlerGuard.canActivate'],
    },
    passes: ['"@nestjs/swagger".*()', '"@nestjs/passport".AuthGuard[0=\'anonymous\']()'],
    decorators: {
      groups: [{ decorator: `${GUARDS}.Controller()`, path: ['(0).path', '(0)'], serves: true }],
      routes: [
        ...VERBS.map((verb) => ({ decorator: `${GUARDS}.${verb}()`, methods: verb.toUpperCase(), path: '(0)' })),
        { decorator: `${GUARDS}.All()`, methods: 'any', path: '(0)' },
        { decorator: `${GUARDS}.Sse()`, methods: 'GET', path: '(0)' },
      ],
      stands: [{ call: `${GUARDS}.UseGuards`, chain: '(0..)', shape: 'guard' }],
      everywhere: [{ call: 'App.useGlobalGuards', chain: '(0..)', shape: 'guard' }],
      placements: [{ call: 'Applied.forRoutes', apply: 'apply', except: 'exclude', shape: 'middleware' }],
      provided: [
        {
          decorator: `${GUARDS}.Module()`,
          list: '(0).providers',
          as: 'provide',
          by: ['useClass', 'useExisting', 'useValue', 'useFactory'],
          tokens: [{ value: '"@nestjs/core".APP_GUARD', shape: 'guard' }],
        },
      ],
      acting: { guard: ['canActivate', 'handleRequest'], middleware: ['use'] },
      tells: [{ call: `${GUARDS}.SetMetadata`, key: '(0)', value: '(1)' }],
      tellers: ['"@nestjs/core".Reflector.createDecorator'],
      asks: [
        { call: 'Reflector.{get,getAll,getAllAndOverride,getAllAndMerge}', key: '(0)', method: 'getHandler', class: 'getClass' },
        { call: 'Reflect.getMetadata', key: '(0)', method: 'getHandler', class: 'getClass' },
      ],
      lifts: [
        { decorator: '"@nestjs/throttler".SkipThrottle()', kinds: ['limit'] },
        { decorator: '"nest-keycloak-connect".{Unprotected,Public}()', kinds: ['authentication', 'authorisation'] },
      ],
      prefixes: [{ call: 'App.setGlobalPrefix', path: '(0)', except: '(1).exclude' }],
      starts: ['"@nestjs/core".NestFactory.create'],
    },
  },
});
