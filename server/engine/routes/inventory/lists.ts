/** Lists of rules that hold for paths, put together from what was noted while functions are followed: one for each function that makes one. */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { Match } from '../declaredFacts';
import type { FunctionId, Ref, RouteEvent } from '../facts';
import type { Evidence } from '../judge/behaviour';
import { each, type Inputs, type RouteProgram, resolve } from '../world';

export interface Rule {
  /** Any of them. */
  readonly matches: readonly Match[];
  readonly kinds: readonly ControlKind[];
  readonly doubts: readonly ControlKind[];
  readonly name: string;
  /** Conditions under which it is in the list at all. */
  readonly when: ReadonlyMap<string, Evidence>;
  readonly site: Site;
}

export interface RuleList {
  readonly framework: string;
  /** The function that makes it. */
  readonly root: FunctionId;
  readonly site: Site;
  /** Undefined: for all requests. */
  scope: Match[] | undefined;
  readonly rules: Rule[];
  /** Where none of them fits. */
  rest: readonly ControlKind[] | undefined;
  readonly ignored: Rule[];
  /** Standing controls that are turned off; `doubts`: for some requests. */
  readonly off: Rule[];
}

type RuleEvent = Extract<RouteEvent, { event: 'rule' }>;

export class RuleLists {
  private readonly byRoot = new Map<FunctionId, RuleList>();

  constructor(private readonly program: RouteProgram) {}

  /** By file and place. */
  all(): readonly RuleList[] {
    return [...this.byRoot.values()].sort((a, b) =>
      a.site.file === b.site.file ? a.site.at.start - b.site.at.start : a.site.file < b.site.file ? -1 : 1,
    );
  }

  take(root: FunctionId, event: RuleEvent, inputs: Inputs, when: ReadonlyMap<string, Evidence>): void {
    const list = this.listOf(root, event);
    const { kinds, doubts, name, site } = event;
    const matches = event.matches.map((m) => ({ ...m, paths: resolve(m.paths, inputs) }));
    const rule: Rule = { matches, kinds, doubts, name, when, site };
    const before = (rules: readonly Rule[]): boolean =>
      rules.some((r) => r.site.at.start === site.at.start && r.site.at.end === site.at.end && r.site.file === site.file);
    switch (event.does) {
      case 'decide':
        // A function that is followed twice says the same again.
        if (!before(list.rules)) list.rules.push(rule);
        return;
      case 'ignore':
        if (!before(list.ignored)) list.ignored.push(rule);
        return;
      case 'rest':
        list.rest = kinds;
        return;
      case 'off':
        list.off.push(rule);
        return;
      case 'scope': {
        const inside = event.functions.flatMap((ref) => each(resolve(ref, inputs))).flatMap((fn) => this.matchesIn(fn, inputs));
        list.scope = [...(list.scope ?? []), ...matches, ...inside];
        return;
      }
      default:
        return;
    }
  }

  private matchesIn(fn: Ref, inputs: Inputs): readonly Match[] {
    const unknown: Match = { covers: 'paths', paths: { is: 'unknown', name: '' }, methods: ['*'], written: 'wildcards' };
    const events = fn.is === 'function' ? (this.program.facts.get(fn.func)?.events ?? []) : [];
    const found = events.flatMap((e) => (e.event === 'rule' && e.does === 'match' ? e.matches : []));
    if (fn.is !== 'function' || found.length === 0) return [unknown];
    const within: Inputs = { func: fn.func, args: [], rest: -1, bound: fn.bound, within: fn.within ?? inputs };
    return found.map((m) => ({ ...m, paths: resolve(m.paths, within) }));
  }

  private listOf(root: FunctionId, { framework, site }: RuleEvent): RuleList {
    const known = this.byRoot.get(root);
    if (known) return known;
    const made: RuleList = {
      framework,
      root,
      site: this.program.facts.get(root)?.site ?? site,
      scope: undefined,
      rules: [],
      rest: undefined,
      ignored: [],
      off: [],
    };
    this.byRoot.set(root, made);
    return made;
  }
}
