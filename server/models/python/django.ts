/** Django and Django REST framework: views of every form, requests, responses, the ORM's ways around itself. */
import { model } from '../../engine/model';

const METHODS = '{get,post,put,patch,delete,head,options,dispatch}';
const ACTIONS = '{list,create,retrieve,update,partial_update,destroy,perform_create}';
/** Converters that let through numbers, ids and plain words alone. */
const PLAIN = "'<int:'|'<uuid:'|'<slug:'|'(?P<pk>'|'\\d'|'[0-9]'";
const HTTP = '"django.http".{HttpResponse,HttpResponseNotFound,HttpResponseBadRequest,HttpResponseForbidden,HttpResponseServerError}';
const REQUESTED = '{GET,POST,COOKIES,META,headers,body,path,path_info,content_type,encoding}';

export const django = model('python', {
  name: 'Django',
  module: 'django',
  types: {
    View: [
      '"django.views".View',
      '"django.views.generic".{View,TemplateView,ListView,DetailView,CreateView,UpdateView,DeleteView,FormView,RedirectView}',
      '"django.views.generic.base".{View,TemplateView,RedirectView}',
      '"django.views.generic.edit".{FormView,CreateView,UpdateView,DeleteView}',
      '"django.views.generic.list".ListView',
      '"django.views.generic.detail".DetailView',
    ],
    ApiView: [
      '"rest_framework.views".APIView',
      '"rest_framework.generics".{GenericAPIView,ListAPIView,CreateAPIView,RetrieveAPIView,UpdateAPIView,DestroyAPIView,ListCreateAPIView,RetrieveUpdateAPIView,RetrieveDestroyAPIView,RetrieveUpdateDestroyAPIView}',
      '"rest_framework.viewsets".{ViewSet,GenericViewSet,ModelViewSet,ReadOnlyModelViewSet}',
    ],
    Request: [
      `View.${METHODS}#0`,
      `ApiView.${METHODS}#0`,
      `ApiView.${ACTIONS}#0`,
      'View().request',
      'ApiView().request',
      '"rest_framework.decorators".api_view()(fn)#0',
      '"rest_framework.decorators".action()(fn)#0',
      '"django.urls".{path,re_path}(1)#0',
      '"django.conf.urls".url(1)#0',
      '"django.views.decorators.csrf".{csrf_exempt,csrf_protect}(fn)#0',
      '"django.views.decorators.http".{require_GET,require_POST,require_safe}(fn)#0',
      '"django.views.decorators.http".require_http_methods()(fn)#0',
      '"django.contrib.auth.decorators".login_required(fn)#0',
      '"ninja".NinjaAPI().{get,post,put,patch,delete}()(fn)#0',
      '"ninja".Router().{get,post,put,patch,delete}()(fn)#0',
      '<django.http.HttpRequest>',
      '<django.http.request.HttpRequest>',
      '<rest_framework.request.Request>',
      '(request)#0',
    ],
    Upload: ['Request.FILES.*', 'Request.FILES[]', 'Request.FILES.get()', '<django.core.files.uploadedfile.UploadedFile>'],
    Response: [
      `${HTTP}()`,
      '"django.http".{HttpResponseRedirect,JsonResponse,FileResponse}()',
      '"django.shortcuts".{render,redirect}()',
      '"rest_framework.response".Response()',
    ],
    Manager: [
      '*.objects',
      '"django.db.models".Model.objects',
      '<django.db.models.Manager>',
      '"django.db.models".Manager()',
      'Manager.using()',
    ],
    Query: [
      'Manager.{all,filter,exclude,annotate,order_by,values,values_list,select_related,prefetch_related,only,defer,extra,raw,distinct,none}()',
      'Query.{all,filter,exclude,annotate,order_by,values,values_list,select_related,prefetch_related,only,defer,extra,distinct,using}()',
      '<django.db.models.QuerySet>',
      '"django.db.models".QuerySet()',
    ],
  },
  sources: {
    untrusted: [
      `Request.${REQUESTED}`,
      'Request.{get_full_path,get_full_path_info,read,get_raw_uri}()',
      'Request.query_params',
      'Upload.{name,content_type}',
      'Upload.{read,chunks}()',
      `"django.urls".path[0!~${PLAIN}](1)#*`,
      '"ninja".NinjaAPI().{get,post,put,patch,delete}()(fn)#*',
      '"ninja".Router().{get,post,put,patch,delete}()(fn)#*',
      '"channels.generic.websocket".{WebsocketConsumer,AsyncWebsocketConsumer,JsonWebsocketConsumer,AsyncJsonWebsocketConsumer}.{receive,receive_json}#0',
    ],
    'untrusted-object': ['Request.data'],
  },
  sanitizers: {
    text: [`Request.${REQUESTED}`, 'Request.query_params', 'Upload.{name,content_type}'],
    rooted: ['Request.{path,path_info}', 'Request.get_full_path()'],
    'one-slash': ['Request.{path,path_info}', 'Request.get_full_path()'],
    // Django keeps the last part of an upload's name; a part of an address that is no whole path has no slash in it.
    'file-name': ['Upload.name', '"django.urls".path[0!~\'<path:\'](1)#*'],
  },
  sinks: {
    'html-response': [
      `${HTTP}[content_type:=absent][1=absent](0)`,
      `${HTTP}[content_type:~'html'](0)`,
      `${HTTP}[content_type:=absent](content:)`,
    ],
    'redirect-target': [
      '"django.shortcuts".redirect(0)',
      '"django.shortcuts".redirect(to:)',
      '"django.http".{HttpResponseRedirect,HttpResponsePermanentRedirect}(0)',
      'Response.{Location}',
    ],
    'sql-text': [
      'Manager.raw(0)',
      'Query.raw(0)',
      'Manager.extra(where:)[]',
      'Manager.extra(select:).*',
      'Manager.extra(tables:)[]',
      'Manager.extra(order_by:)[]',
      'Query.extra(where:)[]',
      'Query.extra(select:).*',
      'Query.extra(order_by:)[]',
      '"django.db.models.expressions".RawSQL(0)',
      '"django.db.models".expressions.RawSQL(0)',
    ],
    'file-path': [
      '"django.core.files.storage".FileSystemStorage().{open,delete,save,path}(0)',
      '"django.template.loader".{get_template,render_to_string,select_template}(0)',
    ],
    'cors-origin': ['Response.Access-Control-Allow-Origin', 'Response.headers.Access-Control-Allow-Origin'],
    'secret-value': ['"django.core.signing".{Signer,TimestampSigner}(key:)'],
    credential: ['"django.core.signing".{Signer,TimestampSigner}(key:)', '"django.contrib.auth".authenticate(password:)'],
  },
  flows: [
    { call: '"django.views.decorators.csrf".{csrf_exempt,csrf_protect,ensure_csrf_cookie}', from: '(0)', to: '()' },
    { call: '"django.views.decorators.http".{require_GET,require_POST,require_safe}', from: '(0)', to: '()' },
    { call: '"django.views.decorators.http".require_http_methods()', from: '(0)', to: '()' },
    { call: '"django.contrib.auth.decorators".login_required', from: '(0)', to: '()' },
    { call: '"django.contrib.auth.decorators".{permission_required,user_passes_test,login_required}()', from: '(0)', to: '()' },
    { call: '"django.contrib.admin.views.decorators".staff_member_required', from: '(0)', to: '()' },
    { call: '"django.views.decorators.cache".{never_cache}', from: '(0)', to: '()' },
    { call: '"django.views.decorators.cache".cache_page()', from: '(0)', to: '()' },
    { call: '"django.utils.decorators".method_decorator()', from: '(0)', to: '()' },
    { call: '"django.db.transaction".atomic', from: '(0)', to: '()' },
    {
      call: '"rest_framework.decorators".{api_view,action,permission_classes,authentication_classes,throttle_classes,parser_classes}()',
      from: '(0)',
      to: '()',
    },
    { call: '"ninja".NinjaAPI().{get,post,put,patch,delete}()', from: '(0)', to: '()' },
    { call: '"django.utils.encoding".{force_str,smart_str,force_bytes,smart_bytes}', from: '(0)', to: '()', as: 'text' },
    { call: '"django.utils.translation".{gettext,gettext_lazy,ugettext}', from: '(0)', to: '()' },
  ],
  quiet: [
    '"django.shortcuts".{render,redirect,get_object_or_404,get_list_or_404,resolve_url}()',
    `${HTTP}()`,
    '"django.http".*()',
    '"django.urls".{reverse,reverse_lazy,path,re_path,include}()',
    'Manager.*()',
    'Query.*()',
    '"rest_framework.response".Response()',
    '"django.core.cache".cache.{get,set,delete}()',
    '"django.contrib.messages".{success,error,info,warning}()',
    '"django.db.models".{Q,F,Count,Sum,Value}()',
    'Response.{set_cookie,delete_cookie}()',
    '"django.core.mail".{send_mail,EmailMessage}()',
  ],
});

export const djangoDatabase = model('python', {
  name: 'Django database',
  module: 'django.db',
  types: {
    Connection: ['"django.db".connection', '"django.db".connections.*', '"django.db".connections[]'],
    Cursor: ['Connection.cursor()'],
  },
  sources: { stored: ['Cursor.{fetchone,fetchall,fetchmany}()'] },
  sinks: { 'sql-text': ['Cursor.{execute,executemany}(0)', 'Cursor.{execute,executemany}(sql:)'] },
  sanitizers: { 'sql-escaped': ['Connection.ops.quote_name()'] },
  quiet: ['Cursor.*()'],
});
