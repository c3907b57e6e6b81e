/** Untrusted data that decides where the client is sent. */
import { localRedirect } from '../fixes/localRedirect';
import { ownSite } from '../fixes/ownTargets';
import { type FlowView, flowRule } from '../rule';
import page from './injection-open-redirect.md';

const SIGN_IN_FILE = /(?:^|[/._-])(?:auth|authentication|log-?in|sign-?in|oauth2?|oidc|saml|sso|callback|sessions?)(?:[/._-]|$)/i;
const SIGN_IN_VALUE = /redirect_?uri|relay_?state/i;

/** After a sign-in the client trusts the page it lands on, and the address may carry a token. */
function inSignIn(flow: FlowView): boolean {
  return SIGN_IN_FILE.test(flow.file) || SIGN_IN_VALUE.test(flow.sourceText);
}

/** The host a request names is the one its client has reached already; a link to this site cannot set it, nor the referrer. */
const OWN_HOST =
  /\b(?:host|hostname|headers\.(?:host|referr?er)|headers\[['"]referr?er['"]\])$|\(\s*['"](?:x-forwarded-|HTTP_)?(?:host|referr?er)['"]\s*(?:,[^)]*)?\)$|\.referr?er$|\[['"]HTTP_REFERER['"]\]$/i;

export const injectionOpenRedirect = flowRule({
  id: 'injection-open-redirect',
  title: 'Redirect target controlled by untrusted data',
  severity: 'medium',
  cwe: [601],
  api: ['API8'],
  top10: ['A01'],
  asvs: ['3.7.2'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: 'redirect-target',
  stoppedBy: [
    'number',
    'allow-listed',
    'plain-characters',
    'host-fixed',
    'host-checked',
    'url-encoded',
    'query-part',
    'file-name',
    'hashed',
    'string-method',
  ],
  message: '{source} decides where {sink} sends the client, and its host is not checked.',
  advice: 'Redirect to a path of this site, or compare the host with a list of allowed ones.',
  judge: (flow) => {
    if (OWN_HOST.test(flow.sourceText)) return 'drop';
    // A path of this site: its own address, or a value of which both have been checked.
    if (flow.through.has('rooted') && flow.through.has('one-slash')) return 'drop';
    return inSignIn(flow) ? { severity: 'high' } : undefined;
  },
  fixes: [localRedirect, ownSite],
});
