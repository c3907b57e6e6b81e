/** What code says of where it takes a client's credentials from, and of requests that other sites have browsers send. */

import type { Span } from '../base/span';

/** Cookies and sessions that show who asks, as the languages' own libraries are asked for them. */
const CARRIERS: readonly RegExp[] = [
  // Something of a request: `req.session.userId`, `ctx.session?.user`, `req.signedCookies.token`, `request.cookies["session"]`.
  /\b(?:req|request|ctx|context|c)\.(?:session|signedCookies|cookies)\s*(?:\?\.|!?\.|\[\s*['"])(?:get\(\s*['"])?(?!csrf|xsrf|lang|locale|theme|flash|cart)(?:\w*(?:user|uid|account|auth|logged|login|token|session|sid|member|admin|principal|passport|jwt)\w*)/i,
  /\b(?:req|request)\.isAuthenticated\(\)/,
  // `c.Cookie("session")`, `r.Cookie(sessionCookie)`, `getCookie(c, 'session')`.
  /\b(?:\w+\.Cookies?|getCookie|getSignedCookie)\(\s*(?:c\s*,\s*)?["'`]?(?!csrf|xsrf|lang|locale|theme)\w*(?:session|sess|token|auth|jwt|sid)\w*["'`]?\s*[,)]/i,
  // `session["user_id"]`, `session.get("user_id")`, `session.Values["user"]`, `session.Get("userID")`.
  /(?<![\w.])\w*[sS]ess(?:ion)?(?:\.Values)?(?:\[|\.[gG]et\()\s*["']\w*(?:user|uid|account|auth|logged|login|member|admin|principal)\w*["']/i,
];

const FORGERY = /csrf|xsrf|same_?site|sec-?fetch-?site|cross_?origin_?protection|validate_on_submit|authenticity.?token|nosurf/i;
/** Where a request comes from decides about it. */
const FROM_WHERE = /['"`.](?:origin|referer)\b/i;
const TURNS_AWAY = /\b403\b|forbidden/i;

/** Where it takes who asks from a cookie or a session. */
export function carrierIn(code: string): Span | undefined {
  let first: Span | undefined;
  for (const pattern of CARRIERS) {
    const found = pattern.exec(code);
    if (found && (!first || found.index < first.start)) first = { start: found.index, end: found.index + found[0].length };
  }
  return first;
}

export function speaksOfForgery(code: string): boolean {
  return FORGERY.test(code) || (FROM_WHERE.test(code) && TURNS_AWAY.test(code));
}

export function speaksOfHeaders(code: string): boolean {
  return /x-frame-options|content-security-policy|x-content-type-options|strict-transport-security|helmet|lusca|talisman|secure_?headers|unrolled\/secure/i.test(
    code,
  );
}
