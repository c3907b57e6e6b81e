/** Untrusted data that decides where the client is sent. */
import { localRedirect } from '../fixes/localRedirect';
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
  /\b(?:host|hostname|headers\.(?:host|referr?er)|headers\[['"]referr?er['"]\])$|\(\s*['"](?:x-forwarded-)?(?:host|referr?er)['"]\s*\)$/i;

/** The request's own path begins with a slash, so that behind a host it cannot add to the host's name. */
function followsHost(flow: FlowView): boolean {
  if (!/\.(?:originalUrl|url|path)$/.test(flow.sourceText) || /query|params|body|cookies/.test(flow.sourceText)) return false;
  const source = flow.sourceText.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const inText = `https?://[^'"\`;\\n]{0,200}(?:\\}|[\\w-])(?:\\$\\{|['"\`]\\s*\\+\\s*)${source}`;
  const inSum = `https?://['"\`]\\s*\\+[^;\\n]{1,200}\\+\\s*${source}`;
  return new RegExp(`${inText}|${inSum}`).test(flow.functionText);
}

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
    'file-name',
    'hashed',
    'string-method',
  ],
  message: '{source} decides where {sink} sends the client, and its host is not checked.',
  advice: 'Redirect to a path of this site, or compare the host with a list of allowed ones.',
  judge: (flow) => {
    if (OWN_HOST.test(flow.sourceText) || followsHost(flow)) return 'drop';
    return inSignIn(flow) ? { severity: 'high' } : undefined;
  },
  fixes: [localRedirect],
});
