/** From a finding to the requests that prove it. */
import type { Host } from '../base/host';
import type { RouteEntry } from '../base/route';
import { claimOf } from './claims';
import { type Attempt, type ProofRequest, RECORD } from './proof';
import { sampleBody, samplePath, uselessBodies } from './samples';
import { nameOf, spokenOf } from './spoken';

/** Endpoints that one test file is given at a time. */
const MOST = 12;

/** A text says why there are none. */
export function attemptsOf({ finding, list, host }: ProofRequest): readonly Attempt[] | string {
  // Two that are asked for alike are asked for once.
  const named = new Map(spokenOf(finding, list.routes).map((route) => [nameOf(route), route]));
  const routes = [...named.values()].slice(0, MOST);
  if (routes.length === 0) return 'the finding names no single endpoint';
  const out: Attempt[] = [];
  for (const route of routes) {
    const claim = claimOf(finding.rule, route);
    if (claim === undefined) return 'no single request shows it';
    if (route.method === '?') return `the method of ${nameOf(route)} is not known`;
    const handler = handlerText(host, route);
    // Settings often decide where all paths begin. Where that is guessed, nothing else may pass for a refusal.
    const rest = claim.statuses.includes(404) ? route.path : route.path.replace(/^\/…(?=\/)/, '');
    const path = samplePath({ ...route, path: rest }, handler, claim.record !== 'none');
    if (path === undefined) return `the path of ${nameOf(route)} is not known as a whole`;
    const method = /^[A-Z]+$/.test(route.method) && route.method !== 'ALL' ? route.method : methodIn(route, handler);
    const { sender, statuses, times, claim: said, sent } = claim;
    const takesBody = /^(?:POST|PUT|PATCH)$/.test(method);
    const useless = sent === 'wrong' ? uselessBodies(route, list.types, handler) : undefined;
    const bodies = takesBody ? (useless ?? [sampleBody(route, list.types, handler)]) : [];
    const record = path.includes(RECORD) ? claim.record : 'none';
    if (claim.record === 'foreign' && record === 'none') return `which part of the path of ${nameOf(route)} names a record is not known`;
    out.push({
      route,
      method,
      path,
      isGuessed: rest !== route.path,
      signIn: signInOf(claim.statuses, route, list.routes),
      record,
      sender,
      statuses,
      times,
      claim: said,
      bodies,
    });
  }
  return out;
}

/** Of an endpoint that is registered for all methods, the one that its handler lets through. */
function methodIn({ head }: RouteEntry, handler: string): string {
  const text = [...(head?.marks ?? []), handler].join('\n');
  const named =
    /require_http_methods\(\s*[[(]\s*["'](\w+)/.exec(text) ??
    /\brequire_(POST|GET)\b/.exec(text) ??
    /\bmethod\s*={2,3}\s*["'](\w+)/.exec(text);
  return named?.[1].toUpperCase() ?? 'POST';
}

/** Where a neighbour answers by leading to a page on which one signs in. */
function signInOf(statuses: readonly number[], route: RouteEntry, all: readonly RouteEntry[]): string | undefined {
  if (!statuses.includes(401) || statuses.includes(400)) return undefined;
  for (const { application, controls } of all) {
    if (application.id !== route.application.id || controls.authentication.state !== 'guarded') continue;
    for (const { message } of controls.authentication.evidence) {
      const to = /\bredirects to [^/]*(\/[\w/-]+)/.exec(message)?.[1];
      if (to !== undefined) return to;
      if (/\blogin_required\b|\bLoginRequiredMixin\b/.test(message)) return 'login';
    }
  }
  return undefined;
}

/** The code of the handler, and that of the registration, which often has it in itself. */
export function handlerText(host: Host, { handled, file, span }: RouteEntry): string {
  const registered = host.readText(file)?.slice(span.start, Math.min(span.end, span.start + LONGEST)) ?? '';
  return handled === undefined ? registered : `${registered}\n${blockFrom(host.readText(handled.file) ?? '', handled.span.start)}`;
}
const LONGEST = 20_000;

/** From the line of a function's beginning to the one that ends it: the next that stands no further in. */
function blockFrom(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const lines = text.slice(start, start + LONGEST).split('\n');
  const inside = (line: string): number => line.length - line.trimStart().length;
  const end = lines.findIndex((line, i) => i > 0 && line.trim() !== '' && inside(line) <= inside(lines[0]) && !/^\s*[)\]{]/.test(line));
  return lines.slice(0, end < 0 ? undefined : end).join('\n');
}
