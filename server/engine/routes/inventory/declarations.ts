/** All classes of a program that decorators or classes above say something about, and what they say, inherited or by other decorators. */
import type { Site } from '../../values';
import type { ClassId, DeclaredEvent, Mark } from '../declaredFacts';
import type { FunctionId } from '../facts';
import type { RouteProgram } from '../world';

type ClassFacts = Extract<DeclaredEvent, { event: 'class' }> & { readonly site: Site };
type MethodFacts = Extract<DeclaredEvent, { event: 'method' }> & { readonly site: Site };

export interface DeclaredClass {
  readonly id: ClassId;
  readonly name: string;
  readonly site: Site;
  /** What stands on the class itself. */
  readonly marks: readonly Mark[];
  /** Roles of library classes above it, or above one of those above it. */
  readonly above: ReadonlySet<string>;
  /** Itself and the classes of the program above it, the nearest first. */
  readonly line: readonly ClassId[];
}

/** What stands on a method, in one class. */
export interface DeclaredMethod {
  readonly func: FunctionId;
  readonly name: string;
  readonly hasBody: boolean;
  readonly returns: readonly ClassId[];
  readonly site: Site;
  readonly marks: readonly Mark[];
}

const MAX_LINE = 20;
const MAX_METAS = 4;
/** Classes that an interface may stand for. */
const MAX_BELOW = 6;

export class Declarations {
  /** By file and place. */
  readonly classes: readonly DeclaredClass[];
  private readonly facts = new Map<ClassId, ClassFacts>();
  private readonly methods = new Map<ClassId, Map<string, DeclaredMethod>>();
  private readonly byFunction = new Map<FunctionId, { readonly class: ClassId; readonly method: DeclaredMethod }>();
  private readonly known = new Map<ClassId, DeclaredClass>();

  constructor(program: RouteProgram) {
    const methods: MethodFacts[] = [];
    for (const [id, { events }] of program.facts) {
      if (!program.counts(id.slice(0, id.lastIndexOf('#')))) continue;
      for (const event of events) {
        if (event.event === 'class') this.facts.set(event.id, event);
        else if (event.event === 'method') methods.push(event);
      }
    }
    for (const { class: of, func, name, hasBody, of: owner, returns, site, marks, metas } of methods.sort(byPlace)) {
      const own = this.methods.get(of) ?? new Map<string, DeclaredMethod>();
      const before = own.get(name);
      const said = [...marks, ...metas.flatMap((m) => this.marksBy(m, 1))];
      const method: DeclaredMethod = before
        ? { ...before, marks: [...before.marks, ...said] }
        : { func, name, hasBody, returns, site, marks: said };
      own.set(name, method);
      this.methods.set(of, own);
      this.byFunction.set(func, { class: of, method });
      // A class that has nothing to say itself.
      if (!this.facts.has(of))
        this.facts.set(of, {
          event: 'class',
          id: of,
          name: owner,
          parents: [],
          above: [],
          marks: [],
          metas: [],
          methods: [],
          promised: [],
          site,
        });
    }
    this.classes = [...this.facts.values()].sort(byPlace).map((c) => this.classOf(c));
  }

  class(id: ClassId): DeclaredClass | undefined {
    return this.known.get(id);
  }

  /** What stands on a function that is a method. */
  methodOf(func: FunctionId): { readonly class: DeclaredClass | undefined; readonly marks: readonly Mark[] } | undefined {
    const found = this.byFunction.get(func);
    if (found) return { class: this.known.get(found.class), marks: found.method.marks };
    for (const [id, { methods }] of this.facts) if (methods.some((m) => m.func === func)) return { class: this.known.get(id), marks: [] };
    return undefined;
  }

  /** The framework calls it for what it makes: by what stands on it, or because a library class above has a method of that name. */
  isEntry(func: FunctionId): boolean {
    if (!this.entries) {
      this.entries = new Set(
        [...this.byFunction].flatMap(([id, { method }]) => (method.marks.some((m) => m.says === 'maker') ? [id] : [])),
      );
      for (const { id, above } of this.classes) {
        const methods = this.facts.get(id)?.methods ?? [];
        // Overloads, but for what chooses among them.
        for (const m of methods)
          if (
            above.has(plainName(m.name)) &&
            !(m.name === plainName(m.name) && methods.some((o) => o.name !== m.name && plainName(o.name) === m.name))
          )
            this.entries.add(m.func);
      }
    }
    return this.entries.has(func);
  }
  private entries: Set<FunctionId> | undefined;

  methodsOf(id: ClassId): readonly DeclaredMethod[] {
    return [...(this.methods.get(id)?.values() ?? [])];
  }
  method(id: ClassId, name: string): DeclaredMethod | undefined {
    return this.methods.get(id)?.get(name);
  }
  /** The function of that name, where the class has one. */
  function(id: ClassId, name: string): FunctionId | undefined {
    return this.facts.get(id)?.methods.find((m) => m.name === name)?.func ?? this.method(id, name)?.func;
  }

  /** The classes of the program that have it above them. */
  isAbove(id: ClassId): boolean {
    this.above ??= new Set([...this.facts.values()].flatMap((c) => c.parents));
    return this.above.has(id);
  }
  private above: Set<ClassId> | undefined;

  /** What something of this class may be: itself, or those below it that have code where it has none. */
  standing(id: ClassId): readonly DeclaredClass[] {
    const own = this.known.get(id);
    if (!own) return [];
    if (this.methodsOf(id).some((m) => m.hasBody)) return [own];
    const below = this.classes.filter((c) => c.id !== id && c.line.includes(id) && !this.isAbove(c.id));
    return below.length > 0 ? below.slice(0, MAX_BELOW) : [own];
  }

  private classOf(facts: ClassFacts): DeclaredClass {
    const line: ClassId[] = [facts.id];
    const above = new Set<string>();
    for (let i = 0; i < line.length && line.length < MAX_LINE; i++) {
      const one = this.facts.get(line[i]);
      for (const role of one?.above ?? []) above.add(role);
      for (const parent of one?.parents ?? []) if (!line.includes(parent)) line.push(parent);
    }
    const made = { id: facts.id, name: facts.name, site: facts.site, marks: this.marksOf(facts.id, 0), above, line };
    this.known.set(facts.id, made);
    return made;
  }

  /** With what stands on the decorators that are classes of the program. */
  private marksOf(id: ClassId, depth: number): readonly Mark[] {
    const facts = this.facts.get(id);
    if (!facts || depth > MAX_METAS) return [];
    return [...facts.marks, ...facts.metas.flatMap((m) => this.marksBy(m, depth + 1))];
  }

  private marksBy(meta: ClassId, depth: number): readonly Mark[] {
    return this.marksOf(meta, depth).map((m) => (m.says === 'binds' && m.to === undefined ? { ...m, to: meta } : m));
  }
}

/** Without what tells overloads apart. */
export function plainName(name: string): string {
  return name.replace(/~.*$/, '');
}

export function byPlace(a: { readonly site: Site }, b: { readonly site: Site }): number {
  return a.site.file === b.site.file ? a.site.at.start - b.site.at.start : a.site.file < b.site.file ? -1 : 1;
}
