/** What each rule on endpoints makes a test ask: who sends what, and which answers are right. */
import type { RouteEntry } from '../base/route';
import type { Attempt, Sender } from './proof';

/** What is sent is what the endpoint takes, nothing, or not what it takes. */
type Sent = 'plausible' | 'wrong';

export interface Claim extends Pick<Attempt, 'statuses' | 'times' | 'claim'> {
  readonly sender: Sender;
  readonly sent: Sent;
  /** Whose record it names, where that must be there: else an answer that there is none would pass for a refusal. */
  readonly record: 'none' | 'own' | 'foreign';
}

const BASE = { times: 1, sent: 'plausible', record: 'none' } as const;
const MANY = 100;

const isSignedIn = ({ controls }: RouteEntry): boolean => controls.authentication.state === 'guarded';
/** Where somebody has to sign in before anything else is looked at. */
const whoever = (route: RouteEntry): Sender =>
  route.controls.authorisation.state === 'guarded' ? 'entitled' : isSignedIn(route) && !checksByItself(route) ? 'somebody' : 'nobody';

/** Who signs in is not signed in yet. */
function checksByItself({ controls, does }: RouteEntry): boolean {
  return does.some(({ action }) => action === 'issue-token') || /^the handler\b/.test(controls.authentication.evidence[0]?.message ?? '');
}

const UNKNOWN: Omit<Claim, 'sent'> = {
  ...BASE,
  sender: 'nobody',
  statuses: [401, 403],
  claim: 'is refused to whoever is not signed in',
};
const WITHOUT_ROLE: Omit<Claim, 'sent'> = {
  ...BASE,
  sender: 'somebody',
  statuses: [403],
  claim: 'is refused to whoever is signed in and has no role for it',
};

/**
 * Forged requests are not among them: whether a cookie goes along is the browser's doing, and a role that the sender lacks would pass
 * for a check.
 */
const CLAIMS: Readonly<Record<string, (route: RouteEntry) => Claim>> = {
  'endpoint-missing-authentication': () => ({ ...BASE, ...UNKNOWN }),
  'endpoint-missing-function-authorization': () => ({ ...BASE, ...WITHOUT_ROLE }),
  'endpoint-guard-bypass-by-order': (route) => ({ ...BASE, ...(isSignedIn(route) ? WITHOUT_ROLE : UNKNOWN) }),
  'endpoint-missing-object-authorization': () => ({
    ...BASE,
    sender: 'somebody',
    record: 'foreign',
    statuses: [403, 404],
    claim: 'is refused to whoever it does not belong to',
  }),
  'endpoint-missing-input-validation': (route) => ({
    ...BASE,
    sender: whoever(route),
    sent: 'wrong',
    statuses: [400, 422],
    claim: 'is refused with a body of no use',
  }),
  'endpoint-missing-rate-limit': (route) => ({
    ...BASE,
    sender: whoever(route),
    statuses: [429],
    times: MANY,
    claim: 'is refused to whoever sends it again and again',
  }),
  'endpoint-webhook-signature-not-verified': () => ({
    ...BASE,
    sender: 'nobody',
    statuses: [400, 401, 403],
    claim: 'is refused without a signature',
  }),
  'endpoint-state-change-on-safe-method': (route) => ({
    ...BASE,
    sender: whoever(route),
    record: 'own',
    statuses: [404, 405],
    claim: 'is no way to change something',
  }),
};

/** Undefined for rules that no single request proves. */
export function claimOf(rule: string, route: RouteEntry): Claim | undefined {
  return CLAIMS[rule]?.(route);
}

export function isProvable(rule: string): boolean {
  return CLAIMS[rule] !== undefined;
}
