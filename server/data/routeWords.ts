/** What the words of a route's path and handler say of what it is for: open to everybody on purpose, for the staff, about people. */
import { PEOPLE } from './people';
import { singular, splitWords } from './words';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words run together, wherever they stand in the path. */
const OPEN = set(
  'login signin signon logout signout logoff register registration signup forgot forgotpassword reset resetpassword passwordreset recover recovery verifyemail confirmemail emailconfirmation verification resend resendverification otp mfa totp oauth oauth2 oidc saml acs sso openid callback jwks wellknown health healthz healthcheck livez liveness ready readyz readiness alive ping heartbeat favicon robots sitemap manifest csp cspreport unsubscribe public newsletter subscribe contact contactus feedback captcha csrf csrftoken i18n locale locales language languages theme assets static webhook webhooks hook hooks ipn metrics docs swagger openapi apidocs graphiql install setup bootstrap bootstrapped needsbootstrap onboarding guest anonymous',
);
/** Only as the last word of the path: elsewhere they may mean anything. */
const OPEN_AT_END = set(
  'token refresh session sessions status version confirm activate verify invite accept password reset search authenticate auth info time config about home index',
);
const READ_OPENLY = set(
  'search catalog catalogue product products category categories post posts article articles blog news tag tags page pages faq pricing price prices country countries city cities currency currencies menu feed rss comment comments review reviews rating ratings image images picture pictures media banner banners download downloads video videos event events job jobs store stores location locations availability quote quotes weather',
);

const EVENTS = set('webhook webhooks hook hooks ipn callback callbacks notify');
const PROVIDERS = set(
  'stripe paypal braintree adyen mollie square shopify github gitlab bitbucket slack twilio sendgrid mailgun postmark payment payments billing checkout order orders telegram discord zapier segment hubspot intercom',
);

/** It is called by another service, which signs what it sends. */
export function receivesEvents(path: string, handler: string): boolean {
  const words = segmentsOf(path).flatMap((s) => [splitWords(s).join(''), ...splitWords(s)]);
  const called = splitWords(handler.match(/[A-Za-z_$][\w$]*/g)?.at(-1) ?? '');
  if ([...words, ...called].some((w) => EVENTS.has(w))) return true;
  return (words.at(-1) === 'events' || words.at(-1) === 'event' || words.at(-1) === 'notifications') && words.some((w) => PROVIDERS.has(w));
}

/** Why anybody may ask for it, told by its name; undefined where that says nothing. `handler`: the handler's text. */
export function openOnPurpose(method: string, path: string, handler: string): string | undefined {
  const segments = segmentsOf(path);
  for (const [i, segment] of segments.entries()) {
    const words = splitWords(segment);
    const whole = words.join('');
    const isLast = i === segments.length - 1;
    for (const word of [whole, ...words, ...pairs(words)]) {
      if (OPEN.has(word) || (isLast && OPEN_AT_END.has(word))) return word;
    }
    if ((method === 'GET' || method === 'HEAD') && words.some((w) => READ_OPENLY.has(w))) return whole;
  }
  const names = handler.match(/[A-Za-z_$][\w$]*/g) ?? [];
  const words = splitWords(names.at(-1) ?? '');
  return [words.join(''), ...pairs(words)].find((word) => OPEN.has(word) && !READ_OPENLY.has(word));
}

const ADMINISTRATIVE = set(
  'admin admins administrator administration staff backoffice superuser superadmin manage management impersonate sudo ban unban suspend refund refunds payout payouts purge reindex featureflag featureflags',
);
/** Only as a whole segment: `internal-notes` and `role-models` are no such thing. */
const ADMINISTRATIVE_ALONE = set('internal migrate seed permission permissions role roles');

