/** Requests that other sites have a browser send, cookie and all, and that are believed. */

import type { RouteEntry, RouteSign } from '../../base/route';
import { cookieUse } from '../../data/cookieNames';
import { keepCookieHome } from '../fixes/keepCookieHome';
import { protectForms } from '../fixes/protectForms';
import { type CallView, callRule, type ProgramRoutes, type Report, type RouteReport, type ValueView } from '../rule';
import page from './endpoint-missing-csrf-protection.md';
import { expecting } from './expected';
import { by, isOpenOnPurpose, isSafe, label, listed } from './exposure';

export const endpointMissingCsrfProtection = callRule({
  id: 'endpoint-missing-csrf-protection',
  title: 'Cookie-authenticated state change without CSRF defence, or defence switched off',
  severity: 'high',
  cwe: [352],
  api: ['API8'],
  top10: ['A01'],
  asvs: ['3.5.1', '3.5.2'],
  pci: ['6.2.4'],
  page,
  advice: 'Set SameSite on the cookie, ask for a token, or compare where a request comes from with your own origin.',
  on: 'forgery-check',
  check: (call) => (call.developmentOnly || isForDevelopment(call) ? [] : switchedOff(call)),
  routes: expecting('csrf', absent),
  fixes: [protectForms, keepCookieHome],
});

/** Settings of tests, or of a developer's own machine, by the names of what they stand in. */
function isForDevelopment({ file, names, functionText, span }: CallView): boolean {
  const before = functionText.slice(0, span.start);
  const isInside = /\n[ \t]+[^\n]*$/.test(before);
  const around = isInside
    ? (before
        .match(/^class\s+\w+/gm)
        ?.at(-1)
        ?.slice('class '.length) ?? '')
    : '';
  return [file, ...names, around].some((n) => DEVELOPMENT.test(n));
}

const DEVELOPMENT = /(?:^|[/._-]|(?<=[a-z]))(?:[dD]ev|[dD]evelop(?:ment)?|[lL]ocal|[tT]ests?|[tT]esting|ci|[dD]ebug)(?:[/._-]|[A-Z]|$)/;

function switchedOff(call: CallView): readonly Report[] {
  const at = (value: ValueView | undefined, message: string): readonly Report[] => [{ span: value?.span ?? call.span, message }];
  const on = call.role('on');
  if (on && isAll(on, false)) return at(on, 'The check against requests from other sites is switched off.');
  const off = call.role('off');
  if (off ? isOff(off.text) : /\bdisable$/.test(call.name)) {
    return signsInByItself(call.functionText)
      ? at(off, 'The check against requests from other sites is switched off where a session shows who asks.')
      : [];
  }
  const stack = call.role('stack');
  if (stack)
    return isUnprotected(stack) ? at(stack, 'Sessions are kept, but nothing checks whether a request comes from another site.') : [];
  const handler = call.role('handler');
  if (handler)
    return isAskedBySession(handlerBehind(call))
      ? at(undefined, 'This handler believes requests that other sites have browsers send.')
      : [];
  const paths = call.role('paths');
  if (paths?.constants?.length && paths.constants.every((p) => typeof p === 'string' && EVERYTHING.test(p)))
    return at(paths, 'Every path is left out of the check against requests from other sites.');
  const methods = call
    .role('methods')
    ?.elements.find((m) => m.constants?.some((c) => typeof c === 'string' && /^(?:POST|PUT|PATCH|DELETE)$/i.test(c)));
  if (methods) return at(methods, `\`${methods.constants?.[0]}\` is left out of the check against requests from other sites.`);
  const skip = call.role('skip');
  return skip?.returns && isAll(skip.returns, true)
    ? at(skip, 'Every request is left out of the check against requests from other sites.')
    : [];
}

/** Patterns of paths that leave nothing. */
const EVERYTHING = /^(?:[A-Z]+ )?(?:\/|\/?\*{1,2}|\/\*{1,2}|\/\{\w*\.\.\.\}|\.\*|\^?\/\.\*\$?)$/;

const isAll = ({ constants }: ValueView, value: boolean): boolean =>
  constants !== undefined && constants.length > 0 && constants.every((c) => c === value);

/** `AbstractHttpConfigurer::disable`, `csrf -> csrf.disable()`; or nothing is left of it. */
const isOff = (code: string): boolean => /(?:::|\.)disable\b/.test(code) || /ignoring\w+\(\s*"\/\*\*"\s*\)/.test(code);

