/** What is asked of whoever calls a method, by what stands on it or on its class; calls from its own class are not asked. */
import type { ControlKind } from '../../kinds';
import type { FunctionId } from '../facts';
import type { Check, Evidence } from '../judge/behaviour';
import type { RouteProgram } from '../world';
import type { Declarations, DeclaredClass } from './declarations';
import { controlsOf, linkAt, linkOf } from './declared';
import type { Programs } from './programs';
import type { Link } from './verdicts';

export type Asked = (func: FunctionId, from: FunctionId) => ReadonlyMap<ControlKind, Check> | undefined;

export function askedOf(declarations: Declarations, programs: Programs): Asked {
  const known = new Map<FunctionId, ReadonlyMap<ControlKind, Check> | undefined>();
  const classOf = (func: FunctionId): DeclaredClass | undefined => declarations.methodOf(func)?.class;
  return (func, from) => {
    if (!known.has(func)) {
      const found = declarations.methodOf(func);
      const owner = found?.class;
      const marks = [found?.marks ?? [], ...(owner ? owner.line.map((id) => declarations.class(id)?.marks ?? []) : [])];
      const frameworks = new Set(marks.flat().flatMap((m) => (m.says === 'control' ? [m.framework] : [])));
      const checks = new Map<ControlKind, Check>();
      for (const framework of owner ? frameworks : []) {
        for (const mark of controlsOf(marks, framework)) {
          const evidence = { site: mark.site, message: `\`${mark.name}\` is asked where the handler calls it` };
          for (const [kind, check] of linkOf(mark, owner as DeclaredClass, programs).checks)
            if (!checks.has(kind)) checks.set(kind, { ...check, evidence: [evidence, ...check.evidence] });
        }
      }
      known.set(func, checks.size > 0 ? checks : undefined);
    }
    const asked = known.get(func);
    return asked && classOf(func) !== classOf(from) ? asked : undefined;
  };
}

export type AskedNear = (file: string) => readonly Link[];

/** Something that a file uses promises methods, or leaves them to others, that ask something of clients: what a call asks is not known. */
export function askedNear(declarations: Declarations, program: RouteProgram): AskedNear {
  const promised = new Map<string, Link>();
  for (const cls of declarations.classes) {
    const mark = declarations.methodsOf(cls.id).flatMap((m) => m.marks.filter((s) => s.says === 'control'))[0];
    if (!mark || cls.marks.some((m) => m.says === 'group' && m.serves)) continue;
    for (const above of cls.line.slice(1).flatMap((id) => declarations.class(id) ?? [])) {
      if (promised.has(above.site.file)) continue;
      const doubt: Evidence = { site: mark.site, message: `what \`${above.name}\` asks where it is called is not known`, kinds: KINDS };
      promised.set(above.site.file, { ...linkAt(above.name, mark.site, new Map()), doubts: KINDS, doubt });
    }
  }
  return (file) => {
    const events = promised.size === 0 ? [] : (program.facts.get(`${file}#0`)?.events ?? []);
    const used = new Set(events.flatMap((e) => (e.event === 'load' ? (program.resolve(file, e.module) ?? []) : [])));
    return [...used].sort().flatMap((one) => promised.get(one) ?? []);
  };
}
const KINDS: readonly ControlKind[] = ['authentication', 'authorisation'];
