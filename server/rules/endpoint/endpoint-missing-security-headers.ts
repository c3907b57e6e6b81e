/** Pages without the headers by which browsers protect them, or with headers that allow everything. */
import type { RouteSign } from '../../base/route';
import { addHeaders } from '../fixes/addHeaders';
import { keepHeaders } from '../fixes/keepHeaders';
import { type CallView, callRule, type ProgramRoutes, type Report, type RouteReport, type ValueView } from '../rule';
import page from './endpoint-missing-security-headers.md';
import { by } from './exposure';
import { scriptFault, scriptSources } from './scriptSources';

export const endpointMissingSecurityHeaders = callRule({
  id: 'endpoint-missing-security-headers',
  title: 'Browser-facing application without a header policy',
  severity: 'low',
  cwe: [693, 1021, 319],
  api: ['API8'],
  top10: ['A06', 'A02'],
  asvs: ['3.4.1', '3.4.3', '3.4.4', '3.4.5', '3.4.6'],
  page,
  advice: 'Send what the framework or its package sends by itself, and allow only what the pages need.',
  on: 'header-policy',
  check: (call) => (call.developmentOnly ? [] : faults(call)),
  routes: absent,
  fixes: [keepHeaders, addHeaders],
});

/** Options that leave a header out when they are false, by what that header does. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'limits what scripts may run',
  content_security_policy: 'limits what scripts may run',
  frameguard: 'keeps other sites from framing pages',
  xFrameOptions: 'keeps other sites from framing pages',
  hsts: 'keeps connections encrypted',
  strictTransportSecurity: 'keeps connections encrypted',
  strict_transport_security: 'keeps connections encrypted',
  noSniff: 'keeps browsers from guessing types',
  xContentTypeOptions: 'keeps browsers from guessing types',
  x_content_type_options: 'keeps browsers from guessing types',
};

function faults(call: CallView): readonly Report[] {
  const plugin = call.role('plugin');
  if (plugin && !/helmet/i.test(plugin.text)) return [];
  const out = [...leftOut(call), ...weakPolicy(call), ...noneAtAll(call)];
  return out.slice(0, 1);
}

function leftOut(call: CallView): readonly Report[] {
  const options = call.role('options');
  if (!options) return [];
  for (const [name, harm] of Object.entries(LEFT_OUT)) {
    const value = options.field(name);
    if (!value?.constants?.length || !value.constants.every((c) => c === false || (c === null && name.includes('_')))) continue;
    const isPolicy = /^content/.test(name);
    // Another line may send it.
    if (isPolicy && /content-security-policy|helmet\.(?:contentSecurityPolicy|csp)\(/i.test(call.functionText)) continue;
    if (/^(?:frameguard|xFrameOptions)$/.test(name) && /frame-?ancestors/i.test(call.functionText)) continue;
    const message = `\`${name}\` is switched off: nothing ${harm}.`;
    return [{ span: value.span, message, confidence: isPolicy ? 'medium' : 'high' }];
  }
  return [];
}

function weakPolicy(call: CallView): readonly Report[] {
  const report = (span: ValueView['span'], why: string): readonly Report[] => [
    { span, message: `The content security policy ${why}.`, severity: 'medium' },
  ];
  const policy = call.role('policy');
  const text = policy && (policy.pieces ?? /policyDirectives\(\s*"([^"]*)"/.exec(policy.text)?.[1]);
  const sources = text === undefined ? undefined : scriptSources(text);
  const fault = sources && scriptFault(sources);
  if (policy && fault) return report(policy.span, fault);
  const directives =
    call.role('directives') ??
    call.role('options')?.field('contentSecurityPolicy')?.field('directives') ??
    call.role('options')?.field('contentSecurityPolicy');
  const scripts = call.role('scripts') ?? directives?.field('scriptSrc') ?? directives?.field('script-src');
  if (!scripts) return [];
  const listed = scripts.elements.flatMap((e) => e.constants ?? ['\0']);
  const why = scriptFault(listed.map(String));
  return why === undefined ? [] : report(scripts.span, why);
}

function noneAtAll(call: CallView): readonly Report[] {
  const off = call.role('off');
  const code = off?.text ?? '';
  const isDisabled = /\.(\w+)\(\)\.disable$/.exec(call.name.replace(/\s+/g, ''))?.[1];
  if (/^\s*(?:\w+\s*->\s*\w+\.disable\(\)|[\w.]+::disable)\s*$/.test(code) || isDisabled === 'headers')
    return [
      { span: off?.span ?? call.span, message: 'All headers that protect pages in the browser are switched off.', severity: 'medium' },
    ];
  const within =
    /\.(frameOptions|httpStrictTransportSecurity|contentTypeOptions)\s*\((?:[^()]*::disable|\s*\w+\s*->\s*\w+\.disable\(\)|\)\s*\.disable\()/.exec(
      code,
    )?.[1];
  const what = within ?? isDisabled;
  if (what !== undefined && HEADERS[what]) {
    if (what === 'frameOptions' && /frame-ancestors|h2-console|PathRequest\.toH2Console/.test(call.functionText)) return [];
    return [{ span: off?.span ?? call.span, message: `\`${what}\` is switched off: nothing ${HEADERS[what]}.` }];
  }
  const on = call.role('on');
  if (on?.constants?.length && on.constants.every((c) => c === false))
    return [{ span: on.span, message: 'Browsers may guess the types of what is sent: `nosniff` is switched off.' }];
  const header = call.role('header');
  if (
    header?.constants?.length &&
    header.constants.every((c) => typeof c === 'string' && /^\s*allow/i.test(c) && !/^\s*allow-from/i.test(c))
  )
    return [{ span: header.span, message: 'Any site may show these pages in a frame of its own.' }];
  const stack = call.role('stack');
  return stack ? unprotected(stack) : [];
}
const HEADERS: Readonly<Record<string, string>> = {
  frameOptions: 'keeps other sites from framing pages',
  httpStrictTransportSecurity: 'keeps connections encrypted',
  contentTypeOptions: 'keeps browsers from guessing types',
};

/** Middleware that keeps sessions, and none that sends headers. */
function unprotected(stack: ValueView): readonly Report[] {
  const names = stack.elements.flatMap((e) => e.constants ?? []).filter((c) => typeof c === 'string');
  if (!stack.complete || names.length < 3 || names.length < stack.elements.length) return [];
  if (!names.some((n) => /SessionMiddleware$/.test(n)) || names.some((n) => /security|csp|clickjacking|XFrame|headers/i.test(n))) return [];
  const message = 'Pages are sent without `SecurityMiddleware` and `XFrameOptionsMiddleware`, which set the headers that protect them.';
  return [{ span: stack.span, message, confidence: 'medium' }];
}

