/** Errors as JavaScript programs meet them, and the responses that may carry them to clients. */
import { model } from '../../engine/model';

/** Statuses that say that the client is at fault. */
const REFUSED = '400|401|402|403|404|405|406|408|409|410|411|412|413|414|415|416|417|418|421|422|423|424|425|426|428|429|431|451';
const FAILED = '500|501|502|503|504|505|507|508|520';

export const errors = model('javascript', {
  name: 'Errors',
  types: {
    Web: ['Response', '"next/server".NextResponse'],
  },
  sources: {
    error: [
      '#caught',
      '<Error>',
      '*.catch(fn)#0',
      '*.then(1)#0',
      'express.App.use(fn/4)#0',
      'fastify.App.setErrorHandler(fn)#0',
      ...['rows', 'row', 'result', 'results', 'data', 'doc', 'docs', 'user', 'users', 'items', 'stdout', 'response', 'body'].flatMap(
        (given) => [`(err,${given})#0`, `(error,${given})#0`],
      ),
    ],
  },
  sanitizers: {
    'client-fault': [
      ...['express.Response', 'express.OtherResponse', 'next-js.PageResponse'].flatMap((type) => [
        `${type}.status[0=${REFUSED}](this)`,
        `${type}.status[0=?](this)`,
      ]),
      ...['fastify.Reply', 'fastify.HtmlReply'].flatMap((type) => [
        `${type}.{code,status}[0=${REFUSED}](this)`,
        `${type}.{code,status}[0=?](this)`,
      ]),
      `node-http.Outgoing.writeHead[0=${REFUSED}](this)`,
      'node-http.Outgoing.writeHead[0=?](this)',
    ],
  },
  sinks: {
    'response-body': [
      'express.Response.{json,jsonp,send,end,write}(0).**',
      'express.OtherResponse.{json,jsonp,send,end,write}(0).**',
      'node-http.Outgoing.{end,write}(0).**',
      'next-js.PageResponse.{json,send,end}(0).**',
      'fastify.Reply.send(0).**',
      'fastify.HtmlReply.send(0).**',
      'Web.json[1=absent](0).**',
      'Web.json[1.status=absent](0).**',
      `Web.json[1.status=${FAILED}](0).**`,
      'Web[1=absent](0)',
      `Web[1.status=${FAILED}](0)`,
      '"@nestjs/common".InternalServerErrorException(0).**',
      `"@nestjs/common".HttpException[1=${FAILED}](0).**`,
    ],
  },
  constants: {
    '"@nestjs/common".HttpStatus.INTERNAL_SERVER_ERROR': 500,
    '"http-status".INTERNAL_SERVER_ERROR': 500,
    '"http-status-codes".StatusCodes.INTERNAL_SERVER_ERROR': 500,
    '"http-status".BAD_REQUEST': 400,
    '"http-status-codes".StatusCodes.BAD_REQUEST': 400,
    '"http-status".NOT_FOUND': 404,
    '"http-status-codes".StatusCodes.NOT_FOUND': 404,
    '"http-status".UNAUTHORIZED': 401,
    '"http-status-codes".StatusCodes.UNAUTHORIZED': 401,
  },
});
