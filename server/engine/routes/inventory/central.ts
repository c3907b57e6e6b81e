/** What lists of rules ask of a request: the first list that is for it, the first rule of that list that fits. What cannot be told counts as either. */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { Match } from '../declaredFacts';
import type { Check, Evidence } from '../judge/behaviour';
import type { Central as Model } from '../model/declaredModel';
import { type Covers, patternCovers } from '../patterns';
import type { RouteProgram } from '../world';
import type { Declarations } from './declarations';
import { linkAt, textsOf } from './declared';
import type { Rule, RuleList } from './lists';
import type { Programs } from './programs';
import type { Link } from './verdicts';
import { wildcardsCover } from './wildcards';

/** One thing that may be asked. */
interface Outcome {
  readonly name: string;
  readonly site: Site;
  readonly kinds: ReadonlyMap<ControlKind, 'always' | 'partly'>;
}

/** A list with its place among the others. */
interface Placed {
  readonly list: RuleList;
  readonly owner: string;
  readonly order: number;
  /** It is only sometimes there. */
  readonly doubtful: boolean;
}

export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly site: Site;
}

const BOTH: readonly ControlKind[] = ['authentication', 'authorisation'];
const MAX_EVIDENCE = 3;

export class Central {
  private readonly placed = new Map<string, readonly Placed[]>();

  constructor(
    private readonly program: RouteProgram,
    private readonly lists: readonly RuleList[],
    private readonly declarations: Declarations,
    private readonly programs: Programs,
    /** Paths of all endpoints. */
    private readonly paths: ReadonlySet<string>,
  ) {}

  /** What stands before an endpoint because of the lists of its application. */
  links(framework: string, model: Model, asked: Asked): readonly Link[] {
    const { certain, applications } = this.programs.of(asked.site.file);
    const outcomes: Outcome[] = [];
    for (const application of applications) outcomes.push(...this.outcomes(framework, model, asked, application));
    const told = unlike(outcomes);
    if (told.length === 0) return [];
    const checks = new Map<ControlKind, Check>();
    for (const kind of new Set([...BOTH, ...told.flatMap((o) => [...o.kinds.keys()])])) {
      const held = told.map((o) => o.kinds.get(kind));
      const evidence =
        told.length === 1 ? [] : told.slice(0, MAX_EVIDENCE).map((o) => ({ site: o.site, message: `it may be \`${o.name}\`` }));
      if (certain && held.every((h) => h === 'always')) checks.set(kind, { holds: 'always', evidence });
      else if (certain && held.every((h) => h === undefined)) checks.set(kind, { holds: 'not', evidence });
      else checks.set(kind, { holds: 'partly', evidence: [...evidence, ...(certain ? [] : [this.elsewhere(asked.site)])] });
    }
    // Nobody asks for what may be: that is no control that fails.
    for (const [kind, { holds }] of checks) if (holds === 'not' && kind !== 'authentication') checks.delete(kind);
    return [linkAt(told[0].name, { ...told[0].site }, checks)];
  }

  private elsewhere(site: Site): Evidence {
    return { site, message: 'which application it is part of is not known' };
  }

  private outcomes(framework: string, model: Model, asked: Asked, application: ReadonlySet<string>): readonly Outcome[] {
    const all = this.listsOf(framework, model, application);
    const out: Outcome[] = [];
    for (const { list } of all) {
      for (const rule of list.ignored) {
        const fits = this.fits(rule.matches, rule, asked);
        if (fits === 'no') continue;
        out.push({ name: rule.name || 'ignored', site: rule.site, kinds: new Map() });
        if (fits === 'yes') return out;
      }
    }
    const lists = all.filter(
      ({ list }) => list.rules.length + list.off.length > 0 || list.scope !== undefined || list.ignored.length === 0,
    );
    if (lists.length === 0) {
      const usual = model.byDefault.find((d) => this.programs.imports(application, d.modules));
      if (!usual) return out;
      const name = `${usual.name} by default`;
      const asks = new Map(usual.kinds.map((kind) => [kind, 'always'] as const));
      if (usual.certain && this.programs.isWhole)
        return [...out, { name, site: asked.site, kinds: this.withStanding(asks, undefined, model, asked) }];
      // Whoever else is part of the program may have a list that asks more, or less.
      const standing = usual.certain ? [...this.withStanding(new Map(), undefined, model, asked).keys()] : [];
      return [...out, { name, site: asked.site, kinds: new Map([...BOTH, ...standing].map((kind) => [kind, 'partly'])) }];
    }
    for (const [i, one] of lists.entries()) {
      const fits = this.scopeFits(one.list, asked);
      if (fits === 'no') continue;
      out.push(...this.ruleOutcomes(one.list, model, asked));
      const rival = lists
        .slice(i + 1)
        .find((o) => o.order === one.order && o.owner !== one.owner && this.scopeFits(o.list, asked) !== 'no');
      if (fits === 'yes' && !one.doubtful && !rival) return out;
    }
    out.push({ name: 'no list is for it', site: asked.site, kinds: new Map() });
    return out;
  }

  private scopeFits({ scope }: RuleList, asked: Asked): Covers {
    return scope === undefined ? 'yes' : this.anyFits(scope, asked);
  }

