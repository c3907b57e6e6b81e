/** Gin: what its contexts give of the request, what they send, and how it leads requests to handlers. */
import { model } from '../../engine/model';
import { declared } from './declared';
import { NOT_RENDERED } from './kinds';

const GIN_JWT = ['github.com/appleboy/gin-jwt', 'github.com/appleboy/gin-jwt/v2', 'github.com/appleboy/gin-jwt/v3'];

export const gin = model('go', {
  name: 'Gin',
  module: 'github.com/gin-gonic/gin',
  types: {
    Router: [
      ...declared(['github.com/gin-gonic/gin'], 'Engine', 'RouterGroup', 'IRouter', 'IRoutes'),
      '"github.com/gin-gonic/gin".{Default,New}()',
      'Router.Group()',
      'Router.RouterGroup',
    ],
    Ctx: [...declared(['github.com/gin-gonic/gin'], 'Context'), 'Ctx.Copy()'],
    Upload: ['Ctx.FormFile()', '<mime/multipart.FileHeader>'],
  },
  sources: {
    'untrusted-object': ['Ctx.$body', 'Ctx.Request.Body', 'Ctx.GetRawData()'],
    untrusted: [
      'Ctx.{Query,DefaultQuery,Param,PostForm,DefaultPostForm,GetHeader,Cookie,GetQuery,GetPostForm,FullPath}()',
      'Ctx.{QueryArray,PostFormArray,GetQueryArray,GetPostFormArray}()',
      'Ctx.{QueryMap,PostFormMap}()',
      'Ctx.{Params,Request}',
      'Ctx.MultipartForm()',
      'Upload.Filename',
    ],
  },
  sanitizers: {
    text: ['Ctx.{Query,DefaultQuery,Param,PostForm,DefaultPostForm,GetHeader,Cookie,GetQuery,GetPostForm}()', 'Upload.Filename'],
    'not-rendered': [
      `Ctx.Header[0='content-type'][1~${NOT_RENDERED}](this)`,
      "Ctx.Header[0='content-type'][1=?](this)",
      "Ctx.Header[0='content-disposition'](this)",
    ],
  },
  sinks: {
    'html-response': ["Ctx.Data[1~'html'](2)", "Ctx.Data[1~'svg'](2)", 'Ctx.Writer.{Write,WriteString}(0)'],
    'redirect-target': ['Ctx.Redirect(1)', "Ctx.Header[0='location'](1)"],
    'file-path': ['Ctx.{File,FileAttachment}(0)', 'Ctx.SaveUploadedFile(1)'],
    'cors-origin': ["Ctx.Header[0='access-control-allow-origin'](1)", "Ctx.Writer.Header().{Set,Add}[0='access-control-allow-origin'](1)"],
    credential: ['"github.com/gin-contrib/sessions/cookie".NewStore(0)', '"github.com/gorilla/sessions".NewCookieStore(0)'],
    'secret-value': ['"github.com/gin-contrib/sessions/cookie".NewStore(0)', '"github.com/gorilla/sessions".NewCookieStore(0)'],
  },
  flows: [
    { call: '"github.com/gin-gonic/gin".{HandlerFunc,WrapF,WrapH}', from: '(0)', to: '()' },
    {
      call: 'Ctx.{Bind,BindJSON,BindQuery,BindUri,BindHeader,BindXML,BindYAML,BindWith,ShouldBind,ShouldBindJSON,ShouldBindQuery,ShouldBindUri,ShouldBindHeader,ShouldBindXML,ShouldBindWith,ShouldBindBodyWith,ShouldBindBodyWithJSON,MustBindWith}',
      from: '(this).$body',
      to: '(0)',
    },
  ],
  quiet: [
    'Ctx.{JSON,IndentedJSON,PureJSON,SecureJSON,AbortWithStatusJSON,AbortWithStatus,AbortWithError,Abort,XML,YAML,String,HTML,Data,Redirect,Status,Header,SetCookie,Set,Next,Error,File,FileAttachment,SaveUploadedFile,Stream,SSEvent,ClientIP,GetInt,GetBool,GetUint}()',
    '"github.com/gin-gonic/gin".{Default,New,Logger,Recovery,SetMode}()',
  ],
  calls: {
    'cors-setup': [
      {
        call: '"github.com/gin-contrib/cors".New',
        roles: {
          origin: '(0).AllowOrigins',
          everyOrigin: '(0).AllowAllOrigins',
          originDecision: '(0).AllowOriginFunc',
          credentials: '(0).AllowCredentials',
        },
      },
    ],
  },
  routes: {
    scope: 'lexical-order',
    makes: {
      application: ['"github.com/gin-gonic/gin".{Default,New}'],
      groups: [{ call: 'Router.Group', path: '(0)', chain: '(1..)' }],
    },
    register: [
      {
        call: 'Router.{GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS,Any}',
        does: 'route',
        methods: 'name',
        path: '(0)',
        chain: '(1..)',
        least: 2,
      },
      { call: 'Router.{Handle,Match}', does: 'route', methods: '(0)', path: '(1)', chain: '(2..)', least: 3 },
      { call: 'Router.Use', does: 'mount', chain: '(0..)', least: 1 },
    ],
    // What is made of a handler of net/http never goes on by itself.
    handlers: [
      { arity: 2, parameters: ['response', 'request'] },
      { parameters: ['context'], goesOn: 'unless-aborted' },
    ],
    answers: {
      status: [
        'Ctx.{AbortWithStatus,AbortWithStatusJSON,AbortWithStatusPureJSON,AbortWithError}(0)',
        'Ctx.{JSON,IndentedJSON,PureJSON,SecureJSON,AsciiJSON,JSONP,String,HTML,XML,YAML,TOML,ProtoBuf,Data,Render,Status,Redirect}(0)',
      ],
      redirects: ['Ctx.Redirect'],
      aborts: ['Ctx.{Abort,AbortWithStatus,AbortWithStatusJSON,AbortWithStatusPureJSON,AbortWithError}'],
      goes: ['Ctx.Next'],
    },
    controls: {
      authentication: [
        '"github.com/gin-gonic/gin".{BasicAuth,BasicAuthForRealm}()',
        ...GIN_JWT.map((path) => `"${path}".New().MiddlewareFunc()`),
        ...GIN_JWT.map((path) => `<${path}.GinJWTMiddleware>.MiddlewareFunc()`),
      ],
      authorisation: ['"github.com/gin-contrib/authz".NewAuthorizer()'],
      limit: [
        '"github.com/ulule/limiter/v3/drivers/middleware/gin".NewMiddleware()',
        '"github.com/JGLTechnologies/gin-rate-limit".RateLimiter()',
      ],
      csrf: ['"github.com/utrack/gin-csrf".Middleware()'],
    },
    passes: [
      '"github.com/gin-gonic/gin".{Logger,LoggerWithConfig,LoggerWithFormatter,LoggerWithWriter,Recovery,RecoveryWithWriter,CustomRecovery,ErrorLogger}()',
      '"github.com/gin-contrib/sessions".{Sessions,SessionsMany}()',
      '"github.com/gin-contrib/cors".{New,Default}()',
      '"github.com/gin-contrib/gzip".Gzip()',
      '"github.com/gin-contrib/secure".{New,Secure}()',
      '"github.com/gin-contrib/requestid".New()',
      '"github.com/gin-contrib/static".Serve()',
      '"github.com/gin-contrib/zap".{Ginzap,RecoveryWithZap}()',
      '"github.com/gin-contrib/logger".SetLogger()',
      '"github.com/swaggo/gin-swagger".WrapHandler()',
    ],
  },
});