/** A form or another service signs clients in, and a session remembers it; no token is asked for. */
function signsInByItself(code: string): boolean {
  if (/STATELESS|NEVER\b|oauth2ResourceServer|[jJ]wt|JWT|[bB]earer|[tT]oken(?!Repository|s?\()\w*Filter/.test(code)) return false;
  return /\.(?:formLogin|oauth2Login|saml2Login|rememberMe|openidLogin)\s*\((?!\s*\)\s*\.\s*disable)(?![^()]*::disable|\s*\w+\s*->\s*\w+\.disable)/.test(
    code,
  );
}

function isUnprotected(stack: ValueView): boolean {
  const names = stack.elements.flatMap((e) => e.constants ?? []).filter((c) => typeof c === 'string');
  if (!stack.complete || names.length < 3 || names.length < stack.elements.length) return false;
  return names.some((n) => /sessions\.middleware\.SessionMiddleware$/.test(n)) && !names.some((n) => /csrf|origin/i.test(n));
}

/** The code of what a decorator stands before, with the other decorators. */
function handlerBehind({ functionText, span }: CallView): string {
  const behind = functionText.slice(span.start, span.start + 4000);
  const body = /^[\s\S]*?\b(?:def|class)\s[^\n]*\n/.exec(behind)?.[0] ?? '';
  const end = behind.slice(body.length).search(/^[^\s#)\]}]/m);
  return end < 0 ? behind : behind.slice(0, body.length + end);
}

/** A session shows it who asks, and nothing else does. */
function isAskedBySession(code: string): boolean {
  if (/signature|hmac|webhook|bearer|authorization|api_?key|\btoken|secret|verify|jwt|basic_?auth|oauth|saml|lti/i.test(code)) return false;
  // Another decorator may ask for something that browsers do not send by themselves.
  if (/^\s*@(?!.*login_required|.*permission_required)[\w.]*(?:auth|require|token|key|sign)/im.test(code)) return false;
  return (
    /login_required|permission_required|\brequest\.session\[|(?<![\w.])session\[/.test(code) &&
    /POST|PUT|DELETE|\.save\(|\.delete\(|\.create\(|commit\(/.test(code)
  );
}

// --- nothing checks

function absent(program: ProgramRoutes): readonly RouteReport[] {
  const seen = new Set<string>();
  const out: RouteReport[] = [];
  for (const routes of by(program.routes, (r) => r.application.id).values()) {
    const [report] = ofApplication(program, routes);
    const key = report && `${report.file}:${report.span.start}`;
    if (!report || key === undefined || seen.has(key)) continue;
    seen.add(key);
    out.push(report);
  }
  return out;
}

function ofApplication(program: ProgramRoutes, routes: readonly RouteEntry[]): readonly RouteReport[] {
  const signs = program.signs.filter((s) => s.unit === routes[0].unit);
  if (signs.some(isDefence) || routes.some((r) => r.controls.csrf.state === 'guarded')) return [];
  // The cookie has to be seen, and that it goes along from everywhere.
  const cookie = signs.find((s) => isSignIn(s) && s.says === 'off');
  if (!cookie) return [];
  const open = routes.filter((r) => changes(r) && r.carrier && r.controls.csrf.state === 'unguarded' && !isOpenOnPurpose(program, r));
  const [first] = open;
  if (!first?.carrier) return [];
  const { carrier } = first;
  const here = open.filter((r) => r.carrier?.file === carrier.file && r.carrier.span.start === carrier.span.start);
  const message = `${listed(here)} ${here.length === 1 ? 'takes' : 'take'} who asks from a cookie that browsers send along from other sites, too, and nothing checks where a request comes from.`;
  const steps = here.slice(0, 12).map((r) => ({ file: r.file, span: r.span, message: label(r) }));
  const like = [{ route: first, name: '', place: cookie.place }];
  const remedy = { routes: here, at: 'line' as const, control: 'csrf' as const, like, count: 0 };
  return [
    {
      ...carrier,
      message,
      severity: 'medium',
      confidence: 'medium',
      steps: [{ ...cookie.place, message: 'The cookie is set.' }, ...steps],
      remedy,
    },
  ];
}

const changes = (r: RouteEntry): boolean =>
  !isSafe(r.method) && r.method !== '?' && r.method !== 'ALL' && r.controls.authentication.state === 'guarded';

/** Something is done about it, or may be. */
function isDefence(sign: RouteSign): boolean {
  if (sign.kind === 'forgery-words') return true;
  if (sign.kind === 'forgery-check' || sign.kind === 'cookie-setting') return sign.says === 'on';
  return isSignIn(sign) && sign.says !== 'off';
}

/** It keeps who has signed in. */
function isSignIn({ kind, name }: RouteSign): boolean {
  if (kind === 'session-cookie' || kind === 'kept-session') return true;
  return kind === 'cookie-write' && (name === undefined || cookieUse(name) === 'signs in');
}
