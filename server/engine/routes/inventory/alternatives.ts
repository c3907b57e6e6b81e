/** What each that may stand in a chain does: functions by what they do, controls that models know, and what nobody knows. */
import type { ControlKind } from '../../kinds';
import type { Ref } from '../facts';
import type { Behaviour, Behaviours, Check, Evidence } from '../judge/behaviour';
import type { Told } from '../judge/told';
import type { HandlerRole, Routes } from '../model/model';
import type { ControlNames } from '../names';
import type { RouteProgram } from '../world';
import type { ScopeEntry } from './assemble';
import { type Alternative, both, inTurn } from './chains';
import type { Roots } from './roots';
import { KINDS, short } from './verdicts';

export class Alternatives {
  constructor(
    private readonly program: RouteProgram,
    private readonly frameworks: ReadonlyMap<string, Routes>,
    private readonly names: ControlNames,
    private readonly all: Behaviours,
    private readonly roots: Roots,
  ) {}

  /** `told`: what the endpoint tells that it stands before. */
  alternative(ref: Ref, name: string, entry: ScopeEntry, shape: string | undefined, told?: Told): Alternative {
    const named = this.all.kindsNamed(ref, name);
    const known = this.byBehaviour(ref, name, entry, shape, told);
    if (named.length === 0) return known;
    // What it is said to be it is, and what it does besides it does; all else it is not.
    const evidence: Evidence = { site: entry.site, message: `\`${short(name)}\` is named for it` };
    const checks = new Map(known.checks);
    for (const kind of named) checks.set(kind, { holds: 'always', evidence: [evidence] });
    return { checks, doubts: [], doubt: undefined };
  }

  private byBehaviour(ref: Ref, name: string, entry: ScopeEntry, shape: string | undefined, told: Told | undefined): Alternative {
    const none: Alternative = { checks: new Map<ControlKind, Check>(), doubts: [], doubt: undefined };
    switch (ref.is) {
      case 'function': {
        const [behaviour] = this.behaviours([ref], entry.framework, entry.does === 'parameter' ? 'parameter' : 'link', shape, told);
        if (!behaviour) return none;
        return this.checksOf(behaviour);
      }
      case 'wrap': {
        const [one, ...others] = ref.by.is === 'function' ? this.wrapped(ref.by, name, entry, shape) : [];
        if (one) return others.reduce(both, one);
        if (this.names.isHarmless(name)) return none;
        const doubt: Evidence = { site: entry.site, message: `what \`${short(name)}\` does is not known` };
        return { ...none, doubts: this.names.kindsByName(name) ?? KINDS, doubt };
      }
      case 'control': {
        const evidence: Evidence = { site: entry.site, message: `\`${short(ref.name || name)}\` does that` };
        const checks = new Map<ControlKind, Check>(ref.kinds.map((k) => [k, { holds: 'always', evidence: [evidence] }]));
        const unread: Evidence = {
          site: entry.site,
          message: `what \`${short(ref.name || name)}\` finds wrong is never asked for`,
          unread: true,
        };
        for (const kind of ref.unread ?? []) checks.set(kind, { holds: 'not', evidence: [unread] });
        return { ...none, checks };
      }
      case 'applied':
        return this.all
          .appliedBy(ref)
          .map((item) => this.alternative(item, name, entry, shape, told))
          .reduce(inTurn, none);
      case 'list':
        return ref.items.map((item) => this.alternative(item, name, entry, shape, told)).reduce(inTurn, none);
      case 'setting':
        return this.roots.setting(ref.name, entry.framework);
      case 'methods':
      case 'nothing':
      case 'role':
      case 'scope':
        return none;
      default: {
        if (this.names.isHarmless(name)) return none;
        const doubt: Evidence = { site: entry.site, message: `what \`${short(name)}\` does is not known` };
        return { ...none, doubts: this.names.kindsByName(name) ?? KINDS, doubt };
      }
    }
  }

  /** What each of the functions does that it may return. */
  private wrapped(
    by: Extract<Ref, { is: 'function' }>,
    name: string,
    entry: ScopeEntry,
    shape: string | undefined,
  ): readonly Alternative[] {
    return this.all.returnedBy(by).map((ref) => this.alternative(ref, name, entry, shape));
  }

  private checksOf(behaviour: Behaviour): Alternative {
    const checks = new Map(behaviour.guards);
    // It turns away, and where it goes on is not seen.
    if (!behaviour.goesOn && !behaviour.answers)
      for (const [kind, check] of behaviour.own) checks.set(kind, { ...check, holds: check.holds === 'not' ? 'not' : 'partly' });
    const { unknown } = behaviour;
    return { checks, doubts: unknown ? (unknown.kinds ?? this.names.kindsByName(unknown.message) ?? KINDS) : [], doubt: unknown };
  }

  takesErrors(ref: Ref, framework: string): boolean {
    const arity = ref.is === 'function' ? this.program.facts.get(ref.func)?.params.length : undefined;
    const shape = this.frameworks.get(framework)?.handlers?.find((s) => s.arity !== undefined && s.arity === arity);
    return shape?.parameters.includes('error') === true;
  }

  /** What functions do that are handed what the framework hands to handlers; error handlers are none. */
  behaviours(
    refs: readonly Ref[],
    framework: string,
    as: 'link' | 'handler' | 'parameter' = 'link',
    named?: string,
    told?: Told,
  ): Behaviour[] {
    const shapes = (this.frameworks.get(framework)?.handlers ?? []).filter((s) => s.of === named);
    return refs.flatMap((ref) => {
      if (ref.is !== 'function') return [];
      const arity = this.program.facts.get(ref.func)?.params.length;
      const shape = (as === 'parameter' ? undefined : shapes.find((s) => s.arity === arity)) ?? shapes.find((s) => s.arity === undefined);
      if (!shape || shape.parameters.includes('error')) return [];
      const args = shape.parameters.map((role: HandlerRole): Ref => ({ is: 'role', role }));
      // Nothing comes after the handler.
      return [this.all.before(told).of(ref, args, [], 0, as === 'handler' && shape.goesOn !== 'never' ? undefined : shape.goesOn)];
    });
  }
}