  private ruleOutcomes(list: RuleList, model: Model, asked: Asked): readonly Outcome[] {
    const out: Outcome[] = [];
    const say = (name: string, site: Site, kinds: Outcome['kinds']): void => {
      out.push({ name, site, kinds: this.withStanding(kinds, list, model, asked) });
    };
    for (const rule of list.rules) {
      const fits = this.fits(rule.matches, rule, asked);
      if (fits === 'no') continue;
      const kinds = new Map<ControlKind, 'always' | 'partly'>(rule.doubts.map((kind) => [kind, 'partly']));
      for (const kind of rule.kinds) kinds.set(kind, 'always');
      say(rule.name, rule.site, kinds);
      if (fits === 'yes') return out;
    }
    if (list.rules.length > 0 && list.rest) say('no rule is about it', list.site, new Map(list.rest.map((kind) => [kind, 'always'])));
    else if (list.rules.length > 0) say('no rule is about it', list.site, new Map(BOTH.map((kind) => [kind, 'partly'])));
    else say('a list without rules', list.site, new Map());
    return out;
  }

  /** Controls that hold wherever there is a list, unless it turns them off. */
  private withStanding(kinds: Outcome['kinds'], list: RuleList | undefined, { standing }: Model, { method }: Asked): Outcome['kinds'] {
    const out = new Map(kinds);
    for (const { kind, methods } of standing) {
      if (!methods.includes(method) && method !== 'ALL') continue;
      const off = list?.off.filter((o) => o.kinds.includes(kind) || o.doubts.includes(kind)) ?? [];
      if (off.some((o) => o.kinds.includes(kind) && o.when.size === 0)) continue;
      out.set(kind, off.length > 0 || method === 'ALL' ? 'partly' : 'always');
    }
    return out;
  }

  // --- which requests

  private fits(matches: readonly Match[], rule: Rule, asked: Asked): Covers {
    const fits = this.anyFits(matches, asked);
    return fits === 'yes' && rule.when.size > 0 ? 'maybe' : fits;
  }

  private anyFits(matches: readonly Match[], asked: Asked): Covers {
    let best: Covers = 'no';
    for (const match of matches) {
      const fits = this.matchFits(match, asked);
      if (fits === 'yes') return 'yes';
      if (fits === 'maybe') best = 'maybe';
    }
    return best;
  }

  private matchFits({ covers, paths, methods, written }: Match, asked: Asked): Covers {
    if (covers === 'outside') return 'no';
    const byMethod: Covers =
      methods.includes('*') || methods.includes(asked.method) ? 'yes' : asked.method === 'ALL' || methods.includes('?') ? 'maybe' : 'no';
    if (byMethod === 'no') return 'no';
    let best: Covers = 'no';
    for (const text of covers === 'all' ? ['/**'] : textsOf(paths)) {
      const fits = written === 'pattern' ? patternCovers(text, '', asked.path) : wildcardsCover(text, asked.path);
      if (fits === 'yes') return byMethod;
      if (fits === 'maybe' && !this.isMeantForOther(text, asked.path)) best = 'maybe';
    }
    return best;
  }

  /** A path that only some values of a parameter make, where another endpoint has just that path. */
  private isMeantForOther(text: string, path: string): boolean {
    if (!path.includes('{')) return false;
    for (const other of this.paths)
      if (other !== path && !other.includes('{') && wildcardsCover(path, other) === 'yes' && wildcardsCover(text, other) === 'yes')
        return true;
    return false;
  }

  // --- which lists

  private listsOf(framework: string, model: Model, application: ReadonlySet<string>): readonly Placed[] {
    const key = `${framework} ${[...application].sort().join(' ')}`;
    const known = this.placed.get(key);
    if (known) return known;
    const mine = this.lists.filter((l) => {
      const file = fileOf(l.root);
      return l.framework === framework && this.program.counts(file) && application.has(this.program.unit(file));
    });
    const merged = new Map<string, Placed>();
    for (const list of mine) {
      const placed = this.place(list, model);
      const before = merged.get(placed.owner);
      merged.set(placed.owner, before ? { ...before, list: together(before.list, list) } : placed);
    }
    const made = [...merged.values()].sort((a, b) => (a.order === b.order ? 0 : a.order < b.order ? -1 : 1));
    this.placed.set(key, made);
    return made;
  }

  /** Methods that replace one of a library class say together what one list says. */
  private place(list: RuleList, model: Model): Placed {
    const method = this.declarations.methodOf(list.root);
    const owner = method?.class;
    const made = this.declarations.isEntry(list.root);
    const inherits = made && owner !== undefined && model.inherits.some((i) => owner.above.has(i.method));
    const marks = [...(method?.marks ?? []), ...(owner?.marks ?? [])];
    const order = [...(method?.marks ?? []), ...(inherits ? owner.marks : [])].find((m) => m.says === 'order');
    return {
      list,
      owner: inherits && owner ? owner.id : list.root,
      order: order?.says === 'order' ? (order.at ?? 0) : inherits ? 100 : Number.MAX_SAFE_INTEGER,
      doubtful: !made || marks.some((m) => m.says === 'conditional') || (order?.says === 'order' && order.at === undefined),
    };
  }
}

function together(a: RuleList, b: RuleList): RuleList {
  return {
    ...a,
    scope: a.scope && b.scope ? [...a.scope, ...b.scope] : (a.scope ?? b.scope),
    rules: [...a.rules, ...b.rules],
    rest: a.rest ?? b.rest,
    ignored: [...a.ignored, ...b.ignored],
    off: [...a.off, ...b.off],
  };
}

function unlike(outcomes: readonly Outcome[]): readonly Outcome[] {
  const seen = new Set<string>();
  return outcomes.filter(({ name, site }) => {
    const key = `${name} ${site.file}:${site.at.start}:${site.at.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function fileOf(id: string): string {
  return id.slice(0, id.lastIndexOf('#'));
}
