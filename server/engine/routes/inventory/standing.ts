/**
 * What stands before declared endpoints by what is written on them, on their classes, or said for all of a program; each is judged
 * by what it does before an endpoint that tells what this one does.
 */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { AskedOf, Mark, PlacedPath, Placement, Standings as Said } from '../declaredFacts';
import type { Ref } from '../facts';
import type { Check, Evidence } from '../judge/behaviour';
import { keyText, type Told } from '../judge/told';
import { type Covers, covers, joinPaths } from '../patterns';
import { each, type RouteProgram } from '../world';
import type { Alternatives } from './alternatives';
import type { Assembly, ScopeEntry } from './assemble';
import { type Alternative, both } from './chains';
import { byPlace, type Declarations } from './declarations';
import { type DeclaredRoute, linkAt, textsOf } from './declared';
import type { Programs } from './programs';
import type { Link } from './verdicts';

/** What is written on an endpoint: on its method, and on its class and those above. */
export interface Written {
  readonly method: readonly Mark[];
  readonly class: readonly Mark[];
}

interface Standing {
  readonly framework: string;
  readonly site: Site;
  readonly shape: string;
  readonly kinds: readonly ControlKind[] | undefined;
  readonly ref: Ref;
  readonly name: string;
  readonly when: ReadonlyMap<string, Evidence>;
  readonly placed: Placement | undefined;
}
interface Tell {
  readonly key: string | undefined;
  readonly value: Ref;
  readonly at: 'method' | 'class';
  readonly site: Site;
  readonly name: string;
}

const NO_CONDITIONS: ReadonlyMap<string, Evidence> = new Map();

export class Standings {
  private readonly all: readonly Standing[];

  constructor(
    private readonly program: RouteProgram,
    declarations: Declarations,
    private readonly programs: Programs,
    private readonly assembly: Assembly,
    private readonly links: Alternatives,
  ) {
    const out: Standing[] = [];
    for (const cls of declarations.classes) {
      for (const mark of cls.marks)
        if (mark.says === 'everywhere') out.push(...standingsOf(mark, mark.framework, mark.site, NO_CONDITIONS));
    }
    for (const [id, { events }] of program.facts) {
      if (!program.counts(id.slice(0, id.lastIndexOf('#')))) continue;
      for (const event of events)
        if (event.event === 'everywhere') out.push(...standingsOf(event, event.framework, event.site, this.conditions(id, event)));
    }
    this.all = out.sort(byPlace);
  }

  /** All that stands before an endpoint, those that are said for the whole program first. */
  before({ framework, site: { file }, written, owner }: DeclaredRoute, path: string, method: string): readonly Link[] {
    const { applications } = this.programs.of(file);
    const isIn =
      ({ site }: Standing) =>
      (units: ReadonlySet<string>): boolean =>
        units.has(this.program.unit(site.file));
    const here = this.all.filter((s) => s.framework === framework && applications.some(isIn(s)));
    const covering = here.map((s) => ({ ...s, covers: this.covers(s, path, method, owner) })).filter((s) => s.covers !== 'no');
    // Not all applications that the endpoint is part of may have it.
    const global = covering.map((s) => (applications.every(isIn(s)) ? s : { ...s, covers: 'maybe' as const }));
    const own = [...written.class, ...written.method];
    const standing = [...global, ...own.flatMap((m) => this.standingOn(m, framework)).map((s) => ({ ...s, covers: 'yes' as const }))];
    const tells = [...written.method.flatMap((m) => this.tellOf(m, 'method')), ...written.class.flatMap((m) => this.tellOf(m, 'class'))];
    return [...standing.flatMap((s) => this.linkOf(s, tells, own)), ...own.flatMap(unclear)];
  }

  /** Of one that is placed before some: whether the endpoint is one of them. What all paths begin with is left away in its paths. */
  private covers({ placed, framework, site }: Standing, path: string, method: string, owner: DeclaredRoute['owner']): Covers {
    if (!placed) return 'yes';
    const [base] = this.programs.bases(framework, site.file).flatMap(textsOf);
    const prefix = joinPaths('/', base ?? '');
    const bare = prefix !== '/' && path.startsWith(prefix) ? path.slice(prefix.length) || '/' : path;
    const fits = (one: PlacedPath): Covers => {
      if (one.method !== '*' && one.method !== '?' && method !== 'ALL' && one.method !== method) return 'no';
      const all = textsOf(one.path).map((text) => covers(joinPaths('/', text), bare, one.method !== '*'));
      const found: Covers = all.includes('yes') ? 'yes' : all.includes('maybe') ? 'maybe' : 'no';
      return found === 'yes' && (one.method === '?' || (one.method !== '*' && method === 'ALL')) ? 'maybe' : found;
    };
    const isOfClass = owner.line.some((id) => placed.classes.includes(id));
    const within = placed.paths.map(fits);
    const out = placed.except.map((one) => fits(one.method === '*' ? { ...one, method } : one));
    if (out.includes('yes') || (!isOfClass && within.every((w) => w === 'no'))) return 'no';
    return (isOfClass || within.includes('yes')) && !out.includes('maybe') ? 'yes' : 'maybe';
  }

