/** Sign-ins through somebody else that can be begun by an attacker and finished by a victim, or whose token goes astray. */
import { keepState } from '../fixes/keepState';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import page from './endpoint-oauth-flow-unprotected.md';

export const endpointOauthFlowUnprotected = callRule({
  id: 'endpoint-oauth-flow-unprotected',
  title: 'OAuth flow without state, or with a loose callback',
  severity: 'high',
  cwe: [352, 601, 287],
  api: ['API2'],
  top10: ['A07', 'A01'],
  asvs: ['10.2.1', '10.4.1', '10.4.6', '10.5.1'],
  page,
  fixes: [keepState],
  advice: 'Keep a random `state` in the session, and compare it when the answer comes.',
  on: ['oauth-authorise', 'oauth-redeem'],
  check(call, kind) {
    if (call.open) return [];
    return kind === 'oauth-redeem' ? redeemed(call) : asked(call);
  },
  flows: [
    {
      from: ['untrusted', 'untrusted-object'],
      to: 'callback-address',
      stoppedBy: ['allow-listed', 'host-fixed', 'host-checked', 'number', 'plain-characters'],
      confidence: 'medium',
      message: '{source} chooses where {sink} has the answer sent.',
    },
  ],
});

const FOR_EVERYBODY = 'is told a `state` that is the same for everybody, so that anybody can begin what somebody else finishes';

function asked(call: CallView): readonly Report[] {
  const strategy = call.role('strategy');
  if (strategy) {
    const state = strategy.field('state');
    return state && isOnly(state, false)
      ? [{ span: state.span, message: `\`${call.name}\` neither sends a \`state\` nor compares one.`, confidence: 'medium' }]
      : [];
  }
  for (const address of [call.role('address'), call.role('second')]) {
    const report = address && byHand(call, address);
    if (report) return [report];
  }
  if (readsFromTerminal(call)) return [];
  const options = call.role('options');
  const type = options?.field('response_type') ?? options?.field('responseType');
  if (type?.constants?.some((c) => typeof c === 'string' && /\btoken\b/.test(c) && !/\bcode\b/.test(c)))
    return [{ span: type.span, message: `\`${call.name}\` has the token itself sent in an address.`, confidence: 'high' }];
  const state = call.role('state') ?? options?.field('state');
  if (state) return isConstant(state) ? [{ span: state.span, message: `\`${call.name}\` ${FOR_EVERYBODY}.`, confidence: 'high' }] : [];
  if (!options || call.role('kept') || !/^\{(?![\s\S]*\.\.\.)/.test(options.text.trim()) || /\bstate\b/i.test(call.fileWords)) return [];
  return [
    {
      span: call.span,
      message: `\`${call.name}\` sends no \`state\` along, so that anybody can begin what somebody else finishes.`,
      confidence: 'medium',
    },
  ];
}

const isOnly = (value: ValueView, what: boolean): boolean => value.constants?.length === 1 && value.constants[0] === what;
const isConstant = ({ constants }: ValueView): boolean =>
  constants !== undefined && constants.length > 0 && constants.every((c) => typeof c === 'string');

/** A program whose user copies the code by hand has no callback. */
const readsFromTerminal = ({ fileText, fileWords }: CallView): boolean =>
  /^(?:fmt\.Scan\w*|os\.Stdin|readline(?:\/promises)?)$/m.test(fileWords) || /\binput\(|\bSystem\.in\b/.test(fileText);

/** Where servers of accounts ask for consent. */
const ASKS = /(?:\/authorize|\/oauth2?(?:\/v\d)?\/auth|\/o\/oauth2\/|\/dialog\/oauth)[^?]*\?/i;

/** An address put together by hand. Every piece that is not known has to be the value of some parameter. */
function byHand(call: CallView, address: ValueView): Report | undefined {
  const text = address.pieces;
  const query = text !== undefined && ASKS.test(text) ? text.slice(text.indexOf('?') + 1) : undefined;
  if (query === undefined || !/(?:^|&)client_id=/.test(query)) return undefined;
  if (/(?:^|&)response_type=token(?:&|$)/.test(query))
    return { span: address.span, message: `\`${call.name}\` has the token itself sent in an address.`, confidence: 'high' };
  const state = /(?:^|&)state=([^&]*)/.exec(query);
  if (state)
    return /\0/.test(state[1]) ? undefined : { span: address.span, message: `\`${call.name}\` ${FOR_EVERYBODY}.`, confidence: 'high' };
  // What is unknown is the beginning of a value; behind one, there may be more parameters.
  if (!query.split('&').every((part) => /^[\w.-]+=\0?[^\0]*$/.test(part))) return undefined;
  return {
    span: address.span,
    message: `\`${call.name}\` asks for access and sends no \`state\` along, so that anybody can begin what somebody else finishes.`,
    confidence: 'medium',
  };
}

/** It is a browser that comes back, with a query. */
const COMES_BACK = /\bquery\b|\.Query\(|FormValue|\bargs\b|\bGET\b|getParameter|@RequestParam|searchParams|query_params|\bcallback\b/i;

function redeemed(call: CallView): readonly Report[] {
  const code = call.role('code');
  if (!code || !(code.sources.has('untrusted') || code.sources.has('untrusted-object'))) return [];
  if (/state/i.test(call.fileWords) || !COMES_BACK.test(call.functionText) || /\bbody\b/.test(call.functionText)) return [];
  return [
    {
      span: call.span,
      message: `\`${call.name}\` redeems a code, and nothing here looks at the \`state\` that came with it.`,
      confidence: 'medium',
    },
  ];
}
