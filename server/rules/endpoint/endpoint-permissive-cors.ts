/** Cross-origin access for every origin, or for origins that only look right. */

import { allowListFromEnvironment } from '../fixes/corsAllowList';
import { listedOrigins } from '../fixes/listedOrigins';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import page from './endpoint-permissive-cors.md';
import { decisionFault } from './originDecisions';

export const endpointPermissiveCors = callRule({
  id: 'endpoint-permissive-cors',
  title: 'Cross-origin access open to any or reflected origin',
  severity: 'high',
  cwe: [942, 346],
  api: ['API8'],
  top10: ['A02', 'A07'],
  asvs: ['3.4.2'],
  page,
  advice: 'Name the allowed origins in full.',
  on: 'cors-setup',
  check,
  flows: [
    {
      from: ['untrusted', 'untrusted-object'],
      to: 'cors-origin',
      stoppedBy: ['allow-listed', 'host-checked', 'number'],
      severity: 'medium',
      message: 'The origin {source} is sent back as the allowed one without being compared with a list.',
    },
  ],
  fixes: [allowListFromEnvironment, listedOrigins],
});

function check(call: CallView): readonly Report[] {
  if (call.developmentOnly) return [];
  const options = call.role('options');
  const origins = [options?.field('origin') ?? call.role('origin'), call.role('everyOrigin'), call.role('originDecision')];
  const pattern = call.role('pattern');
  const credentials = options
    ? credentialsOf(options.field('credentials'), options.complete)
    : call.role('setting')
      ? ALLOWED_BESIDE.test(call.fileText)
        ? 'yes'
        : 'no'
      : credentialsOf(call.role('credentials'), !call.open);
  const wrong = origins.map((origin) => origin && originFault(origin, 0)).find((fault) => fault !== undefined);
  const fault = wrong ?? (pattern && patternFault(pattern)) ?? decided(call, origins);
  if (!fault) return [];
  // Any origin without credentials is what public resources are for.
  if (fault.open && credentials === 'no') return [];
  return [
    {
      span: fault.span,
      message: `${fault.message}${credentials === 'yes' ? ', with credentials' : ''}.`,
      severity: credentials === 'yes' ? 'high' : 'medium',
      confidence: credentials === 'unknown' ? 'medium' : 'high',
    },
  ];
}

/** What settings beside it say. */
const ALLOWED_BESIDE = /^\w*ALLOW_CREDENTIALS\s*=\s*True\b/m;

/** A function that asks for a part of the origin's text. */
function decided(call: CallView, origins: readonly (ValueView | undefined)[]): Fault | undefined {
  for (const origin of origins) {
    const why = origin && decisionFault(origin, call.fileText);
    if (origin && why !== undefined) return { span: origin.span, message: `The function that decides on origins ${why}`, open: false };
  }
  return undefined;
}

interface Fault {
  readonly span: ValueView['span'];
  readonly message: string;
  /** Every origin, without pretence of choosing. */
  readonly open: boolean;
}

/** `complete`: all that the call is given is known. */
function credentialsOf(value: ValueView | undefined, complete: boolean): 'yes' | 'no' | 'unknown' {
  if (!value) return complete ? 'no' : 'unknown';
  if (!value.constants) return 'unknown';
  return value.constants.some((c) => c === true || c === 'true') ? 'yes' : 'no';
}

const MAX_DEPTH = 2;

function originFault(origin: ValueView, depth: number): Fault | undefined {
  const { span } = origin;
  if (origin.regex) {
    const why = regexFault(origin.regex.regex, origin.regex.flags);
    return why === undefined ? undefined : { span, message: `The pattern for allowed origins ${why}`, open: why === MATCHES_ALL };
  }
  if (origin.constants) return constantFault(origin.constants, span);
  for (const element of depth < MAX_DEPTH ? origin.elements : []) {
    const fault = originFault(element, depth + 1);
    if (fault) return fault;
  }
  return answeredFault(origin);
}

function constantFault(constants: NonNullable<ValueView['constants']>, span: ValueView['span']): Fault | undefined {
  // On some ways another value holds; which one the code decides is not known here.
  if (constants.length === 0 || !constants.every((c) => c === true || c === '*' || c === 'null')) return undefined;
  if (constants.includes('null')) {
    return { span, message: 'The origin `null` is allowed, which sandboxed frames of any site have', open: false };
  }
  return {
    span,
    message: constants.includes(true) ? 'Every origin is sent back as the allowed one' : 'Every origin is allowed',
    open: true,
  };
}

/** A function for the origin that says yes whatever it is asked. */
function answeredFault(origin: ValueView): Fault | undefined {
  const { calledBack, returns, span } = origin;
  const message = 'The function that decides on origins allows every one';
  if (calledBack.length > 0) return calledBack.every(allows) ? { span, message, open: true } : undefined;
  if (returns?.constants && returns.constants.length > 0 && returns.constants.every((c) => c === true || c === '*')) {
    return { span, message, open: true };
  }
  return undefined;
}

function allows(answer: readonly ValueView[]): boolean {
  const constants = answer[1]?.constants;
  return constants !== undefined && constants.length > 0 && constants.every((c) => c === true || c === '*');
}

/** A pattern written as text, which must match the whole origin. */
function patternFault({ constants, span }: ValueView): Fault | undefined {
  const only = constants?.length === 1 ? constants[0] : undefined;
  const regex = typeof only === 'string' ? only : undefined;
  const why = regex === undefined ? undefined : regexFault(`^${regex.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')}$`, '');
  return why === undefined ? undefined : { span, message: `The pattern for allowed origins ${why}`, open: why === MATCHES_ALL };
}

const MATCHES_ALL = 'matches every one';

/** What is wrong with a pattern of origins, or undefined. Each top-level choice must be anchored on its own. */
function regexFault(regex: string, flags: string): string | undefined {
  if (/^\^?(?:https?\??:\\?\/\\?\/)?\(?\.[*+]\)?\$?$/.test(regex)) return MATCHES_ALL;
  if (!regex.endsWith('$') || regex.endsWith('\\$') || flags.includes('m')) return 'has no end, so that a longer host name passes';
  // `.` before a letter of a host name, not repeated: `app.example`.
  if (/(?:^|[^\\[])[\w)]\.(?=[a-z])/i.test(regex.replace(/\[[^\]]*\]/g, '')))
    return 'has a dot that is not escaped, which any character matches';
  if (/\.[*+]\??\)?[a-z0-9]/i.test(regex.replace(/\[[^\]]*\]/g, '')))
    return 'lets every host name pass that ends so, whatever stands before';
  if (!/^\^/.test(regex) && !/^(?:\\\.|\(\^|\(\?:\^)/.test(regex)) return 'has no beginning, so that a longer host name passes';
  return undefined;
}
