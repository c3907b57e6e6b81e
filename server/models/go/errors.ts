/** What errors of Go say of themselves, and the responses that may carry it to clients. */
import { model } from '../../engine/model';
import { versions } from './declared';

const FAILED = '500|501|502|503|504';
const REFUSED = '400|401|402|403|404|405|406|409|410|412|413|415|422|423|428|429';
const BODIES = '{JSON,IndentedJSON,PureJSON,SecureJSON,AsciiJSON,XML,YAML,AbortWithStatusJSON,JSONPretty,XMLPretty,JSONBlob,HTML}';

export const errors = model('go', {
  name: 'Errors',
  types: {
    FiberFailed: [`fiber.Ctx.Status[0=${FAILED}]()`],
  },
  sources: {
    error: ['<error>.Error()', '"runtime/debug".Stack()', '"github.com/pkg/errors".Cause().Error()', '"errors".Unwrap().Error()'],
  },
  sanitizers: {
    'client-fault': [`net-http.Writer.WriteHeader[0=${REFUSED}](this)`, 'net-http.Writer.WriteHeader[0=?](this)'],
  },
  checks: { 'client-fault': ['"errors".Is(0)', '"errors".As(0)'] },
  sinks: {
    'response-body': [
      `"net/http".Error[2=${FAILED}](1)`,
      'net-http.Writer.Write(0)',
      `gin.Ctx.${BODIES}[0=${FAILED}](1).**`,
      `gin.Ctx.String[0=${FAILED}](*)`,
      `echo.Ctx.${BODIES}[0=${FAILED}](1).**`,
      `echo.Ctx.String[0=${FAILED}](1)`,
      ...versions('github.com/labstack/echo', 4, 5).map((path) => `"${path}".NewHTTPError[0=${FAILED}](1)`),
      'FiberFailed.{JSON,SendString,Send}(0).**',
      ...versions('github.com/gofiber/fiber', 2, 3).map((path) => `"${path}".NewError[0=${FAILED}](1)`),
    ],
  },
});
