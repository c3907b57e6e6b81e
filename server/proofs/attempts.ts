/** From a finding to the requests that prove it. */
import type { Host } from '../base/host';
import type { RouteEntry } from '../base/route';
import { claimOf } from './claims';
import { type Attempt, type ProofRequest, RECORD } from './proof';
import { sampleBody, samplePath } from './samples';
import { nameOf, spokenOf } from './spoken';

/** Endpoints that one test file is given at a time. */
const MOST = 12;

/** A text says why there are none. */
export function attemptsOf({ finding, list, host }: ProofRequest): readonly Attempt[] | string {
  const routes = spokenOf(finding, list.routes).slice(0, MOST);
  if (routes.length === 0) return 'the finding names no single endpoint';
  const out: Attempt[] = [];
  for (const route of routes) {
    const claim = claimOf(finding.rule, route);
    if (claim === undefined) return 'no single request shows it';
    if (route.method === '?') return `the method of ${nameOf(route)} is not known`;
    const handler = handlerText(host, route);
    const path = samplePath(route, handler, claim.record !== 'none');
    if (path === undefined) return `the path of ${nameOf(route)} is not known as a whole`;
    const method = /^[A-Z]+$/.test(route.method) && route.method !== 'ALL' ? route.method : 'POST';
    const { sender, statuses, times, headers, claim: said, sent } = claim;
    const body = !/^(?:POST|PUT|PATCH)$/.test(method) ? undefined : sent === 'wrong' ? {} : sampleBody(route, list.types, handler);
    const record = path.includes(RECORD) ? claim.record : 'none';
    if (claim.record === 'foreign' && record === 'none') return `which part of the path of ${nameOf(route)} names a record is not known`;
    out.push({ route, method, path, record, sender, statuses, times, headers, claim: said, body });
  }
  return out;
}

/** The code of the handler, and that of the registration, which often has it in itself. */
export function handlerText(host: Host, { handled, file, span }: RouteEntry): string {
  return [{ file, span }, ...(handled ? [handled] : [])]
    .map((place) => host.readText(place.file)?.slice(place.span.start, Math.min(place.span.end, place.span.start + LONGEST)) ?? '')
    .join('\n');
}
const LONGEST = 20_000;
