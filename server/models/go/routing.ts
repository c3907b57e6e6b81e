/** What models of routers share: how handlers look, and the names that net/http gives to statuses and methods. */
import type { HandlerShape } from '../../engine/routes/model/model';

/** `func(w http.ResponseWriter, r *http.Request)` */
export const HANDLERS: readonly HandlerShape[] = [{ parameters: ['response', 'request'] }];

/** https://pkg.go.dev/net/http#pkg-constants */
const STATUSES = {
  Continue: 100,
  SwitchingProtocols: 101,
  OK: 200,
  Created: 201,
  Accepted: 202,
  NoContent: 204,
  PartialContent: 206,
  MovedPermanently: 301,
  Found: 302,
  SeeOther: 303,
  NotModified: 304,
  TemporaryRedirect: 307,
  PermanentRedirect: 308,
  BadRequest: 400,
  Unauthorized: 401,
  PaymentRequired: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  ProxyAuthRequired: 407,
  RequestTimeout: 408,
  Conflict: 409,
  Gone: 410,
  LengthRequired: 411,
  PreconditionFailed: 412,
  RequestEntityTooLarge: 413,
  RequestURITooLong: 414,
  UnsupportedMediaType: 415,
  RequestedRangeNotSatisfiable: 416,
  Teapot: 418,
  MisdirectedRequest: 421,
  UnprocessableEntity: 422,
  Locked: 423,
  FailedDependency: 424,
  TooEarly: 425,
  UpgradeRequired: 426,
  PreconditionRequired: 428,
  TooManyRequests: 429,
  RequestHeaderFieldsTooLarge: 431,
  UnavailableForLegalReasons: 451,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
} as const;
const METHODS = ['Get', 'Head', 'Post', 'Put', 'Patch', 'Delete', 'Connect', 'Options', 'Trace'] as const;

export const CONSTANTS: Readonly<Record<string, string | number>> = Object.fromEntries([
  ...Object.entries(STATUSES).map(([name, status]) => [`"net/http".Status${name}`, status]),
  ...METHODS.map((name) => [`"net/http".Method${name}`, name.toUpperCase()]),
]);

/** The same for packages that name statuses and methods themselves. */
export function constantsOf(paths: readonly string[]): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    paths.flatMap((path) => Object.entries(CONSTANTS).map(([name, held]) => [name.replace('"net/http"', `"${path}"`), held])),
  );
}
