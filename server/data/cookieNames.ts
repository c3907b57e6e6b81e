/** Tells by its name whether a cookie holds what signs somebody in. */
import { splitWords } from './words';

/** Words of names of sessions and tokens, also where two of them are written as one. */
const SIGNS_IN = new Set(
  (
    'session sessions sess sid auth authn authentication authorization authorisation token jwt refresh remember rememberme credential ' +
    'credentials bearer sso sessid sessionid sessiontoken jsessionid phpsessid authtoken authcookie accesstoken refreshtoken idtoken ' +
    'usertoken logintoken apitoken'
  ).split(' '),
);

/** What is said beside such a word when the cookie holds something else: a setting, a date, the other half of a check in the form. */
const SAYS_OTHERWISE = new Set(
  (
    'csrf xsrf csrftoken xsrftoken theme locale lang language consent analytics banner flash timezone tz expiry expires expiration expired expire ' +
    'state nonce preference preferences count counter redirect return returnto type hint email username provider method mode status error ' +
    'message url uri path interval rate has is show hide last logged dismissed seen version debug'
  ).split(' '),
);

export type CookieUse = 'signs in' | 'other' | 'unclear';

/** `unclear`: the name says nothing of it. */
export function cookieUse(name: string): CookieUse {
  const words = splitWords(name);
  if (words.some((w) => SAYS_OTHERWISE.has(w))) return 'other';
  return words.some((w) => SIGNS_IN.has(w)) ? 'signs in' : 'unclear';
}
