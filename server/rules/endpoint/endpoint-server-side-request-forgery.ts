/** Untrusted data that decides where the server sends a request, or which path it asks for there. */

import { listedHosts } from '../fixes/ownTargets';
import { checkHost, encodeSegment } from '../fixes/requestTarget';
import { quoteSegment } from '../fixes/wrapValue';
import { type FlowRule, type FlowView, flowRule } from '../rule';
import page from './endpoint-server-side-request-forgery.md';

export const endpointServerSideRequestForgery = flowRule({
  id: 'endpoint-server-side-request-forgery',
  title: 'Outbound request target controlled by input',
  severity: 'high',
  cwe: [918],
  api: ['API7'],
  top10: ['A01'],
  asvs: ['1.3.6', '13.2.4', '15.3.2'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: ['request-url', 'request-host'],
  stoppedBy: ['number', 'allow-listed', 'plain-characters', 'host-checked', 'url-encoded', 'query-part', 'hashed', 'string-method'],
  message: '{source} decides which host {sink} connects to, and that host is not checked.',
  advice: 'Compare the parsed host with a list of allowed ones before the request.',
  judge,
  fixes: [encodeSegment, checkHost, quoteSegment, listedHosts],
});

type FlowVerdict = ReturnType<NonNullable<FlowRule['judge']>>;

/** With the host written out, the client can only climb to other paths of it: `../admin`. */
function judge(flow: FlowView): FlowVerdict {
  if (!flow.through.has('host-fixed')) return undefined;
  // A path of the own origin: the browser's own server, not one behind it.
  if (BROWSER_FILE.test(flow.file)) return 'drop';
  return {
    severity: 'medium',
    confidence: 'medium',
    message: '{source} becomes a raw part of the path that {sink} asks for, so that `../` reaches other paths of that host.',
  };
}

const BROWSER_FILE = /\.[jt]sx$|(?:^|\/)(?:components|hooks|frontend|browser|public|www)\//;
