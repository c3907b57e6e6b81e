/**
 * Who keeps what interfaces and abstract classes promise: where one class of a program writes a method out, a call of the promise
 * is a call of that method.
 */
import type { ClassId, DeclaredEvent } from './declaredFacts';
import { ACTS, type FunctionId, type RouteFacts } from './facts';

type ClassFacts = Extract<DeclaredEvent, { event: 'class' }>;

const MAX_LINE = 20;

/** By promise; those that several classes keep, or that none does, are not there. What tests write out counts nowhere. */
export function keepersIn(
  facts: ReadonlyMap<FunctionId, RouteFacts>,
  counts: (file: string) => boolean,
): ReadonlyMap<FunctionId, FunctionId> {
  const classes = new Map<ClassId, ClassFacts>();
  let promises = 0;
  for (const [id, { events }] of facts) {
    for (const event of events) {
      if (event.event !== 'class' || !counts(id.slice(0, id.lastIndexOf('#')))) continue;
      classes.set(event.id, event);
      promises += event.promised.length;
    }
  }
  const out = new Map<FunctionId, FunctionId | undefined>();
  if (promises === 0) return new Map();
  for (const own of classes.values()) {
    const line = lineOf(own, classes);
    const methods = new Map<string, FunctionId>();
    for (const one of line)
      for (const { name, func } of one.methods) {
        const isPromised = one.promised.some((p) => p.func === func);
        if (!isPromised && !isOverloaded(name, one) && !methods.has(name)) methods.set(name, func);
      }
    if (methods.size === 0) continue;
    for (const above of line.slice(1)) {
      for (const { name, func } of above.promised) {
        const keeper = isOverloaded(name, above) ? undefined : methods.get(name);
        if (keeper === undefined) continue;
        out.set(func, out.has(func) && out.get(func) !== keeper ? undefined : keeper);
      }
    }
  }
  const kept = new Map<FunctionId, FunctionId>();
  for (const [promise, keeper] of out) {
    // What registers something is run where it stands, once.
    if (keeper !== undefined && ((facts.get(keeper)?.acts ?? 0) & ACTS.registers) === 0) kept.set(promise, keeper);
  }
  return kept;
}

/** The class and those above it, the nearest first. */
function lineOf(own: ClassFacts, classes: ReadonlyMap<ClassId, ClassFacts>): readonly ClassFacts[] {
  const line = [own];
  for (let i = 0; i < line.length && line.length < MAX_LINE; i++) {
    for (const parent of line[i].parents) {
      const above = classes.get(parent);
      if (above && !line.includes(above)) line.push(above);
    }
  }
  return line;
}

/** Which of several is meant goes by their order, which may be another one there. */
function isOverloaded(name: string, { methods, promised }: ClassFacts): boolean {
  const plain = name.replace(/~.*$/, '');
  const named = new Set([...methods, ...promised].flatMap((m) => (m.name.replace(/~.*$/, '') === plain ? [m.func] : [])));
  return named.size > 1;
}
