/** Types of a program as rules about endpoints look at them: which one a name means, and which of its fields must not be handed out. */
import type { DeclaredPart, RouteType } from '../../base/route';
import { entityName, hasOwnForm, hidesField, isStored, leavesOut, type Sensitive, sensitiveField } from '../../data/recordFields';

export interface Exposed {
  readonly field: DeclaredPart;
  readonly of: RouteType;
  readonly sensitive: Sensitive;
}

const MAX_ABOVE = 4;

export class Records {
  private readonly byName = new Map<string, RouteType[]>();

  constructor(types: readonly RouteType[]) {
    for (const type of types) {
      const known = this.byName.get(type.name);
      if (known) known.push(type);
      else this.byName.set(type.name, [type]);
    }
  }

  /** The type that a name means in a file: the one there, or the only one, or the one that lies nearest. */
  named(name: string, from: string): RouteType | undefined {
    const all = this.byName.get(name.slice(name.lastIndexOf('.') + 1)) ?? [];
    return nearest(all, from);
  }

  /** The type that records of this kind are kept as: `user` for `User`, `UserEntity` or a table `users`. */
  ofEntity(entity: string, from: string): RouteType | undefined {
    if (!this.byEntity) {
      this.byEntity = new Map();
      for (const type of this.all()) {
        if (!this.isStored(type)) continue;
        const key = entityName(type.name);
        this.byEntity.set(key, [...(this.byEntity.get(key) ?? []), type]);
      }
    }
    return nearest(this.byEntity.get(entity) ?? [], from);
  }
  private byEntity: Map<string, RouteType[]> | undefined;

  in(file: string, name: string): RouteType | undefined {
    return this.byName.get(name)?.find((t) => t.file === file);
  }

  all(): readonly RouteType[] {
    return [...this.byName.values()].flat();
  }

  /** The type and those above it, as far as they are part of the program. */
  line(type: RouteType): readonly RouteType[] {
    const out = [type];
    for (const one of out) {
      if (out.length > MAX_ABOVE) break;
      for (const name of one.above) {
        const above = this.named(name, one.file);
        if (above && !out.includes(above)) out.push(above);
      }
    }
    return out;
  }

  isStored(type: RouteType): boolean {
    // What is above a model of a request or an answer may be above one of a table, too.
    return /\.py$/.test(type.file) ? isStored(type) : this.line(type).some(isStored);
  }

  /** Fields that nobody keeps out of what is sent; none where the type has a form of its own. */
  exposed(type: RouteType): readonly Exposed[] {
    const line = this.line(type);
    if (line.some(hasOwnForm)) return [];
    const seen = new Set<string>();
    return line.flatMap((of) =>
      of.fields.flatMap((field): readonly Exposed[] => {
        if (seen.has(field.name)) return [];
        seen.add(field.name);
        const written = `${field.type} ${field.marks.join(' ')}`;
        const sensitive = sensitiveField(field.name, entityName(type.name), written);
        if (!sensitive || hidesField(field.marks) || line.some((t) => leavesOut(t.marks, field.name))) return [];
        return [{ field, of, sensitive }];
      }),
    );
  }
}

/** The one in the file, or the only one, or the one that lies nearest. */
function nearest(all: readonly RouteType[], from: string): RouteType | undefined {
  const here = all.find((t) => t.file === from);
  if (here || all.length < 2) return here ?? all[0];
  const near = all.map((t) => sharedPath(t.file, from));
  const best = Math.max(...near);
  const closest = all.filter((_, i) => near[i] === best);
  // A schema and what is made of it stand side by side.
  return closest.every((t) => t.file === closest[0].file) ? closest.at(-1) : undefined;
}

function sharedPath(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')];
  let n = 0;
  while (n < x.length - 1 && n < y.length - 1 && x[n] === y[n]) n++;
  return n;
}

const WRAPPERS =
  /^(?:ResponseEntity|HttpEntity|Response|Optional|List|Set|Collection|Iterable|Page|Slice|Mono|Flux|Stream|CompletableFuture|Callable|DeferredResult|Promise|Observable|Array|ReadonlyArray|list|List|Sequence|Optional|Iterable|Uni|Multi)\s*[<[](.*)[>\]]$/s;

/** The type that an answer is made of: `User` of `ResponseEntity<List<User>>`; undefined where it is put together. */
export function answered(result: string): string | undefined {
  let type = result.trim();
  for (let i = 0; i < 6; i++) {
    const inner = WRAPPERS.exec(type)?.[1];
    if (inner !== undefined) type = inner.trim();
    else if (type.endsWith('[]')) type = type.slice(0, -2).trim();
    else type = type.replace(/\s*\|\s*(?:null|undefined|None)$/, '').replace(/^\?\s*extends\s+/, '');
  }
  return /^[A-Za-z_][\w.]*$/.test(type) ? type : undefined;
}

/** `a`, `b` and 2 more. */
export function fieldsShown(exposed: readonly Exposed[]): string {
  const names = exposed.slice(0, 3).map(({ field }) => `\`${field.name}\``);
  const rest = exposed.length - names.length;
  if (rest > 0) return `${names.join(', ')} and ${rest} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
