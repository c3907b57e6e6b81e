/** From what stands before a route, and what its handler does itself, to a verdict for each kind of control. */
import type { ControlKind } from '../../kinds';
import { CONTROLS } from '../../kinds';
import type { Site } from '../../values';
import type { Ref } from '../facts';
import type { Behaviour, Check, Evidence } from '../judge/behaviour';
import type { ControlNames } from '../names';
import { type Covers, covers, joinPaths, patternCovers, SOMETHING } from '../patterns';
import { each } from '../world';

export const KINDS = Object.keys(CONTROLS) as readonly ControlKind[];

export interface ControlVerdict {
  /** `unknown`: something on the way could not be resolved, or the control holds only sometimes. */
  readonly state: 'guarded' | 'unguarded' | 'unknown';
  readonly evidence: readonly Evidence[];
}

/** One that stands before handlers. */
export interface Link {
  readonly name: string;
  readonly site: Site;
  /** Absolute; a pattern is tested against what comes after `base`. */
  readonly paths: readonly LinkPath[];
  readonly base: string;
  readonly whole: boolean;
  readonly methods: readonly string[];
  readonly parameter: readonly string[] | undefined;
  readonly checks: ReadonlyMap<ControlKind, Check>;
  /** Kinds of control that it may be or not. */
  readonly doubts: readonly ControlKind[];
  readonly doubt: Evidence | undefined;
  readonly when: ReadonlyMap<string, Evidence>;
}
export interface Handler {
  readonly ref: Ref;
  readonly name: string;
  /** Where it is registered. */
  readonly site: Site;
}
export type LinkPath = { readonly text: string } | { readonly source: string; readonly flags: string } | 'all' | 'unknown';

/** What is known of where a route stands. */
export interface Standing {
  readonly when: ReadonlyMap<string, Evidence>;
  /** Nobody is seen to mount it. */
  readonly loose: Evidence | undefined;
}

export function verdicts(
  names: ControlNames,
  path: string,
  method: string,
  links: readonly Link[],
  handler: readonly Behaviour[],
  last: Handler | undefined,
  place: Standing,
): Record<ControlKind, ControlVerdict> {
  const out = {} as Record<ControlKind, ControlVerdict>;
  const before = links.flatMap((link) => {
    const known = covered(link, path, method);
    return known === 'no' ? [] : [{ link, covered: known }];
  });
  for (const kind of KINDS) out[kind] = verdict(names, kind, path, before, handler, last, place);
  // What clients may depends on who they are: something finds that out, even where it lets those through who are nobody.
  const { authentication, authorisation } = out;
  if (authentication.state === 'unguarded' && authorisation.state !== 'unguarded')
    out.authentication = { state: 'unknown', evidence: [...authentication.evidence, ...authorisation.evidence].slice(0, 6) };
  return out;
}

function verdict(
  names: ControlNames,
  kind: ControlKind,
  path: string,
  links: readonly { readonly link: Link; readonly covered: Covers }[],
  handler: readonly Behaviour[],
  last: Handler | undefined,
  place: Standing,
): ControlVerdict {
  const doubts: Evidence[] = [];
  const notes: Evidence[] = [];
  for (const { link, covered } of links) {
    const check = link.checks.get(kind);
    const stands: Evidence = { site: link.site, message: `\`${short(link.name)}\` stands before it`, name: link.name };
    if (check?.holds === 'not') notes.push(stands, ...check.evidence);
    else if (check) {
      const missing = [...link.when].filter(([key]) => !place.when.has(key)).map(([, evidence]) => evidence);
      if (check.holds === 'always' && covered === 'yes' && missing.length === 0)
        return { state: 'guarded', evidence: [stands, ...check.evidence] };
      doubts.push(stands, ...check.evidence);
      if (covered === 'maybe') doubts.push({ site: link.site, message: 'whether its path covers the route is not known' });
      for (const { site, message } of missing) doubts.push({ site, message: `only if ${message}` });
    } else if (link.doubts.includes(kind) && link.doubt) doubts.push(link.doubt);
  }
  const owns = handler.map((b) => b.own.get(kind) ?? b.guards.get(kind));
  const [own] = owns;
  if (own && owns.every((o) => o?.holds === 'always')) {
    // What runs ahead of it has a name.
    const itself = { site: own.evidence[0]?.site, message: 'the handler checks it itself' };
    return { state: 'guarded', evidence: own.evidence[0]?.name === undefined ? [itself, ...own.evidence] : own.evidence };
  }
  for (const check of owns) {
    if (check && check.holds !== 'not') doubts.push(...check.evidence);
    else if (check) notes.push(...check.evidence);
  }
  if (last && handler.length === 0 && each(last.ref).some((r) => r.is === 'control' && r.kinds.includes(kind))) {
    const evidence = { site: links.at(-1)?.link.site, message: `\`${short(last.name)}\` does that`, name: last.name };
    return { state: 'guarded', evidence: [evidence] };
  }
  if (last && names.named(last.name).includes(kind))
    return { state: 'guarded', evidence: [{ site: last.site, message: `\`${short(last.name)}\` is named for it` }] };
  const unknown = handler.map((b) => b.unknown).find((one) => one !== undefined);
  const open = last && each(last.ref).some(isOpen) && !names.isHarmless(last.name);
  const doubt = open ? { site: last.site, message: `what \`${short(last.name)}\` does is not known` } : unknown;
  if (doubt && (doubt.kinds ?? names.kindsByName(doubt.message) ?? KINDS).includes(kind)) doubts.push(doubt);
  if (doubts.length > 0) return { state: 'unknown', evidence: doubts.slice(0, 6) };
  if (place.loose && (place.loose.kinds ?? KINDS).includes(kind)) return { state: 'unknown', evidence: [...notes, place.loose] };
  if (path.includes(SOMETHING) && links.some(({ link }) => link.checks.has(kind))) return { state: 'unknown', evidence: notes };
  return { state: 'unguarded', evidence: notes };
}

export function covered(link: Link, path: string, method: string): Covers {
  if (!link.methods.includes('*') && method !== 'ALL' && !link.methods.includes(method)) return 'no';
  // Where what goes by a name is asked for is not known.
  if (!path.startsWith('/')) return link.paths.includes('all') && link.base === '/' ? 'yes' : 'maybe';
  if (link.parameter) {
    const names: readonly string[] = path.match(/:\w+/g) ?? [];
    return link.parameter.some((p) => names.includes(`:${p}`)) ? 'yes' : 'no';
  }
  let best: Covers = 'no';
  for (const one of link.paths) {
    const here = coveredBy(one, link, path);
    if (here === 'yes') return !link.methods.includes('*') && method === 'ALL' ? 'maybe' : 'yes';
    if (here === 'maybe') best = 'maybe';
  }
  return best;
}

function coveredBy(one: LinkPath, { base, whole }: Link, path: string): Covers {
  if (one === 'unknown') return 'maybe';
  if (one === 'all') return covers(base, path, whole);
  if ('text' in one) return covers(joinPaths(base, one.text), path, whole);
  if (covers(base, path, false) === 'no') return 'no';
  const rest = base === '/' ? path : path.slice(base.length) || '/';
  return patternCovers(one.source, one.flags, rest);
}

/** Nobody knows what it is. */
export function isOpen(ref: Ref): boolean {
  return ref.is === 'input' || ref.is === 'unknown' || ref.is === 'object';
}

export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
