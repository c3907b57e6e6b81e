/** Sessions that nobody can end, that never end, or whose store or form is not made for what they hold. */
import { cookieUse } from '../../data/cookieNames';
import { endSession } from '../fixes/endSession';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import { duration } from './duration';
import page from './endpoint-insecure-session-config.md';

const DAY = 24 * 60 * 60;
/** Sessions that last longer than this one is not asked for any more. */
const MOST = 30 * DAY;

export const endpointInsecureSessionConfig = callRule({
  id: 'endpoint-insecure-session-config',
  title: 'Session store or lifetime unsafe for production',
  severity: 'medium',
  cwe: [613, 384, 522, 565],
  api: ['API2'],
  top10: ['A07', 'A06'],
  asvs: ['7.2.2', '7.3.1', '7.3.2', '7.4.1'],
  page,
  advice: 'Keep sessions in a store of the server, let them end, and end them there when somebody leaves.',
  on: ['session-setup', 'session-lifetime', 'session-end', 'cookie-write'],
  check(call, kind) {
    if (call.developmentOnly || DEVELOPMENT_FILE.test(call.file)) return [];
    if (kind === 'session-setup') return setup(call);
    if (kind === 'session-end') return onlyTheCookie(call);
    return kind === 'cookie-write' && !isSignIn(call) ? [] : lifetime(call);
  },
  fixes: [endSession],
});

const DEVELOPMENT_FILE = /(?:^|[/._-])(?:dev|develop|development|local|localhost|tests?|testing|ci|debug|sandbox)(?:[/._-]|$)/i;

// --- stores

function setup(call: CallView): readonly Report[] {
  const serializer = call.role('serializer');
  if (serializer?.constants?.some((c) => typeof c === 'string' && /Pickle/.test(c)))
    return [{ span: serializer.span, message: 'Sessions are unpickled: whoever can write one has code of theirs run.', severity: 'high' }];
  const rewriting = call.role('rewriting');
  if (rewriting?.constants?.length && rewriting.constants.every((c) => c === true))
    return [{ span: rewriting.span, message: 'The id of the session stands in addresses, which are logged, kept and passed on.' }];
  const tracking = call.role('tracking');
  if (tracking && /SessionTrackingMode\.URL\b/.test(tracking.text))
    return [{ span: tracking.span, message: 'The id of the session stands in addresses, which are logged, kept and passed on.' }];
  const options = call.role('options');
  return options ? memory(call, options) : [];
}

/** Sessions in the memory of one process: it grows, and whoever is signed in is out when it ends. */
function memory(call: CallView, options: ValueView): readonly Report[] {
  // Whatever runs is an application that serves; what only looks so may be an example.
  const serves = /\.listen\(|createServer\(/.test(call.functionText);
  if (options.complete && !options.field('store') && serves && !/\bstore\b|\.store\s*=|NODE_ENV|MemoryStore/i.test(call.functionText))
    return [{ span: call.span, message: `\`${call.name}\` keeps sessions in the memory of this process, without limit.` }];
  const early = options.field('saveUninitialized');
  const signsIn = /passport|log-?in|sign-?in|authenticate/i.test(call.functionText);
  if (!early?.constants?.length || !early.constants.every((c) => c === true) || !signsIn) return [];
  return [
    { span: early.span, message: 'Whoever comes by gets a session that is kept, signed in or not.', severity: 'low', confidence: 'medium' },
  ];
}

// --- lifetimes

function isSignIn(call: CallView): boolean {
  const name = call.role('name');
  return name?.constants?.length === 1 && typeof name.constants[0] === 'string' && cookieUse(name.constants[0]) === 'signs in';
}

function lifetime(call: CallView): readonly Report[] {
  const middleware = call.role('middleware');
  if (middleware && !/\bSessionMiddleware\b/.test(middleware.text)) return [];
  const found = lasts(call);
  if (!found || found.seconds <= MOST) return [];
  const days = Math.floor(found.seconds / DAY);
  const message =
    found.seconds === Number.POSITIVE_INFINITY
      ? 'A session never ends by itself.'
      : `A session lasts for ${days} days, and whoever gets hold of it has it as long.`;
  return [{ span: found.span, message, confidence: days > 90 ? 'high' : 'medium' }];
}

function lasts(call: CallView): { readonly seconds: number; readonly span: ValueView['span'] } | undefined {
  const inSeconds = call.role('seconds') ?? call.role('age');
  const milliseconds = call.role('milliseconds');
  const written = call.role('duration') ?? inSeconds;
  for (const [value, unit] of [
    [inSeconds, 1],
    [milliseconds, 1000],
  ] as const) {
    const known = value?.constants?.length === 1 ? value.constants[0] : undefined;
    if (value && typeof known === 'number') {
      // What is less than nothing never ends where servers keep sessions.
      const endless = known < 0 && /setMaxInactiveInterval$/.test(call.name);
      return { seconds: endless ? Number.POSITIVE_INFINITY : known / unit, span: value.span };
    }
  }
  if (milliseconds && milliseconds.constants === undefined) {
    const ms = duration(milliseconds.text);
    return ms === undefined ? undefined : { seconds: ms / 1000, span: milliseconds.span };
  }
  const settings = call.role('settings');
  const code = settings ? /tokenValiditySeconds\(([^()]*)\)/.exec(settings.text)?.[1] : written && assigned(call, written);
  const seconds = code === undefined ? undefined : duration(code);
  const at = settings ?? written;
  return seconds === undefined || !at ? undefined : { seconds, span: at.span };
}

/** Of an assignment, what is assigned: it may be shown by the place alone that it is assigned to. */
function assigned({ functionText }: CallView, { text }: ValueView): string {
  const within = /^[\w.[\]'"]+\s*:?=\s*([\s\S]*)$/.exec(text)?.[1];
  if (within !== undefined) return within;
  const at = functionText.indexOf(text);
  const behind = at < 0 ? null : /^\s*:?=\s*([^\n;#]*?)\s*(?:[;#]|\/\/|\n|$)/.exec(functionText.slice(at + text.length));
  return behind?.[1] ?? text;
}

// --- ends

/** Names of cookies under which libraries keep the id of a session that the server knows. */
const OF_SERVER = /^(?:connect\.sid|sessionid)$/;

function onlyTheCookie(call: CallView): readonly Report[] {
  const name = call.role('name')?.constants;
  if (name?.length !== 1 || typeof name[0] !== 'string' || !OF_SERVER.test(name[0])) return [];
  if (
    /destroy|log_?out\s*\(|signOut|regenerate|flush\(|session\s*=\s*null|invalidate|clear\(\)|delete\(/i.test(
      call.functionText.replace(/clearCookie|delete_cookie/g, ''),
    )
  )
    return [];
  const message = `\`${call.name}\` takes the cookie away, and the session goes on: whoever has kept its id is still signed in.`;
  return [{ span: call.span, message, confidence: 'medium' }];
}
