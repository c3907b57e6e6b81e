/** Flask and Quart: applications, blueprints, views, and what the request of the moment holds. */
import { model } from '../../engine/model';

const VERBS = '{route,get,post,put,patch,delete}';
/** Converters that let through numbers and ids alone. */
const NUMBERS = "'<int:'|'<float:'|'<uuid:'";
const METHODS = '{get,post,put,patch,delete,head,options}';

export const flask = model('python', {
  name: 'Flask',
  module: 'flask',
  types: {
    App: [
      '"flask".Flask()',
      '"quart".Quart()',
      '<flask.Flask>',
      '"flask".current_app',
      '"apiflask".APIFlask()',
      '"connexion".FlaskApp().app',
    ],
    Router: [
      'App',
      '"flask".Blueprint()',
      '"quart".Blueprint()',
      '<flask.Blueprint>',
      '"apiflask".APIBlueprint()',
      '"flask_smorest".Blueprint()',
      '"flask_openapi3".OpenAPI()',
    ],
    Request: [
      '"flask".request',
      '"quart".request',
      '<flask.Request>',
      '<werkzeug.wrappers.Request>',
      '"werkzeug.wrappers".Request()',
      '"flask.globals".request',
    ],
    Upload: [
      'Request.files.*',
      'Request.files[]',
      'Request.files.get()',
      'Request.files.getlist()[]',
      '<werkzeug.datastructures.FileStorage>',
    ],
    Response: ['"flask".{make_response,Response}()', '"werkzeug.wrappers".Response()', '<flask.Response>'],
    Resource: [
      '"flask_restful".Resource',
      '"flask_restx".Resource',
      '"flask.views".MethodView',
      '"flask.views".View',
      '"quart.views".MethodView',
    ],
  },
  sources: {
    untrusted: [
      'Request.{args,form,values,headers,cookies,data,path,full_path,url,query_string,view_args,referrer,remote_user,environ,stream,authorization,access_route,mimetype,content_type}',
      'Request.get_data()',
      'Upload.{filename,name,content_type,mimetype,headers}',
      'Upload.{read,stream}()',
      `Router.${VERBS}[0!~${NUMBERS}]()(fn)#*`,
      `Router.add_url_rule[0!~${NUMBERS}](fn)#*`,
      `Resource.${METHODS}#*`,
      'Resource.dispatch_request#*',
    ],
    'untrusted-object': ['Request.{json}', 'Request.get_json()'],
  },
  sanitizers: {
    text: ['Request.{args,form,values,headers,cookies,path,full_path,url,query_string,referrer}', 'Upload.filename'],
    // A part of an address that is no whole path has no slash in it.
    'file-name': [`Router.${VERBS}[0!~'<path:']()(fn)#*`],
    rooted: ['Request.{path,full_path}'],
    'one-slash': ['Request.{path,full_path}'],
    'not-rendered': ["Response.headers.__setitem__[0='content-type'](this)"],
  },
  sinks: {
    'html-response': [
      `Router.${VERBS}()(fn)=>`,
      'Router.{errorhandler,app_errorhandler}()(fn)=>',
      '"flask".make_response(0)',
      '"quart".make_response(0)',
      '"flask".Response[mimetype:=absent][content_type:=absent](0)',
      '"flask".Response[mimetype:~\'html\'](0)',
      '"flask".Response[content_type:~\'html\'](0)',
      '"flask".Response[mimetype:=absent][content_type:=absent](response:)',
      '"werkzeug.wrappers".Response[mimetype:=absent][content_type:=absent](0)',
    ],
    'redirect-target': [
      '"flask".redirect(0)',
      '"flask".redirect(location:)',
      '"werkzeug.utils".redirect(0)',
      '"quart".redirect(0)',
      'Response.headers.Location',
      'Response.location',
    ],
    'file-path': [
      '"flask".send_file(0)',
      '"flask".send_file(path_or_file:)',
      '"quart".send_file(0)',
      'Upload.save(0)',
      'Upload.save(dst:)',
    ],
    'cors-origin': ['Response.headers.Access-Control-Allow-Origin'],
    'secret-value': ['App.secret_key', 'App.config.{SECRET_KEY,JWT_SECRET_KEY}'],
    credential: ['App.secret_key', 'App.config.{SECRET_KEY,JWT_SECRET_KEY,SECURITY_PASSWORD_SALT,MAIL_PASSWORD}'],
    log: ['App.logger.{debug,info,warning,warn,error,critical,exception,log}(*).**'],
  },
  flows: [
    // The function stays what it was.
    { call: `Router.${VERBS}()`, from: '(0)', to: '()' },
    {
      call: 'Router.{before_request,after_request,teardown_request,context_processor,before_app_request,cli,shell_context_processor}',
      from: '(0)',
      to: '()',
    },
    { call: 'Router.{errorhandler,app_errorhandler,template_filter,template_global}()', from: '(0)', to: '()' },
    { call: '"flask".{stream_with_context,copy_current_request_context}', from: '(0)', to: '()' },
    { call: '"flask_login".{login_required,fresh_login_required}', from: '(0)', to: '()' },
    { call: '"flask_jwt_extended".jwt_required()', from: '(0)', to: '()' },
    { call: '"flask_limiter".Limiter().{limit,shared_limit}()', from: '(0)', to: '()' },
    { call: '"flask_limiter".Limiter().exempt', from: '(0)', to: '()' },
    { call: '"flask_cors".cross_origin()', from: '(0)', to: '()' },
    { call: '"flask_caching".Cache().{cached,memoize}()', from: '(0)', to: '()' },
    { call: '"flask_httpauth".{HTTPBasicAuth,HTTPTokenAuth}().login_required', from: '(0)', to: '()' },
    { call: '"flask_wtf.csrf".CSRFProtect().exempt', from: '(0)', to: '()' },
    { call: 'Upload.save', from: '(0)', to: '()' },
  ],
  ends: [
    '"flask".abort',
    '"werkzeug.exceptions".abort',
    '"flask_restful".abort',
    '"flask_restx".abort',
    '"quart".abort',
    '"flask_smorest".abort',
  ],
  quiet: [
    '"flask".{jsonify,render_template,url_for,flash,send_file,send_from_directory,redirect,abort,get_flashed_messages,Response,make_response}()',
    '"quart".{jsonify,render_template,url_for,send_file,redirect}()',
    '"flask".{Flask,Blueprint}()',
    'App.{run,register_blueprint,test_client,app_context,add_url_rule}()',
    'App.logger.*()',
    'Response.{set_cookie,delete_cookie}()',
    'Upload.save()',
    '"flask".session.{get,pop}()',
  ],
  calls: {
    'cors-setup': [
      { call: '"flask_cors".CORS', roles: { origin: '(origins:)', credentials: '(supports_credentials:)' } },
      { call: '"flask_cors".cross_origin', roles: { origin: '(origins:)', credentials: '(supports_credentials:)' } },
    ],
  },
  routes: {
    scope: 'encapsulated',
    makes: {
      application: ['"flask".Flask', '"quart".Quart', '"apiflask".APIFlask', '"flask_openapi3".OpenAPI'],
      router: ['"flask".Blueprint', '"quart".Blueprint', '"apiflask".APIBlueprint', '"flask_smorest".Blueprint'],
    },
    register: [
      { call: 'Router.route()', by: 'maker', does: 'route', methods: '(methods:)', usual: ['GET'], path: ['(0)', '(rule:)'], chain: '(0)' },
      {
        call: 'Router.{get,post,put,patch,delete}()',
        by: 'maker',
        does: 'route',
        methods: 'name',
        path: ['(0)', '(rule:)'],
        chain: '(0)',
      },
      {
        call: 'Router.add_url_rule',
        does: 'route',
        methods: '(methods:)',
        usual: ['GET'],
        path: ['(0)', '(rule:)'],
        chain: ['(2)', '(view_func:)'],
      },
      { call: 'Router.register_blueprint', does: 'mount', path: '(url_prefix:)', chain: ['(0)', '(blueprint:)'] },
    ],
    handlers: [{ parameters: [] }],
  },
});
