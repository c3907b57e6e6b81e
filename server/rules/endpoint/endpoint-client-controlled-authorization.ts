/** Decisions that take the client's word for who asks, what they may and what something costs. */
import { knownByServer } from '../fixes/knownByServer';
import { type FlowView, flowRule } from '../rule';
import { judgeClaim } from './claims';
import page from './endpoint-client-controlled-authorization.md';

export const endpointClientControlledAuthorization = flowRule({
  id: 'endpoint-client-controlled-authorization',
  title: 'Access decision, identity or price taken from the request',
  severity: 'high',
  cwe: [807, 290, 602, 639],
  api: ['API1', 'API5'],
  top10: ['A06', 'A01'],
  asvs: ['8.3.1'],
  page,
  fixes: [knownByServer],
  from: ['untrusted', 'untrusted-object'],
  to: 'decision',
  stoppedBy: ['string-method'],
  message: '{source} is what the client says about its own rights, and decides what it may do.',
  advice: 'Ask what the server itself knows: the session, the record, the price list.',
  also: [
    {
      from: ['untrusted', 'untrusted-object'],
      to: ['claimed-field', 'claimed-variable'],
      message: '{source} is what the client says, and is kept as what is so.',
    },
    {
      from: ['untrusted', 'untrusted-object'],
      to: 'charge',
      stoppedBy: ['bounded', 'allow-listed'],
      message: 'The client chooses how much {sink} charges: {source}.',
    },
  ],
  judge: (flow: FlowView) => judgeClaim(flow),
});
