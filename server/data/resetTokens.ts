/** Words about tokens that let somebody set a new password: what they are called, what they are made of, and what sends answers. */

const ABOUT = /forg[eo]t|reset|recover/i;
/** `resetToken`, `password_reset_code`, `recoveryLink`. */
const NAME = /(?:[rR]eset|[rR]ecovery|[fF]orgot(?:ten)?)\w{0,20}?(?:[tT]oken|[cC]ode|[lL]ink|[uU]rl|URL|[kK]ey)/;
const SHORT = /^(?:token|otp|code|rawToken|plainToken|raw_token)$/;

const DIGESTS =
  /createHash|\bmd5\b|\bsha1\b|\bsha256\b|hashlib\.|DigestUtils|\bsha256\.Sum|\bmd5\.Sum|hexdigest|\bbtoa\(|b64encode|Base64|\bBuffer\.from\(|EncodeToString|toString\(36\)/;
const CLOCKS = /Date\.now\(|new Date\(|\btime\.time\(|\btime\.Now\(|currentTimeMillis|nanoTime|datetime\.(?:utc)?now|UnixNano/;
const LATER = /[<>]|expir|\bmoment|\+\s*\d{4,}|getTime\(\)\s*[+<>]|timedelta|Add\(/i;
const KNOWN = /\be?mail\b|\.e?mail\b|[uU]ser_?name|[uU]ser_?[iI][dD]\b|\buser\.(?:id|pk|_id)\b|\.getEmail\(|\.getId\(|\.Email\b|\.ID\b/;
/** Something in it that nobody knows. */
const UNKNOWN =
  /random|rand\b|secret|_key|[kK]ey\b|KEY|uuid|nanoid|salt|nonce|[hH]mac|sign|token_(?:hex|urlsafe|bytes)|SecureRandom|password|PasswordResetTokenGenerator|make_token|encrypt/;

/** A function or a path by which somebody asks for a new password. */
export function isAboutResets(name: string): boolean {
  return ABOUT.test(name);
}

export function isResetToken(name: string): boolean {
  return NAME.test(name);
}

/** Made of what anybody knows or can try; `made` is the expression as it is written. Clocks alone are known by flow where `byClock` is false. */
export function isGuessable(name: string, made: string, byClock: boolean): boolean {
  if (UNKNOWN.test(made) || (!byClock && CLOCKS.test(made))) return false;
  const isTime = CLOCKS.test(made) && !LATER.test(made);
  return (DIGESTS.test(made) && (KNOWN.test(made) || isTime)) || (isTime && !/expir|at\b|date|sent/i.test(name));
}

/** It may be such a token where the function is about one. */
export function mayBeToken(name: string): boolean {
  return SHORT.test(name) || (NAME.test(name) && !/expir|message|sent|valid|type|status/i.test(name));
}

/** Calls that look something up give back no token that is new. */
export function isLookUp(callee: string): boolean {
  return /find|select|load|fetch|verif|\.get$/i.test(callee);
}
/** Calls that only hand on what they are given. */
export function handsOn(callee: string): boolean {
  return /^(?:String|str|Objects?\.\w+|strings?\.\w+)$/.test(callee);
}
export function isOfRequest(code: string): boolean {
  return /\bbody\b|quer(?:y|ies)\b|params?\b|\brequest\b|\breq\b|form\b/i.test(code);
}
export function isForDevelopment(code: string): boolean {
  return /NODE_ENV|\bDEBUG\b|development|isDev|app\.debug|testing/i.test(code);
}

/** Methods that send what they are given. */
export const SENDING: ReadonlySet<string> = new Set(['json', 'jsonp', 'send', 'JSON', 'Encode', 'IndentedJSON']);
/** What such methods are called on; `Encode` is called on what has been made for it. */
export function isAnswerer(name: string): boolean {
  return /^(?:res|resp|response|reply|c|ctx|context)$/.test(name);
}
/** Functions whose result is sent once it is returned. */
export const ANSWERING: ReadonlySet<string> = new Set(['jsonify', 'JsonResponse', 'JSONResponse', 'Response', 'ok', 'of']);
