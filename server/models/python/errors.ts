/** Exceptions of Python and its libraries that tell of the inside, and the responses that may carry them to clients. */
import { model } from '../../engine/model';

const FAILED = '500|501|502|503|504';
const STATUSES = ['"fastapi".status', '"starlette".status', '"starlette.status"', '"rest_framework".status', '"rest_framework.status"'];

/** What anything may raise. `ValueError` is left out: programs raise it themselves, with words of their own. */
const BUILT_IN = `Exception BaseException RuntimeError OSError IOError EnvironmentError KeyError AttributeError TypeError IndexError
LookupError ImportError NameError ConnectionError TimeoutError FileNotFoundError PermissionError MemoryError SystemError ArithmeticError
ZeroDivisionError UnicodeError`.split(/\s+/);

const DATABASES = ['sqlite3', 'psycopg2', 'psycopg', 'pymysql', 'MySQLdb', 'mysql.connector', 'asyncpg', 'cx_Oracle', 'pyodbc'].flatMap(
  (module) => ['Error', 'DatabaseError', 'OperationalError', 'ProgrammingError', 'IntegrityError'].map((name) => `<${module}.${name}>`),
);

/** Types of errors that speak of databases, files, other servers. */
const FAILURES: readonly string[] = [
  ...BUILT_IN.map((name) => `<${name}>`),
  ...DATABASES,
  '<sqlalchemy.exc.SQLAlchemyError>',
  '<sqlalchemy.exc.DatabaseError>',
  '<sqlalchemy.exc.IntegrityError>',
  '<sqlalchemy.exc.OperationalError>',
  '<django.db.Error>',
  '<django.db.DatabaseError>',
  '<django.db.IntegrityError>',
  '<pymongo.errors.PyMongoError>',
  '<redis.RedisError>',
  '<redis.exceptions.RedisError>',
  '<requests.RequestException>',
  '<requests.exceptions.RequestException>',
  '<httpx.HTTPError>',
  '<subprocess.CalledProcessError>',
  '<botocore.exceptions.ClientError>',
];

export const errors = model('python', {
  name: 'Errors',
  sources: {
    error: [
      ...FAILURES,
      '"traceback".{format_exc,format_exception,format_tb,format_stack}()',
      '"sys".exc_info()',
      'flask.Router.{errorhandler,app_errorhandler}[0=?]()(fn)#0',
      'fastapi.App.exception_handler[0=?]()(fn)#1',
    ],
  },
  checks: { 'client-fault': ['isinstance(0)'] },
  sinks: {
    'response-body': [
      '"flask".jsonify(*).**',
      '"flask".jsonify(:).**',
      '"quart".jsonify(*).**',
      '"flask".make_response(0).**',
      `"flask".abort[0=${FAILED}](1)`,
      `"flask".abort[0=${FAILED}](description:)`,
      'flask.Router.{route,get,post,put,patch,delete}()(fn)=>',
      'flask.Router.{errorhandler,app_errorhandler}()(fn)=>',
      'fastapi.App.{get,post,put,patch,delete,api_route}()(fn)=>',
      ...['"fastapi"', '"fastapi.exceptions"', '"starlette.exceptions"'].flatMap((module) => [
        `${module}.HTTPException[status_code:=${FAILED}](detail:).**`,
        `${module}.HTTPException[0=${FAILED}](1).**`,
        `${module}.HTTPException[0=${FAILED}](detail:).**`,
      ]),
      ...['"fastapi.responses"', '"starlette.responses"'].flatMap((module) => [
        `${module}.{JSONResponse,PlainTextResponse,HTMLResponse,Response}[status_code:=${FAILED}](content:).**`,
        `${module}.{JSONResponse,PlainTextResponse,HTMLResponse,Response}[status_code:=${FAILED}](0).**`,
        `${module}.{JSONResponse,PlainTextResponse,HTMLResponse,Response}[1=absent][status_code:=absent](0).**`,
      ]),
      `"django.http".{JsonResponse,HttpResponse}[status:=${FAILED}](0).**`,
      '"django.http".{JsonResponse,HttpResponse}[status:=absent](0).**',
      '"django.http".HttpResponseServerError(0)',
      `"rest_framework.response".Response[status:=${FAILED}](0).**`,
      `"rest_framework.response".Response[1=${FAILED}](0).**`,
      '"rest_framework.response".Response[1=absent][status:=absent](0).**',
      `"aiohttp.web".json_response[status:=${FAILED}](0).**`,
      `"aiohttp.web".Response[status:=${FAILED}](text:)`,
      '"aiohttp.web".HTTPInternalServerError(text:)',
      '"aiohttp.web".HTTPInternalServerError(reason:)',
    ],
  },
  constants: {
    ...Object.fromEntries(STATUSES.map((module) => [`${module}.HTTP_500_INTERNAL_SERVER_ERROR`, 500])),
    ...Object.fromEntries(STATUSES.map((module) => [`${module}.HTTP_400_BAD_REQUEST`, 400])),
    '"http".HTTPStatus.INTERNAL_SERVER_ERROR': 500,
    '"http".HTTPStatus.BAD_REQUEST': 400,
  },
});
