/** How servlets, filters and what is built on them end requests, and how they go on. */
import { either, eitherType } from './names';

/** https://jakarta.ee/specifications/servlet/6.0/apidocs/jakarta.servlet/jakarta/servlet/http/httpservletresponse */
const STATUSES: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  NO_CONTENT: 204,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  CONFLICT: 409,
  GONE: 410,
  UNPROCESSABLE_ENTITY: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** Statuses by their names below a class; `before` stands before each name, `after` behind it. */
export function statuses(owner: string, before = '', after = ''): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(STATUSES).flatMap(([name, status]) => [[`${owner}.${before}${name}${after}`, status] as const]));
}

export const SERVLET_CONSTANTS = Object.assign(
  {},
  ...either('servlet.http', '.HttpServletResponse').map((owner) => statuses(owner, 'SC_')),
);

const RESPONSES = eitherType('servlet.http.HttpServletResponse', 'servlet.ServletResponse');

export const SERVLET_ANSWERS = {
  status: RESPONSES.map((type) => `${type}.{setStatus,sendError}(0)`),
  ends: RESPONSES.map((type) => `${type}.sendError`),
  redirects: RESPONSES.map((type) => `${type}.sendRedirect`),
} as const;

export const SERVLET_GOES: readonly string[] = eitherType('servlet.FilterChain').map((type) => `${type}.doFilter`);
