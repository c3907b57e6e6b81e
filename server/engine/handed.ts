/**
 * What handlers of one request are handed: the same objects, one handler after the other. So a handler finds what a middleware
 * before it has left on the request, and gets what a validator has put in a field's place.
 */
import type { CallSite } from './calls';
import type { Frame } from './frame';
import type { PathNode, Step } from './paths';
import { functionsIn } from './places';
import type { HandlerRole } from './routes/model/model';
import { withObjectFields } from './state';
import { copyOf, NOTHING, type Value } from './values';

/** Objects that stay the same from handler to handler. */
const KEPT: ReadonlySet<HandlerRole> = new Set(['request', 'response', 'context']);

/** Gives the value that a handler has at a position the object which its call's handlers share. */
export type Share = (value: Value, arity: number, position: number) => Value;

export class Handed {
  /** Objects by what the handlers were registered on, and the role. */
  private readonly kept = new Map<string, number>();
  private readonly objects = new Set<number>();

  constructor(private readonly frame: Frame) {}

  /** Whatever was put into a field of it has taken the place of what was there. */
  has(object: number): boolean {
    return this.objects.has(object);
  }

  /** For the functions that are registered by one call; undefined where they share nothing that matters. */
  by(c: CallSite, node: PathNode): Share | undefined {
    const registration = node.routes?.registers[0];
    if (!registration) return undefined;
    const shapes = this.frame.env.paths.catalog.routes.frameworks.get(registration.framework)?.handlers ?? [];
    const on = this.receiver(c);
    // What is mounted at a path, or handles one, is not run for the others.
    const isForAll = registration.does === 'mount' && functionsIn(this.frame, c.args[0]?.value ?? NOTHING).length > 0;
    const several = c.args.reduce((count, a) => count + functionsIn(this.frame, a.value).length, 0) > 1;
    if (!isForAll && !several && ![...KEPT].some((role) => this.kept.has(`${on}|${role}`))) return undefined;
    const own = new Map<HandlerRole, number>();
    return (value, arity, position) => {
      const shape = shapes.find((s) => s.arity === undefined || s.arity === arity);
      const role = shape?.parameters[position];
      if (role === undefined || !KEPT.has(role)) return value;
      let id = isForAll ? this.kept.get(`${on}|${role}`) : own.get(role);
      if (id === undefined) {
        id = this.begin(`${on}|${role}`, isForAll ? '' : `|${c.site.file}|${c.site.at.start}`);
        own.set(role, id);
      }
      const shared = copyOf(value);
      shared.objects = [...value.objects, id];
      return shared;
    };
  }

  /** What something is stored into: where it is a field of such an object, it becomes an object of its own, which stays. */
  stored(value: Value, owner: Value | undefined, step: Step): Value {
    if (!owner || step.step !== 'member' || value.objects.length > 0 || value.fields) return value;
    const id = owner.objects.find((o) => this.objects.has(o));
    const object = id === undefined ? undefined : this.frame.state.object(id);
    if (id === undefined || !object) return value;
    const live = copyOf(value);
    live.objects = [this.frame.allocate(undefined, { fields: NO_FIELDS, class: undefined, complete: false })];
    this.frame.state.setObject(id, withObjectFields(object, new Map(object.fields).set(step.name, live)));
    return live;
  }

  /** An object with what those that are run for all have left in theirs. */
  private begin(all: string, one: string): number {
    const { state } = this.frame;
    const before = one === '' ? undefined : this.kept.get(all);
    const fields = (before !== undefined && state.object(before)?.fields) || NO_FIELDS;
    const id = this.kept.get(all + one) ?? this.frame.allocate(undefined, { fields, class: undefined, complete: false });
    state.setObject(id, { fields, class: undefined, complete: false, many: true });
    this.kept.set(all + one, id);
    this.objects.add(id);
    return id;
  }

  private receiver({ self }: CallSite): string {
    return `${self?.objects.join() ?? ''}|${self?.paths.map((p) => p.id).join() ?? ''}`;
  }
}

const NO_FIELDS: ReadonlyMap<string, Value> = new Map();
