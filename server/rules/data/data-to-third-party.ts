/** Sensitive data told to services of others: analytics, monitoring, chat. */
import { type CallView, callRule, type FlowRule, type FlowView, type Report, type ValueView } from '../rule';
import page from './data-to-third-party.md';
import { DISGUISED, type Disclosed, disclosed, disclosedBy } from './disclosed';

type Verdict = ReturnType<NonNullable<FlowRule['judge']>>;

export const dataToThirdParty = callRule({
  id: 'data-to-third-party',
  title: 'Personal or payment data sent to analytics, monitoring or messaging',
  severity: 'high',
  cwe: [359, 201],
  api: ['API8', 'API10'],
  top10: ['A01', 'A06'],
  asvs: ['14.2.3'],
  pci: ['12.8', '4.2.2'],
  gdpr: ['5(1)(b)', '28', '44'],
  page,
  advice: 'Send an id that means nothing to others, or leave the field out.',
  on: ['body-sent', 'monitor-setup'],
  check: (call, kind) => (kind === 'body-sent' ? checkBody(call) : checkSetup(call)),
  flows: [
    { from: 'data', to: 'analytics-event', stoppedBy: DISGUISED, message: '{source} goes to another company with {sink}.' },
    { from: 'data', to: 'chat-message', stoppedBy: DISGUISED, message: '{source} goes to a chat service with {sink}.' },
  ],
  judge,
});

function judge(flow: FlowView): Verdict {
  const found = disclosedBy(flow);
  // Colleagues write to one another about customers; cards, keys and diagnoses are another matter.
  if (!found || (flow.sink === 'chat-message' && found.severity !== 'high')) return 'drop';
  return { severity: found.severity, message: `{source} holds ${found.type.title}, and {sink} sends it to another company.` };
}

// --- what is sent to an address

function checkBody(call: CallView): readonly Report[] {
  const options = call.role('options') ?? call.role('settings');
  const url = call.role('url') ?? options?.field('url');
  const to = url && destination(url);
  if (!to) return [];
  const bodies = [
    call.role('body'),
    call.role('json'),
    call.role('data'),
    options?.field('body'),
    options?.field('json'),
    options?.field('data'),
  ];
  for (const body of bodies) {
    const worst = body && worstOf(body);
    if (!body || !worst || (to.isChat && worst.severity !== 'high')) continue;
    const message = `What \`${call.name}\` sends to ${to.host} holds ${worst.type.title}.`;
    return [{ span: body.span, message, severity: worst.severity, confidence: 'medium' }];
  }
  return [];
}

/** Names of hosts, or of what holds their address, that say what they are for. */
const ANALYTICS =
  /analytic|statistic|telemetry|\btrack(?:er|ing)?\b|metrics|segment\.(?:io|com)|mixpanel|amplitude|posthog|plausible|matomo|hotjar|fullstory|intercom|hubapi|sentry\.io|bugsnag|rollbar|datadoghq|newrelic|nr-data|google-analytics|logrocket|klaviyo|braze/i;
const CHAT = /hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com|api\.telegram\.org/i;
const INSIDE = /^(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[?::1)|\.(?:local|internal|svc|lan|test)$|^[^.]+$/i;

/** Where a known address leads, if that is a service of others that is told what happens. */
function destination(url: ValueView): { readonly host: string; readonly isChat: boolean } | undefined {
  const texts = url.constants?.filter((c) => typeof c === 'string') ?? [];
  const text = texts.length === 1 ? texts[0] : url.pieces;
  const [known] = text?.split('\u0000') ?? [];
  // Where an unknown piece follows, the host has to end before it.
  const host = known === undefined ? undefined : /^https?:\/\/([^/?#:]+)[:/?#]/.exec(known === text ? `${known}/` : known)?.[1];
  if (text === undefined || host === undefined || INSIDE.test(host)) return undefined;
  const isChat = CHAT.test(text);
  return isChat || ANALYTICS.test(text) || ANALYTICS.test(url.text) ? { host, isChat } : undefined;
}

/** The most sensitive of what it holds; of several alike, the first by name. */
function worstOf(body: ValueView): Disclosed | undefined {
  let worst: Disclosed | undefined;
  for (const source of [...body.sources].sort()) {
    const found = source.startsWith('data:') ? disclosed(source.slice('data:'.length)) : undefined;
    if (found && (!worst || found.type.tier < worst.type.tier)) worst = found;
  }
  return worst;
}

// --- a monitoring service that may take all it gets

const ON = ['sendDefaultPii', 'send_default_pii'];
const SCRUBBED = ['beforeSend', 'before_send'];

function checkSetup(call: CallView): readonly Report[] {
  const options = call.role('options');
  if (!options || call.developmentOnly || SCRUBBED.some((name) => options.field(name) !== undefined)) return [];
  const on = ON.map((name) => options.field(name)).find((value) => value?.constants?.length === 1 && value.constants[0] === true);
  if (!on) return [];
  const message = `\`${call.name}\` lets addresses, cookies and names of people go to another company with every error.`;
  return [{ span: on.span, message, severity: 'low', confidence: 'high' }];
}
