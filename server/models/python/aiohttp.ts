/** aiohttp, Sanic, Tornado, Bottle and serverless handlers: where requests come in and responses go out. */
import { model } from '../../engine/model';

const ADD = '{add_get,add_post,add_put,add_patch,add_delete,add_view,add_head}';
const VERBS = '{get,post,put,patch,delete,head,view,route}';

export const aiohttp = model('python', {
  name: 'aiohttp',
  module: 'aiohttp',
  types: {
    Web: ['"aiohttp.web"'],
    App: ['Web.Application()', '<aiohttp.web.Application>'],
    Request: [
      `Web.RouteTableDef().${VERBS}()(fn)#0`,
      `App.router.${ADD}(fn)#0`,
      'App.router.add_route(fn)#0',
      `Web.${VERBS}(fn)#0`,
      'Web.View().request',
      'Web.middleware(fn)#0',
      '<aiohttp.web.Request>',
      '<aiohttp.web.BaseRequest>',
    ],
  },
  sources: {
    untrusted: [
      'Request.{query,match_info,headers,cookies,rel_url,url,path,path_qs,query_string,host,raw_path,content}',
      'Request.{text,read}()',
    ],
    'untrusted-object': ['Request.{json,post,multipart}()'],
  },
  sanitizers: {
    text: ['Request.{query,match_info,headers,cookies,path,query_string}'],
    rooted: ['Request.{path,path_qs}'],
    'one-slash': ['Request.{path,path_qs}'],
  },
  sinks: {
    'html-response': ["Web.Response[content_type:~'html'](text:)", "Web.Response[content_type:~'html'](body:)"],
    'redirect-target': [
      'Web.{HTTPFound,HTTPSeeOther,HTTPMovedPermanently,HTTPTemporaryRedirect,HTTPPermanentRedirect}(0)',
      'Web.{HTTPFound,HTTPSeeOther,HTTPMovedPermanently}(location:)',
    ],
    'file-path': ['Web.FileResponse(0)', 'Web.FileResponse(path:)'],
  },
  flows: [
    { call: `Web.RouteTableDef().${VERBS}()`, from: '(0)', to: '()' },
    { call: 'Web.middleware', from: '(0)', to: '()' },
  ],
  quiet: ['Web.*()', 'App.*()', 'App.router.*()'],
});

export const otherFrameworks = model('python', {
  name: 'Other frameworks',
  types: {
    Sanic: ['"sanic".{Sanic,Blueprint}()'],
    SanicRequest: ['Sanic.{get,post,put,patch,delete,route}()(fn)#0', '<sanic.Request>', '<sanic.request.Request>'],
    Tornado: ['"tornado.web".RequestHandler'],
    Handler: ['"tornado.web".RequestHandler()'],
    Bottle: ['"bottle".request'],
    Lambda: ['(event,context)#0'],
  },
  sources: {
    untrusted: [
      'SanicRequest.{args,form,files,headers,cookies,path,url,query_string,body}',
      'Handler.{get_argument,get_arguments,get_query_argument,get_body_argument,get_cookie}()',
      'Handler.request.{body,headers,uri,path,query,arguments,cookies}',
      'Tornado.{get,post,put,patch,delete}#*',
      'Bottle.{query,forms,params,headers,cookies,files,path,url,GET,POST}',
      'Lambda.{queryStringParameters,pathParameters,headers,multiValueQueryStringParameters}',
    ],
    'untrusted-object': ['SanicRequest.json', 'Bottle.json', 'Lambda.body'],
  },
  sanitizers: { text: ['SanicRequest.{args,form}', 'Bottle.{query,forms,params}'] },
  sinks: {
    'html-response': ['"sanic.response".html(0)', 'Handler.write(0)', 'Handler.finish(0)'],
    'redirect-target': ['"sanic.response".redirect(0)', 'Handler.redirect(0)', '"bottle".redirect(0)'],
    'file-path': ['"sanic.response".file(0)', '"bottle".static_file[root:=absent](0)'],
  },
  flows: [{ call: 'Sanic.{get,post,put,patch,delete,route}()', from: '(0)', to: '()' }],
  quiet: ['"sanic.response".*()', 'Handler.{write,finish,redirect,render,set_header,set_status}()', '"bottle".{template,static_file}()'],
});
