/** What settings of a program say of all its routes: the values of certain variables of modules, whichever module they stand in. */

import type { ControlKind } from '../../kinds';
import type { Ref } from '../facts';
import type { Check, Evidence } from '../judge/behaviour';
import type { Routes } from '../model/model';
import type { RouteProgram } from '../world';
import { each } from '../world';

export interface Setting {
  readonly value: Ref;
  readonly evidence: Evidence;
}

export class Settings {
  private readonly known = new Map<string, Setting[]>();

  constructor(private readonly program: RouteProgram) {
    for (const [, { events, site }] of program.facts) {
      for (const event of events) {
        if (event.event !== 'setting') continue;
        const evidence = { site: event.site ?? site, message: `\`${event.name}\`` };
        this.known.set(event.name, [...(this.known.get(event.name) ?? []), { value: event.value, evidence }]);
      }
    }
  }

  /** `A.B` is the field `B` of `A`. Tests and such may set it otherwise. */
  all(name: string): readonly Setting[] {
    const [first, ...below] = name.split('.');
    return (this.known.get(first) ?? []).flatMap(({ value, evidence }) => {
      let ref: Ref | undefined = value;
      for (const field of below) ref = ref?.is === 'object' ? ref.fields[field] : undefined;
      return ref ? [{ value: ref, evidence }] : [];
    });
  }

  /** The files of modules that a setting names. */
  files(name: string): readonly string[] {
    return this.all(name).flatMap(({ value, evidence }) =>
      textsOf(value).flatMap((text) => (evidence.site && this.program.resolve(evidence.site.file, text)) ?? []),
    );
  }

  /** The controls that a setting names; where settings disagree, or name what nobody knows, it may be any. */
  controls(name: string, named: NonNullable<Routes['named']>, doubts: (text: string) => boolean): NamedControls {
    const checks = new Map<ControlKind, Check>();
    const all = this.all(name);
    let doubt: Evidence | undefined;
    const kindsOf = all.map(({ value, evidence }) => {
      const kinds = new Set<ControlKind>();
      for (const text of textsOf(value)) {
        const found = (Object.entries(named) as [ControlKind | 'none', readonly string[]][]).filter(([, texts]) => texts.includes(text));
        for (const [kind] of found) if (kind !== 'none') kinds.add(kind);
        if (found.length === 0 && doubts(text)) doubt ??= { ...evidence, message: `what \`${text}\` does is not known` };
      }
      if (doubts('') && textsOf(value).length === 0 && !(value.is === 'list' && value.complete)) doubt ??= evidence;
      return { kinds, evidence };
    });
    for (const { kinds, evidence } of kindsOf) {
      for (const kind of kinds) {
        const holds = kindsOf.every((other) => other.kinds.has(kind)) ? 'always' : 'partly';
        checks.set(kind, { holds, evidence: [{ ...evidence, message: `${evidence.message} says so` }] });
      }
    }
    return { checks, doubt };
  }
}

export interface NamedControls {
  readonly checks: ReadonlyMap<ControlKind, Check>;
  readonly doubt: Evidence | undefined;
}

function textsOf(ref: Ref): readonly string[] {
  return each(ref).flatMap((one) => (one.is === 'text' ? one.texts : one.is === 'list' ? one.items.flatMap(textsOf) : []));
}
