/** Gin, Echo and Fiber: what their contexts give of the request, and what they send. */
import { model } from '../../engine/model';
import { declared, packages, versions } from './declared';
import { NOT_RENDERED } from './kinds';

export const gin = model('go', {
  name: 'Gin',
  module: 'github.com/gin-gonic/gin',
  types: {
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
});

const ECHO = versions('github.com/labstack/echo', 4, 5);

export const echo = model('go', {
  name: 'Echo',
  module: 'github.com/labstack/echo/v4',
  types: { Ctx: declared(ECHO, 'Context'), Upload: ['Ctx.FormFile()'] },
  sources: {
    'untrusted-object': ['Ctx.$body', 'Ctx.Request().Body'],
    untrusted: [
      'Ctx.{QueryParam,Param,FormValue,QueryString,ParamValues,Path}()',
      'Ctx.{QueryParams,FormParams,Cookies,MultipartForm}()',
      'Ctx.Cookie().Value',
      'Upload.Filename',
    ],
  },
  sanitizers: {
    text: ['Ctx.{QueryParam,Param,FormValue,QueryString}()', 'Upload.Filename'],
    'allow-listed': ['Ctx.Path()'],
    'query-part': ['Ctx.QueryString()'],
  },
  sinks: {
    'html-response': ['Ctx.HTML(1)', 'Ctx.HTMLBlob(1)', "Ctx.{Blob,Stream}[1~'html'|'svg'](2)"],
    'redirect-target': ['Ctx.Redirect(1)'],
    'file-path': ['Ctx.{File,Attachment,Inline}(0)'],
    'cors-origin': ["Ctx.Response().Header().{Set,Add}[0='access-control-allow-origin'](1)"],
  },
  flows: [{ call: 'Ctx.Bind', from: '(this).$body', to: '(0)' }],
  quiet: [
    'Ctx.{JSON,JSONPretty,JSONBlob,XML,String,HTML,HTMLBlob,Blob,Stream,NoContent,Redirect,File,Attachment,Inline,Render,Set,SetCookie,Logger,RealIP,Validate}()',
    ...packages(ECHO).map((p) => `${p}.{New,NewHTTPError}()`),
  ],
  calls: {
    'cors-setup': ECHO.map((path) => ({
      call: `"${path}/middleware".CORSWithConfig`,
      roles: { origin: '(0).AllowOrigins', originDecision: '(0).AllowOriginFunc', credentials: '(0).AllowCredentials' },
    })),
  },
});

const FIBER = versions('github.com/gofiber/fiber', 2, 3);

export const fiber = model('go', {
  name: 'Fiber',
  module: 'github.com/gofiber/fiber/v2',
  types: { Ctx: declared(FIBER, 'Ctx'), Upload: ['Ctx.FormFile()'] },
  sources: {
    'untrusted-object': ['Ctx.$body', 'Ctx.{Body,BodyRaw}()', 'Ctx.Request().Body()'],
    untrusted: [
      'Ctx.{Query,Params,FormValue,Get,Cookies,OriginalURL,Queries,AllParams,GetReqHeaders,Hostname,Path,MultipartForm}()',
      'Upload.Filename',
    ],
  },
  sanitizers: {
    text: ['Ctx.{Query,Params,FormValue,Get,Cookies,OriginalURL}()', 'Upload.Filename'],
    number: ['Ctx.{QueryInt,QueryBool,QueryFloat,ParamsInt}()'],
    rooted: ['Ctx.{OriginalURL,Path}()'],
    'not-rendered': [`Ctx.Set[0='content-type'][1~${NOT_RENDERED}](this)`, `Ctx.Type[0~'json'|'txt'|'csv'|'png'|'jpg'|'pdf'|'xml'](this)`],
  },
  sinks: {
    // Plain text, unless the type says otherwise before: what comes after counts once it is known.
    'redirect-target': ['Ctx.Redirect(0)', "Ctx.Set[0='location'](1)", 'Ctx.Redirect().To(0)'],
    'file-path': ['Ctx.{SendFile,Download}(0)', 'Ctx.SaveFile(1)'],
    'cors-origin': ["Ctx.Set[0='access-control-allow-origin'](1)"],
  },
  flows: [
    { call: 'Ctx.BodyParser', from: '(this).$body', to: '(0)' },
    { call: 'Ctx.{QueryParser,ParamsParser,CookieParser,ReqHeaderParser}', from: '(this).$body', to: '(0)' },
  ],
  quiet: [
    'Ctx.{JSON,SendStatus,Status,Send,SendString,SendFile,Download,Redirect,Render,Set,Next,Locals,IP,SaveFile}()',
    ...packages(FIBER).map((p) => `${p}.{New,NewError}()`),
  ],
  calls: {
    'cors-setup': FIBER.map((path) => ({
      call: `"${path}/middleware/cors".New`,
      roles: { origin: '(0).AllowOrigins', originDecision: '(0).AllowOriginsFunc', credentials: '(0).AllowCredentials' },
    })),
  },
});
