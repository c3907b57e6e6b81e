/** Exceptions of Java and its libraries that tell of the inside, and the responses that may carry them to clients. */
import { model } from '../../engine/model';
import { eitherType } from './names';

const FAILED = '500|501|502|503|504';
const REFUSED = '400|401|402|403|404|405|406|409|410|412|415|422|428|429';
const RESPONSE_ENTITY = '"org.springframework.http".ResponseEntity';
const READ = '{getMessage,getLocalizedMessage,toString,getStackTrace}';

/** What anything may throw. `IllegalArgumentException` and the like are left out: programs throw them with words of their own. */
const FAILURES: readonly string[] = [
  ...[
    'Throwable',
    'Exception',
    'RuntimeException',
    'Error',
    'NullPointerException',
    'ReflectiveOperationException',
    'InterruptedException',
  ].map((name) => `<${name}>`),
  '<java.sql.SQLException>',
  '<java.io.IOException>',
  '<java.io.FileNotFoundException>',
  '<java.io.UncheckedIOException>',
  '<java.util.concurrent.ExecutionException>',
  '<javax.naming.NamingException>',
  ...eitherType('persistence.PersistenceException', 'servlet.ServletException', 'mail.MessagingException'),
  '<org.springframework.dao.DataAccessException>',
  '<org.springframework.dao.DataIntegrityViolationException>',
  '<org.springframework.web.client.RestClientException>',
  '<org.hibernate.HibernateException>',
  '<com.fasterxml.jackson.core.JsonProcessingException>',
];

export const errors = model('java', {
  name: 'Errors',
  types: {
    Failure: [...FAILURES, 'Failure.{getCause,fillInStackTrace}()'],
    Body: [
      `${RESPONSE_ENTITY}.{internalServerError,ok}()`,
      `${RESPONSE_ENTITY}.status[0=${FAILED}]()`,
      'Body.{header,headers,contentType,cacheControl}()',
    ],
    Problem: ['"org.springframework.http".ProblemDetail.{forStatus,forStatusAndDetail}()', '<org.springframework.http.ProblemDetail>'],
    JaxBody: [
      ...['javax', 'jakarta'].flatMap((pack) => [
        `"${pack}.ws.rs.core".Response.serverError()`,
        `"${pack}.ws.rs.core".Response.status[0=${FAILED}]()`,
      ]),
      'JaxBody.{type,header}()',
    ],
  },
  sources: {
    error: [
      ...FAILURES,
      `Failure.${READ}()`,
      '"org.apache.commons.lang3.exception".ExceptionUtils.{getStackTrace,getMessage,getRootCauseMessage,getStackFrames}()',
      '"com.google.common.base".Throwables.getStackTraceAsString()',
    ],
  },
  sanitizers: {
    'client-fault': [`servlet.Response.setStatus[0=${REFUSED}](this)`, 'servlet.Response.setStatus[0=?](this)'],
  },
  flows: [{ call: '"java.util".Arrays.toString', from: ['(0)', '(0)[]'], to: '()', as: 'text' }],
  sinks: {
    'response-body': [
      'Body.body(0).**',
      'JaxBody.entity(0).**',
      `"org.springframework.http".ProblemDetail.forStatusAndDetail[0=${FAILED}](1)`,
      'Problem.setProperty(1).**',
      `${RESPONSE_ENTITY}[1=${FAILED}](0).**`,
      '"org.springframework.web.bind.annotation".{RestController,ResponseBody,RestControllerAdvice}().String(fn)=>',
      `"org.springframework.web.server".ResponseStatusException[0=${FAILED}](1)`,
      `servlet.Response.sendError[0=${FAILED}](1)`,
      'servlet.Response.{getWriter,getOutputStream}().{print,println,write,append}(0)',
      'Failure.printStackTrace[0=*](this)',
    ],
  },
});
