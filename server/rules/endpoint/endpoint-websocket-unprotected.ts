/** Sockets that every site may open in the name of whoever visits it, or that anybody may have things changed by. */
import { socketOrigins } from '../fixes/corsAllowList';
import { listedOrigins } from '../fixes/listedOrigins';
import { sameOrigin } from '../fixes/sameOrigin';
import { type CallView, callRule, type ProgramRoutes, type Report, type RouteReport, type ValueView } from '../rule';
import page from './endpoint-websocket-unprotected.md';
import { exposure, label, said } from './exposure';

export const endpointWebsocketUnprotected = callRule({
  id: 'endpoint-websocket-unprotected',
  title: 'WebSocket without origin check or authentication',
  severity: 'medium',
  cwe: [1385, 306, 346],
  api: ['API2'],
  top10: ['A07'],
  asvs: ['4.4.2', '4.4.3'],
  page,
  fixes: [socketOrigins, listedOrigins, sameOrigin],
  advice: 'Compare the origin with those that may connect, and ask who connects before anything is done for them.',
  on: ['socket-origins', 'socket-open'],
  check(call, kind) {
    if (call.developmentOnly || call.open) return [];
    return kind === 'socket-open' ? unasked(call) : openTo(call);
  },
  routes: unguarded,
});

// --- which sites

function openTo(call: CallView): readonly Report[] {
  const cors = call.role('cors') ?? call.role('only');
  if (cors) {
    const origin = cors.field('origin');
    return origin && isAny(origin) && isOnly(cors.field('credentials'), true) ? [everyone(call, origin)] : [];
  }
  const origins = call.role('origins');
  if (origins && isAny(origins) && !isOnly(call.role('credentials'), false)) return [everyone(call, origins)];
  const off = call.role('off');
  if (off && isOnly(off, true)) return [everyone(call, off)];
  const check = call.role('check');
  return check && isOnly(check.returns, true) ? [everyone(call, call)] : [];
}

function isAny(origins: ValueView): boolean {
  if (isOnly(origins, '*') || isOnly(origins, true)) return true;
  return origins.elements.length > 0 && origins.elements.some((e) => isOnly(e, '*'));
}

const isOnly = (value: ValueView | undefined, what: string | boolean): boolean =>
  value?.constants?.length === 1 && value.constants[0] === what;

const everyone = (call: CallView, { span }: Pick<ValueView, 'span'>): Report => ({
  span,
  message: `\`${call.name}\` lets every site open the socket, with the cookies of whoever visits it.`,
  confidence: 'medium',
});

// --- whoever it is

/** A name or a text in the file's code by which something asks who connects, or leaves it to what stands before. */
const ASKS =
  /^use$|verifyClient|allowRequest|handleUpgrade|^upgrade$|jwt|token|session|auth|passport|cookie|log_?in|password|api_?key|^scope$|\buser\b|permission|secret|ticket|origin/im;
/** It hears what clients send. */
const HEARS = /\.on\(\s*['"`](?!close|error|disconnect|pong|ping)|\bdef receive/;
const CHANGES =
  /\b(?:\w+\.)+(?:save|create|insert\w*|update\w*|delete\w*|remove\w*|destroy|upsert|persist|bulk_create|acreate|asave|adelete|exec|execFile|spawn|execSync|writeFile\w*|query|run)\(/;

function unasked(call: CallView): readonly Report[] {
  const handler = call.role('handler');
  const text = handler ? handler.text : call.fileText;
  if (handler && !/=>|\bfunction\b/.test(text)) return [];
  if (!HEARS.test(text) || ASKS.test(call.fileWords)) return [];
  const changes = CHANGES.exec(text)?.[0];
  if (changes === undefined) return [];
  return [
    {
      span: call.span,
      message: `\`${call.name}\` takes up sockets of anybody, and what they send changes something (\`${changes.slice(0, -1)}\`).`,
      severity: 'high',
      confidence: 'medium',
    },
  ];
}

function unguarded({ routes, isDeclaredPublic }: ProgramRoutes): readonly RouteReport[] {
  return routes.flatMap((route) => {
    if (route.method !== 'WEBSOCKET' || !route.isSeen || route.ofClient || isDeclaredPublic(route)) return [];
    if (route.controls.authentication.state !== 'unguarded' || route.controls.authorisation.state !== 'unguarded') return [];
    const done = exposure(route);
    if (done?.how !== 'changes') return [];
    return [
      {
        file: route.file,
        span: route.span,
        message: `\`${label(route)}\` ${said(done)} for whoever connects.`,
        severity: 'high',
        confidence: 'medium',
        steps: [{ ...done.deed.place, message: `\`${done.deed.name}\`` }],
      },
    ];
  });
}