  private linkOf(standing: Standing & { readonly covers: Covers }, tells: readonly Tell[], written: readonly Mark[]): readonly Link[] {
    const { ref, name, site, kinds, when } = standing;
    const said = this.alternative(standing, tells);
    const checks = new Map(said.checks);
    const lifted = written.find((m) => m.says === 'lifts' && ref.is === 'control' && ref.kinds.some((k) => m.kinds.includes(k)));
    if (lifted?.says === 'lifts') for (const kind of lifted.kinds) if (checks.has(kind)) checks.set(kind, leftOut(lifted));
    for (const tell of tells) {
      const without = this.alternative(
        standing,
        tells.filter((t) => t !== tell),
      );
      for (const [kind, check] of without.checks)
        if (check.holds === 'always' && (checks.get(kind)?.holds ?? 'not') === 'not' && said.doubts.length === 0)
          checks.set(kind, leftOut(tell));
    }
    const doubts = kinds ? said.doubts.filter((k) => kinds.includes(k)) : said.doubts;
    if (checks.size === 0 && doubts.length === 0) return [];
    const paths = [standing.covers === 'yes' ? ('all' as const) : ('unknown' as const)];
    return [{ ...linkAt(name, site, checks), paths, doubts, doubt: said.doubt, when }];
  }

  private alternative({ framework, site, shape, ref, name }: Standing, tells: readonly Tell[]): Alternative {
    const entry = { framework, does: 'mount', site } as ScopeEntry;
    const all = each(ref).map((one) => this.links.alternative(one, name, entry, shape, toldBy(tells)));
    return all.reduce(both);
  }

  private standingOn(mark: Mark, framework: string): readonly Standing[] {
    const kept = this.keptBy(mark);
    const chain = kept?.chain;
    if (!chain || textOf(kept.framework) !== framework) return [];
    const kinds = listOf(kept.kinds).flatMap((k) => textOf(k) ?? []) as readonly ControlKind[];
    const said = {
      shape: textOf(kept.shape) ?? '',
      kinds: kinds.length > 0 ? kinds : undefined,
      chain: listOf(chain),
      names: listOf(kept.names).map((n) => textOf(n) ?? ''),
    };
    return standingsOf(said, framework, mark.site, NO_CONDITIONS);
  }

  private tellOf(mark: Mark, at: Tell['at']): readonly Tell[] {
    const kept = this.keptBy(mark);
    if (!kept?.key || mark.says !== 'kept') return [];
    return [{ key: keyText(kept.key), value: kept.value ?? { is: 'nothing' }, at, site: mark.site, name: mark.name }];
  }

  private keptBy(mark: Mark): Readonly<Record<string, Ref>> | undefined {
    const [kept] = mark.says === 'kept' && mark.ref.is === 'scope' ? (this.assembly.kept(mark.ref.id) ?? []) : [];
    return kept?.is === 'object' ? kept.fields : undefined;
  }

  private conditions(id: string, { block }: { readonly block: number }): ReadonlyMap<string, Evidence> {
    const ways = this.assembly.behaviours.waysOf(id);
    const when = new Map<string, Evidence>();
    for (const d of ways?.conditions(block) ?? []) {
      const condition = ways?.flow.conditions[d.block];
      const text = condition?.text ?? '';
      when.set(`${id}:${d.block}:${d.side}`, { site: condition?.site, message: d.side === 0 ? text : `not ${text}` });
    }
    return when;
  }
}

function standingsOf(said: Said, framework: string, site: Site, when: ReadonlyMap<string, Evidence>): readonly Standing[] {
  const { shape, kinds, chain, names } = said;
  return chain.map((ref, i) => ({ framework, site, shape, kinds, ref, name: names[i] ?? '', when, placed: said.placed }));
}

function leftOut({ site, name }: { readonly site: Site; readonly name: string }): Check {
  return { holds: 'not', evidence: [{ site, message: `\`${name}\` leaves it out` }] };
}

/** Nobody knows what the decorator does. */
function unclear(mark: Mark): readonly Link[] {
  if (mark.says !== 'unclear') return [];
  const doubt: Evidence = { site: mark.site, message: `what \`${mark.name}\` does is not known` };
  return [{ ...linkAt(mark.name, mark.site, new Map()), doubts: ['authentication', 'authorisation'], doubt }];
}

function toldBy(tells: readonly Tell[]): Told {
  const id = tells.map((t) => `${t.key ?? '?'}@${t.at}=${isSomething(t.value)}`).join();
  return {
    id,
    holds(key: string, at: AskedOf): boolean | undefined {
      const mine = tells.filter((t) => (at === 'both' || t.at === at) && (t.key === undefined || t.key === key));
      const [nearest] = mine;
      return nearest === undefined ? false : nearest.key === undefined ? undefined : isSomething(nearest.value);
    },
  };
}

/** Whether it counts as true. */
function isSomething(value: Ref): boolean | undefined {
  switch (value.is) {
    case 'text':
      return (
        value.texts.every((t) => t !== '' && t !== 'false') || (value.texts.some((t) => t !== '' && t !== 'false') ? undefined : false)
      );
    case 'list':
      return value.items.length > 0 ? true : undefined;
    case 'object':
    case 'function':
      return true;
    case 'number':
      return value.value !== 0;
    case 'nothing':
      return false;
    default:
      return undefined;
  }
}

function textOf(ref: Ref | undefined): string | undefined {
  return ref?.is === 'text' && ref.texts.length === 1 ? ref.texts[0] : undefined;
}
function listOf(ref: Ref | undefined): readonly Ref[] {
  return ref?.is === 'list' ? ref.items : [];
}
