/** What is placed before endpoints by a chain of calls: `consumer.apply(signedIn).exclude('health').forRoutes(OrdersController)`. */
import { elementsOf } from '../../places';
import type { Value } from '../../values';
import type { ClassId, PlacedPath, Placement } from '../declaredFacts';
import type { Ref } from '../facts';
import type { CallMark } from '../model/declaredCompile';
import type { CallInstr, Definitions } from './definitions';
import type { Noted, NotedCall, Reading } from './reading';
import { actingOf } from './views';

export function placementOf(reading: Reading, defs: Definitions, c: NotedCall, mark: Extract<CallMark, { says: 'places' }>): Noted {
  const { frame } = reading;
  const { framework, shape } = mark;
  const before = defs.before(c.instr);
  const methods = reading.names.declared.acting.get(`${framework} ${shape}`) ?? [];
  const given = (call: CallInstr): readonly Value[] => call.args.map((a) => frame.regs[a.value]);
  const applied = before.filter((call) => defs.nameOf(call) === mark.apply);
  const all = applied.flatMap((call) =>
    call.args.map((a) => ({ value: frame.regs[a.value], site: frame.site(defs.written(a.value)?.at ?? call.at) })),
  );
  const placed: Placement = {
    ...targetsOf(reading, given(c.instr)),
    except: before.filter((call) => defs.nameOf(call) === mark.except).flatMap((call) => targetsOf(reading, given(call)).paths),
  };
  return {
    event: 'everywhere',
    framework,
    shape,
    kinds: undefined,
    chain: all.map(({ value, site }) => actingOf(frame, value, methods, site).ref),
    names: all.map(({ site }) => reading.shownAt(site)),
    placed,
  };
}

/** Paths, with or without a method, and classes whose endpoints are meant. */
function targetsOf(reading: Reading, values: readonly Value[]): Pick<Placement, 'paths' | 'classes'> {
  const paths: PlacedPath[] = [];
  const classes: ClassId[] = [];
  for (const value of values.flatMap((v) => (elementsOf(reading.frame, v).length > 0 ? elementsOf(reading.frame, v) : [v]))) {
    const cls = value.functions.filter((fn) => fn.kind === 'class');
    for (const { file, index } of cls) classes.push(`${file}@${index}`);
    if (cls.length > 0) continue;
    const isObject = value.objects.length > 0 || value.fields !== undefined;
    const path: Ref = reading.ref(isObject ? reading.field(value, 'path') : value);
    paths.push({ path, method: isObject ? methodOf(reading.field(value, 'method')) : '*' });
  }
  return { paths, classes };
}

/** `Method.GET`; `*` where none is named or all are; `?` for one that is not known. */
function methodOf({ paths, consts }: Value): string {
  if (consts?.every((c) => c === undefined)) return '*';
  const [name] = paths.flatMap(({ step }) => (step.step === 'member' ? [step.name.toUpperCase()] : []));
  return name === 'ALL' ? '*' : (name ?? '?');
}
