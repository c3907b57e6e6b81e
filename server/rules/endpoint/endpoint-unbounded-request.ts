/** Requests that may be as long, as slow or as far-reaching as the client likes. */
import { boundRows } from '../fixes/boundRows';
import { limitRead, serverTimeouts } from '../fixes/goLimits';
import { limitBody } from '../fixes/limitBody';
import { type CallView, callRule, type FlowView, type Report, type ValueView } from '../rule';
import page from './endpoint-unbounded-request.md';
import { isLocalAddress } from './localAddress';

const MEGABYTE = 1024 * 1024;
/** Bodies up to here are what forms and documents are. */
const MOST = 10 * MEGABYTE;
const SURELY_TOO_MUCH = 100 * MEGABYTE;

export const endpointUnboundedRequest = callRule({
  id: 'endpoint-unbounded-request',
  title: 'No limit on body, page size or duration of a request',
  severity: 'medium',
  cwe: [770, 400, 1284],
  api: ['API4'],
  top10: ['A06'],
  asvs: ['5.2.1', '15.2.2'],
  page,
  advice: 'Set a limit that the largest honest request keeps.',
  on: ['body-limit', 'server-start'],
  check: (call, kind) => (call.developmentOnly ? [] : kind === 'server-start' ? slowRequests(call) : largeBodies(call)),
  flows: [
    {
      from: ['untrusted', 'untrusted-object'],
      to: 'row-limit',
      stoppedBy: ['bounded', 'allow-listed', 'string-method'],
      confidence: 'medium',
      message: '{source} says how many rows {sink} gives, and may be any number.',
    },
    {
      from: ['untrusted', 'untrusted-object'],
      to: 'whole-read',
      stoppedBy: ['bounded'],
      confidence: 'medium',
      message: '{source} is read to its end into memory by {sink}, however long it is.',
    },
  ],
  judge: (flow) => {
    if (flow.sink === 'whole-read') return flow.unknownCall || flow.depth > 0 || !isBody(flow) ? 'drop' : undefined;
    return flow.unknownCall || isCompared(flow) ? 'drop' : undefined;
  },
  fixes: [boundRows, limitBody, serverTimeouts, limitRead],
});

/** It is the body as it comes in: nobody has put a limit in its place. */
const isBody = ({ sourceText, functionText }: FlowView): boolean =>
  /\bBody$/.test(sourceText) && !/\bMaxBytes|\bLimitReader/.test(functionText);

/** The function compares something with a number, or speaks of what is most: the row count may be what it means. */
function isCompared({ functionText, sourceFunctionText }: FlowView): boolean {
  const words =
    /[<>]=?\s*(?:[A-Z][A-Z_]{2,}|\d{2,}|\w*[mM]ax)|(?:[A-Z_]{3,}|\bm[ai]x\w*)\s*[<>]|\bmin\(|\bclamp|\bmax[A-Z_(]|\bMAX_|@Max|\b(?:le|lt)=|\.max\(|\bvalidat|[sS]chema|\.parse\(/;
  return words.test(functionText) || words.test(sourceFunctionText);
}

function largeBodies(call: CallView): readonly Report[] {
  const limit = call.role('limit');
  const bytes = limit && bytesOf(limit);
  if (!limit || bytes === undefined || bytes <= MOST) return [];
  const message =
    bytes === Number.POSITIVE_INFINITY
      ? `\`${call.name}\` reads requests of any length.`
      : `\`${call.name}\` reads requests of up to ${Math.round(bytes / MEGABYTE)} MB into memory.`;
  return [{ span: limit.span, message, confidence: bytes >= SURELY_TOO_MUCH ? 'high' : 'medium' }];
}

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: MEGABYTE, gb: 1024 * MEGABYTE, tb: 1024 * 1024 * MEGABYTE };

/** The largest it can be; undefined when that is not known. */
function bytesOf(value: ValueView): number | undefined {
  if (/^Infinity$|^Number\.(?:MAX_SAFE_INTEGER|MAX_VALUE|POSITIVE_INFINITY)$/.test(value.text)) return Number.POSITIVE_INFINITY;
  const all = value.constants?.map((c) => {
    if (typeof c === 'number') return c < 0 ? Number.POSITIVE_INFINITY : c;
    if (c === false) return Number.POSITIVE_INFINITY;
    const match = typeof c === 'string' ? /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([kmgt]?b)?\s*$/i.exec(c) : null;
    return match ? Number(match[1]) * UNITS[(match[2] ?? 'b').toLowerCase()] : undefined;
  });
  return !all || all.length === 0 || all.includes(undefined) ? undefined : Math.max(...(all as number[]));
}

/** A client that sends its headers letter by letter keeps a connection for as long as it likes. */
function slowRequests(call: CallView): readonly Report[] {
  if (isLocalAddress(call.role('address'))) return [];
  const server = call.role('server');
  if (!server) return /\.ListenAndServe(?:TLS)?$/.test(call.name) ? [late(call)] : [];
  // A server that comes from elsewhere may have whatever is missing here.
  if (!server.field('Addr') && !server.field('Handler')) return [];
  return server.field('ReadHeaderTimeout') || server.field('ReadTimeout') ? [] : [late(call)];
}

const late = (call: CallView): Report => ({
  span: call.span,
  message: `The server that \`${call.name}\` starts waits for the headers of a request as long as the client likes.`,
  confidence: 'medium',
});