// --- nothing sends any

/** Once for each part of the workspace: where the application is made that answers with pages. */
function absent({ routes, signs }: ProgramRoutes): readonly RouteReport[] {
  return [...by(signs, (s) => s.unit)].flatMap(([unit, here]) => {
    const isSent = (s: RouteSign): boolean => s.kind === 'header-policy' || s.kind === 'header-words';
    const pages = here.find((s) => s.kind === 'page-views');
    if (!pages || here.some(isSent)) return [];
    const own = routes.filter((r) => r.unit === unit && r.application.place);
    // A program that could keep sessions keeps none unless somebody signs in.
    const signsIn =
      here.some((s) => s.kind === 'session-cookie') ||
      (here.some((s) => s.kind === 'kept-session') && own.some((r) => r.carrier || r.controls.authentication.state === 'guarded'));
    if (!signsIn || own.length < SEVERAL) return [];
    // Blueprints nobody is seen to mount pass for applications.
    const kept = here.find((s) => s.kind === 'kept-session')?.place;
    const near = own.find((r) => r.application.place?.file === (kept ?? pages.place).file)?.application.place;
    const at = near ?? kept ?? own[0].application.place ?? pages.place;
    const message =
      'This application answers with pages and keeps sessions, and sends none of the headers that keep scripts and frames of others out.';
    return [{ ...at, message, confidence: 'medium', steps: [{ ...pages.place, message: 'Pages are sent.' }] }];
  });
}
/** Endpoints from which on an application is one. */
const SEVERAL = 3;
