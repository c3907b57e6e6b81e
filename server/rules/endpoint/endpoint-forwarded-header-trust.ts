/** What a request says of the host it is for, or of where it comes from, believed without asking who says so. */
import { claimOf } from '../../data/claimWords';
import { countedProxies } from '../fixes/countedProxies';
import { type CallView, callRule, type FlowView, type Report } from '../rule';
import page from './endpoint-forwarded-header-trust.md';

export const endpointForwardedHeaderTrust = callRule({
  id: 'endpoint-forwarded-header-trust',
  title: 'Host or forwarding headers trusted for links, identity or limits',
  severity: 'medium',
  cwe: [640, 348, 290],
  api: ['API2', 'API8'],
  top10: ['A07'],
  asvs: ['4.1.3', '15.3.4'],
  page,
  advice: 'Take the host from the settings, and addresses from the proxies that are known.',
  on: ['proxy-trust', 'limit-key'],
  check: (call, kind) => (call.developmentOnly || call.open ? [] : kind === 'proxy-trust' ? everybody(call) : countedBy(call)),
  flows: [
    {
      from: 'client-host',
      to: ['mail-text', 'claimed-variable', 'claimed-field'],
      stoppedBy: ['allow-listed', 'host-checked', 'string-method', 'query-part'],
      severity: 'high',
      message: 'The client says the host, {source}, to which a link in a message leads: whoever follows it shows what was meant for us.',
    },
    {
      from: 'client-address',
      to: 'place-decision',
      stoppedBy: ['string-method'],
      confidence: 'medium',
      message: '{source} is what the client says of where it comes from, and decides what it may do.',
    },
  ],
  judge: (flow) => (flow.unknownCall || (flow.sink.startsWith('claimed') && !isLink(flow)) ? 'drop' : undefined),
  fixes: [countedProxies],
});

/** A name for a link, of which the host is a part and not the whole. */
const isLink = ({ sinkName }: FlowView): boolean => claimOf(sinkName) === 'link';

/** A name in the file's code by which something goes by addresses. */
const BY_ADDRESS = /rate-?_?limit|limiter|slow-?Down|throttle|^ips?$|remoteAddress|allow_?list|white_?list|block_?list/im;

function everybody(call: CallView): readonly Report[] {
  const trust = call.role('trust');
  if (trust?.constants?.length !== 1 || trust.constants[0] !== true || !BY_ADDRESS.test(call.fileWords)) return [];
  return [
    {
      span: trust.span,
      message: `\`${call.name}\` believes whatever anybody says of where a request comes from, by which requests are counted here.`,
      confidence: 'medium',
    },
  ];
}

const FORWARDED = /x-forwarded-for|x-real-ip|client-ip|true-client/i;

function countedBy(call: CallView): readonly Report[] {
  const key = [call.role('key'), call.role('first')].find(
    (k) => k?.returns?.sources.has('client-address') || (k && FORWARDED.test(k.text)),
  );
  const headers = call.role('headers')?.elements.find((e) => e.constants?.some((c) => typeof c === 'string' && FORWARDED.test(c)));
  const options = call.role('options');
  const generator = options && /\bkeyGenerator\b[\s\S]{0,300}/.exec(options.text)?.[0];
  const at = key ?? headers ?? (generator !== undefined && FORWARDED.test(generator) ? options : undefined);
  if (!at) return [];
  return [
    {
      span: at.span,
      message: `\`${call.name}\` counts requests by a header that clients write as they like, so that there is no limit.`,
      confidence: 'medium',
    },
  ];
}
