/** How services sign the events that they send, by the documentation of each, and which of them a receiver is for. */
import type { RouteEntry } from '../../base/route';
import type { FixContext } from '../fix';

export interface Sender {
  /** Undefined where nobody knows who sends. */
  readonly name: string | undefined;
  /** Its name, in a path or the name of a handler. */
  readonly words: RegExp;
  /** In the code: names of its headers, its library. */
  readonly spoken: RegExp;
  readonly header: string;
  /** What stands before the signature there. */
  readonly prefix: string;
  readonly encoding: 'hex' | 'base64';
  /** The variable of the environment that holds the key. */
  readonly key: string;
  /** `time`: what is signed begins with the time of sending, which another header has. `library`: its own library verifies. */
  readonly way: 'body' | 'time' | 'library';
}

const SENDERS: readonly Sender[] = [
  // docs.github.com: Validating webhook deliveries
  {
    name: 'GitHub',
    words: /github/i,
    spoken: /x-github-|x-hub-signature|@octokit\/webhooks/i,
    header: 'X-Hub-Signature-256',
    prefix: 'sha256=',
    encoding: 'hex',
    key: 'GITHUB_WEBHOOK_SECRET',
    way: 'body',
  },
  // shopify.dev: Verify the origin of a webhook
  {
    name: 'Shopify',
    words: /shopify/i,
    spoken: /x-shopify-|@shopify\//i,
    header: 'X-Shopify-Hmac-Sha256',
    prefix: '',
    encoding: 'base64',
    key: 'SHOPIFY_CLIENT_SECRET',
    way: 'body',
  },
  // api.slack.com: Verifying requests from Slack
  {
    name: 'Slack',
    words: /slack/i,
    spoken: /x-slack-|@slack\/|slack_sdk|slack-go/i,
    header: 'X-Slack-Signature',
    prefix: 'v0=',
    encoding: 'hex',
    key: 'SLACK_SIGNING_SECRET',
    way: 'time',
  },
  // docs.stripe.com: Verify webhook signatures with official libraries
  {
    name: 'Stripe',
    words: /stripe/i,
    spoken: /stripe-signature|['"]stripe['"]|^import stripe|stripe-go/im,
    header: 'Stripe-Signature',
    prefix: '',
    encoding: 'hex',
    key: 'STRIPE_WEBHOOK_SECRET',
    way: 'library',
  },
  // twilio.com: Validating requests are coming from Twilio
  {
    name: 'Twilio',
    words: /twilio/i,
    spoken: /x-twilio-|['"]twilio['"]|^from twilio\b|twilio-go/im,
    header: 'X-Twilio-Signature',
    prefix: '',
    encoding: 'base64',
    key: 'TWILIO_AUTH_TOKEN',
    way: 'library',
  },
];

const ANYONE: Sender = {
  name: undefined,
  words: /$^/,
  spoken: /$^/,
  header: 'X-Signature',
  prefix: '',
  encoding: 'hex',
  key: 'WEBHOOK_SECRET',
  way: 'body',
};

/** Told by the path, or by the only one of whom the file speaks. */
export function senderOf({ text }: FixContext, { path, handler }: RouteEntry): Sender {
  const named = SENDERS.find(({ words }) => words.test(path) || words.test(handler));
  const spoken = SENDERS.filter((one) => one.spoken.test(text));
  return named ?? (spoken.length === 1 ? spoken[0] : ANYONE);
}

export function titleFor({ name }: Sender): string {
  return name === undefined
    ? 'Verify an HMAC of what is sent; the header and the key are for you to name'
    : `Verify that it comes from ${name}; the key is for you to name`;
}
