/** Spring MVC and WebFlux: what fills the parameters of handlers, what they return, requests and responses; Spring Data. */
import { model } from '../../engine/model';

const WEB = '"org.springframework.web.bind.annotation"';
const MAPPING = `${WEB}.{GetMapping,PostMapping,PutMapping,DeleteMapping,PatchMapping,RequestMapping}()`;
const METHODS = '{get,post,put,delete,patch,head,options,method}';

export const spring = model('java', {
  name: 'Spring',
  module: 'org.springframework.web',
  types: {
    ServerRequest: [
      '<org.springframework.web.servlet.function.ServerRequest>',
      '<org.springframework.web.reactive.function.server.ServerRequest>',
    ],
    Exchange: [
      '<org.springframework.http.server.reactive.ServerHttpRequest>',
      '<org.springframework.web.server.ServerWebExchange>',
      'Exchange.getRequest()',
    ],
    WebRequest: ['<org.springframework.web.context.request.WebRequest>', '<org.springframework.web.context.request.NativeWebRequest>'],
    Upload: ['<org.springframework.web.multipart.MultipartFile>'],
    Entity: ['<org.springframework.http.HttpEntity>', '<org.springframework.http.RequestEntity>'],
    Headers: ['"org.springframework.http".HttpHeaders()'],
    Cors: ['"org.springframework.web.cors".CorsConfiguration()', '<org.springframework.web.cors.CorsConfiguration>'],
    CorsMapping: ['<org.springframework.web.servlet.config.annotation.CorsRegistry>.addMapping()', 'CorsMapping.*()'],
    CorsSource: [
      '"org.springframework.web.cors".UrlBasedCorsConfigurationSource()',
      '<org.springframework.web.cors.UrlBasedCorsConfigurationSource>',
    ],
    ResponseBuilder: [
      '"org.springframework.http".ResponseEntity.{ok,status,created,accepted,badRequest}()',
      'ResponseBuilder.{header,headers,contentType,location,cacheControl}()',
    ],
    Repository: [
      '"org.springframework.data.repository".{CrudRepository,Repository,PagingAndSortingRepository,ListCrudRepository}()',
      '"org.springframework.data.jpa.repository".JpaRepository()',
      '"org.springframework.data.mongodb.repository".MongoRepository()',
    ],
  },
  sources: {
    untrusted: [
      `${WEB}.{RequestParam,PathVariable,RequestHeader,CookieValue,MatrixVariable,ModelAttribute,RequestPart}()()`,
      `${MAPPING}.*(fn)#*`,
      'ServerRequest.{pathVariable,param,headers,cookies,queryParam,queryParams,pathVariables,params,path}()',
      'Exchange.{getQueryParams,getHeaders,getCookies,getURI,getPath,getBody}()',
      'WebRequest.{getParameter,getParameterValues,getHeader,getParameterMap}()',
      'Upload.{getOriginalFilename,getContentType,getBytes,getInputStream}()',
      'Entity.{getBody,getHeaders,getUrl}()',
    ],
    'untrusted-object': [`${WEB}.RequestBody()()`, 'ServerRequest.{body,bodyToMono,bodyToFlux}()'],
  },
  sanitizers: {
    text: [`${WEB}.{RequestParam,PathVariable,RequestHeader,CookieValue}()()`],
    // What the framework itself puts in, and what a function of the program has looked up.
    'allow-listed': [
      '<org.springframework.ui.Model>',
      '<org.springframework.ui.ModelMap>',
      '<org.springframework.validation.BindingResult>',
      '<org.springframework.validation.Errors>',
      '<org.springframework.web.servlet.mvc.support.RedirectAttributes>',
      '<org.springframework.web.bind.support.SessionStatus>',
      '<org.springframework.security.core.Authentication>',
      '<org.springframework.security.core.annotation.AuthenticationPrincipal>',
      '<org.springframework.web.bind.annotation.SessionAttribute>',
      '<org.springframework.web.bind.annotation.RequestAttribute>',
      '<org.springframework.web.util.UriComponentsBuilder>',
      '<org.springframework.data.domain.Pageable>',
      '<org.springframework.data.domain.Sort>',
      '<org.springframework.web.multipart.MultipartFile>',
      '<org.springframework.web.context.request.WebRequest>',
      '<org.springframework.web.server.ServerWebExchange>',
      '<org.springframework.http.HttpEntity>',
      '<java.security.Principal>',
      '<java.util.Locale>',
      '<javax.servlet.http.HttpServletRequest>',
      '<javax.servlet.http.HttpServletResponse>',
      '<javax.servlet.http.HttpSession>',
      '<jakarta.servlet.http.HttpServletRequest>',
      '<jakarta.servlet.http.HttpServletResponse>',
      '<jakarta.servlet.http.HttpSession>',
    ],
    'not-rendered': ['<org.springframework.http.ResponseEntity>'],
  },
  sinks: {
    'html-response': [`${WEB}.{RestController,ResponseBody}().String(fn)=>`],
    'redirect-target': [
      '"org.springframework.web.servlet.view".RedirectView(0)',
      'Headers.setLocation(0)',
      'ResponseBuilder.location(0)',
      "ResponseBuilder.header[0='location'](1)",
    ],
    'cors-origin': ["ResponseBuilder.header[0='access-control-allow-origin'](1)", 'Headers.setAccessControlAllowOrigin(0)'],
    'file-path': ['"org.springframework.core.io".{FileSystemResource,PathResource}(0)', 'Upload.transferTo(0)'],
    'request-url': ['"org.springframework.core.io".UrlResource(0)'],
  },
  flows: [
    {
      call: 'Cors.{setAllowedOrigins,setAllowedOriginPatterns,addAllowedOrigin,addAllowedOriginPattern}',
      from: '(0)',
      to: '(this).origin',
    },
    { call: 'CorsMapping.{allowedOrigins,allowedOriginPatterns}', from: '(0)', to: '(this).origin' },
    { call: 'CorsMapping.*', from: '(this)', to: '()' },
    { call: 'Cors.setAllowCredentials', from: '(0)', to: '(this).credentials' },
  ],
  makes: ['<org.springframework.web.servlet.config.annotation.CorsRegistry>.addMapping'],
  quiet: [
    'Cors.*()',
    'CorsMapping.*()',
    'CorsSource.*()',
    'Repository.*()',
    'ResponseBuilder.*()',
    '"org.springframework.http".ResponseEntity.*()',
    `${MAPPING}.*()`,
    `${WEB}.*().*()`,
    '<org.springframework.ui.Model>.*()',
    'Upload.{transferTo,isEmpty,getSize}()',
    '"org.springframework.security.crypto.password".PasswordEncoder().matches()',
  ],
  calls: {
    'cors-setup': [
      { call: `${WEB}.CrossOrigin`, roles: { origin: '(origins:)', credentials: '(allowCredentials:)' } },
      { call: 'CorsMapping.allowCredentials', roles: { origin: '(this).origin', credentials: '(0)' } },
      { call: 'CorsSource.registerCorsConfiguration', roles: { options: '(1)' } },
    ],
  },
});

export const springClients = model('java', {
  name: 'Spring clients',
  types: {
    Rest: [
      '"org.springframework.web.client".RestTemplate()',
      '<org.springframework.web.client.RestTemplate>',
      '<org.springframework.web.client.RestOperations>',
      '"org.springframework.boot.web.client".RestTemplateBuilder().build()',
    ],
    Web: [
      '"org.springframework.web.reactive.function.client".WebClient.create()',
      '"org.springframework.web.reactive.function.client".WebClient.builder().build()',
      '<org.springframework.web.reactive.function.client.WebClient>',
      '<org.springframework.web.client.RestClient>',
      '"org.springframework.web.client".RestClient.create()',
    ],
  },
  sinks: {
    'request-url': [
      'Rest.{getForObject,getForEntity,postForObject,postForEntity,postForLocation,put,delete,exchange,execute,headForHeaders,patchForObject}(0)',
      `Web.${METHODS}().uri(0)`,
      '"org.springframework.web.reactive.function.client".WebClient.create(0)',
      '"org.springframework.web.reactive.function.client".WebClient.builder().baseUrl(0)',
    ],
  },
  quiet: ['Rest.*()', `Web.${METHODS}().*()`],
});
