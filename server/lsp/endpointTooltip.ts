/** What there is to say of an endpoint, as Markdown: each control with the evidence for it, the way there, what depends on something. */
import { CONTROL_KINDS, type ControlName, type ControlState, type RouteEntry, type RouteEvidence } from '../base/route';

/** `src/app.ts:30`; undefined when the text is gone. */
export type Where = (place: NonNullable<RouteEvidence['place']>) => string | undefined;

const NAMES: Readonly<Record<ControlName, string>> = {
  authentication: 'Authentication',
  authorisation: 'Authorisation',
  validation: 'Validation',
  limit: 'Limit',
  csrf: 'CSRF check',
  signature: 'Signature check',
};
const STATES: Readonly<Record<ControlState, string>> = {
  guarded: 'always',
  unguarded: 'none',
  unknown: 'could not be told, or not for all requests',
};

/** `declared`: the policy says that anybody may call it, and why. */
export function routeTooltip(route: RouteEntry, where: Where, declared: { readonly reason: string } | undefined): string {
  const { method, path, handler, controls } = route;
  const told = CONTROL_KINDS.filter((kind) => kind === 'authentication' || isTold(route, kind));
  const rest = CONTROL_KINDS.filter((kind) => !told.includes(kind)).map((kind) => NAMES[kind].replace(/^[A-Z](?=[a-z])/, lower));
  const parts = [
    `**${escaped(`${method} ${path}`)}**${handler === '' ? '' : ` ${marked(`\`${handler.replaceAll('`', '')}\``)}`}`,
    ...(declared ? [`The policy declares it public${declared.reason === '' ? '' : `: ${escaped(declared.reason)}`}`] : []),
    ...told.map((kind) => [`${NAMES[kind]}: **${STATES[controls[kind].state]}**`, ...items(controls[kind].evidence, where)].join('\n')),
    ...(rest.length > 0 ? [`None: ${rest.join(', ')}`] : []),
    ...(route.conditions.length > 0 ? [['Only if', ...items(route.conditions, where)].join('\n')] : []),
    ...(route.way.length > 1 ? [['The way', ...items(route.way, where)].join('\n')] : []),
  ];
  return parts.join('\n\n');
}

function lower(letter: string): string {
  return letter.toLowerCase();
}

function isTold({ controls }: RouteEntry, kind: ControlName): boolean {
  return controls[kind].state !== 'unguarded' || controls[kind].evidence.length > 0;
}

function items(evidence: readonly RouteEvidence[], where: Where): string[] {
  return evidence.map(({ place, message }) => {
    const at = place && where(place);
    return `- ${marked(message)}${at === undefined ? '' : ` (${escaped(at)})`}`;
  });
}

/** Code of the workspace stays code; nothing else of it is markup. */
function marked(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : escaped(part)))
    .join('');
}

/** Markdown's own characters lose their meaning. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&');
}