/** The word that says that an operation is for the staff. */
export function administrative(path: string): string | undefined {
  for (const segment of segmentsOf(path)) {
    const words = splitWords(segment);
    const whole = words.join('');
    const found = ADMINISTRATIVE_ALONE.has(whole) ? whole : [whole, ...words].find((w) => ADMINISTRATIVE.has(w));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What adds a person may be how people sign up: `POST /users`. */
export function maySignUp(method: string, path: string): boolean {
  const last = path.split('/').findLast((s) => s !== '');
  return method === 'POST' && last !== undefined && SIGNED_UP.has(last.toLowerCase());
}
const SIGNED_UP = set('user users account accounts customer customers member members profile profiles');

const KEYS = set('apikey accesskey token secret code hash signature nonce otp jwt digest');

/** What the client names the record by is what nobody else knows: `/verify/:apikey`. */
export function namesByKey(path: string): boolean {
  const last = path.split('/').findLast((s) => /^[:{<]/.test(s));
  const words = splitWords(last ?? '');
  return words.length > 0 && (KEYS.has(words[words.length - 1]) || KEYS.has(words.join('')));
}

const PERSONAL: ReadonlySet<string> = new Set([
  ...PEOPLE.map(singular),
  ...set(
    'account profile order invoice payment card transaction transfer statement message mail inbox document contract claim prescription appointment booking reservation address salary payroll subscription wallet balance loan policy medical record result note ticket',
  ),
]);

/** The word that says that what is asked for belongs to somebody. */
export function personal(path: string): string | undefined {
  return segmentsOf(path)
    .flatMap(splitWords)
    .find((w) => PERSONAL.has(singular(w)));
}

/** What the path ends in belongs to somebody: `/orders/:id`, and not `/account/login-methods`. */
export function endsPersonal(path: string): boolean {
  const last = splitWords(segmentsOf(path).at(-1) ?? '').at(-1);
  return last !== undefined && PERSONAL.has(singular(last));
}

/** Segments that are written out: no parameters, no prefixes of an interface's version. */
function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((s) => s !== '' && !/^[:{<*[(…]/.test(s) && !/^(?:api|v\d+|rest)$/i.test(s));
}

function pairs(words: readonly string[]): readonly string[] {
  return words.slice(1).map((w, i) => words[i] + w);
}

const GUESSABLE = set(
  'login signin signon otp mfa totp twofactor 2fa pin passcode verifycode forgotpassword resetpassword passwordreset forgot resend passwordreminder coupon voucher promo giftcard redeem invite invitation register signup',
);

/** What may be guessed or asked for again and again, by the words of its path or handler. */
export function guessable(path: string, handler: string): string | undefined {
  const called = splitWords(handler.match(/[A-Za-z_$][\w$]*/g)?.at(-1) ?? '');
  for (const words of [...segmentsOf(path).slice(-2).reverse().map(splitWords), called]) {
    const found = [words.join(''), ...words, ...pairs(words)].find((w) => GUESSABLE.has(w));
    if (found !== undefined) return found;
  }
  const last = splitWords(segmentsOf(path).at(-1) ?? '').join('');
  return last === 'reset' ? last : undefined;
}

const CONFIRMING = set(
  'confirm confirmation verify verification activate unsubscribe callback logout signout signoff magic oauth sso saml accept decline token invite redirect track tracking pixel open click download export install setup health cron seed migrate debug test',
);

/** It is followed from a message or another service: nobody can send anything but such a request. */
export function confirming(path: string, handler: string): boolean {
  const words = [...segmentsOf(path), handler.match(/[A-Za-z_$][\w$]*/g)?.at(-1) ?? ''].flatMap((s) => [
    splitWords(s).join(''),
    ...splitWords(s),
  ]);
  return words.some((w) => CONFIRMING.has(w) || OPEN.has(w));
}

const COUNTING = set(
  'view visit hit count counter seen access log audit history activity event metric stat analytics track cache session touch last recent read notification queue job lock',
);

/** What is counted, logged or remembered whenever somebody looks. */
export function counting(text: string): boolean {
  return splitWords(text.replace(/[^A-Za-z]+/g, ' ')).some((w) => COUNTING.has(singular(w)));
}
