/**
 * Decorators as compilers leave them: calls behind a class that name the class or one of its members. They are lowered with the
 * class, as if they stood on it, and so are the types that constructors are given.
 */
import type { Context } from './context';

/** Nodes of what stands on a class, a method or a field. */
export interface CompiledMarks {
  readonly own: number[];
  /** By the parameter's place. */
  readonly parameters: Map<number, number[]>;
  /** Types of the parameters. */
  types: readonly number[];
}

export interface CompiledClass {
  readonly marks: CompiledMarks;
  readonly members: Map<string, CompiledMarks>;
}

const SOME = /\b(?:__decorate|_ts_decorate|__decorateClass)\(/;
const DECORATES = /(?:^|\.)(?:__decorate|_ts_decorate|__decorateClass)\)?$/;
const OF_PARAMETER = /(?:^|\.)(?:__param|_ts_param|__decorateParam)\)?$/;
const METADATA = /(?:^|\.)(?:__metadata|_ts_metadata)\)?$/;

export class CompiledDecorators {
  /** By the block they stand in and the class's name. */
  private readonly classes = new Map<string, CompiledClass>();
  /** Node of what is decorated, by the call that does so. */
  private readonly targets = new Map<number, number>();

  /** Undefined for a text in which there are none. */
  static of(c: Context): CompiledDecorators | undefined {
    if (!SOME.test(c.text)) return undefined;
    const out = new CompiledDecorators();
    for (let n = 1; n < c.tree.count; n++) if (c.type(n) === 'call_expression') out.take(c, n);
    return out.classes.size > 0 ? out : undefined;
  }

  /** What is behind a class of that name. */
  behind(c: Context, n: number, name: string): CompiledClass | undefined {
    return this.classes.get(`${blockAround(c, n)}:${name}`);
  }

  /** What such a call gives back; -1 for every other call. */
  targetOf(n: number): number {
    return this.targets.get(n) ?? -1;
  }

  private take(c: Context, n: number): void {
    if (!DECORATES.test(calleeText(c, n))) return;
    const [list, target, key] = argumentsOf(c, n);
    if (list === undefined || target === undefined || c.type(list) !== 'array') return;
    const text = c.tree.textOf(target);
    const name = /^([\w$]+)(?:\.prototype)?$/.exec(text)?.[1];
    if (name === undefined) return;
    const at = `${blockAround(c, n)}:${name}`;
    const known = this.classes.get(at) ?? { marks: noMarks(), members: new Map<string, CompiledMarks>() };
    this.classes.set(at, known);
    this.targets.set(n, target);
    if (key === undefined) fill(c, list, known.marks);
    else {
      const member = c.tree.textOf(key).slice(1, -1);
      const marks = known.members.get(member) ?? noMarks();
      known.members.set(member, marks);
      fill(c, list, marks);
    }
  }
}

const noMarks = (): CompiledMarks => ({ own: [], parameters: new Map(), types: [] });

function fill(c: Context, list: number, marks: CompiledMarks): void {
  for (const item of partsOf(c, list)) {
    const callee = c.type(item) === 'call_expression' ? calleeText(c, item) : '';
    const [first, second] = callee === '' ? [] : argumentsOf(c, item);
    if (OF_PARAMETER.test(callee) && first !== undefined && second !== undefined) {
      const place = Number(c.tree.textOf(first));
      marks.parameters.set(place, [...(marks.parameters.get(place) ?? []), second]);
    } else if (METADATA.test(callee)) {
      if (first === undefined || second === undefined || !c.tree.textOf(first).includes('design:paramtypes')) continue;
      marks.types = c.type(second) === 'array' ? partsOf(c, second) : [];
    } else marks.own.push(item);
  }
}

/** `__decorate`, `tslib_1.__decorate`, `(0, tslib_1.__decorate)`; empty for longer ones. */
function calleeText(c: Context, n: number): string {
  const callee = c.child(n, c.fields.function);
  return callee < 0 || c.tree.end(callee) - c.tree.start(callee) > 60 ? '' : c.tree.textOf(callee);
}

function argumentsOf(c: Context, n: number): readonly number[] {
  const args = c.child(n, c.fields.arguments);
  return args < 0 ? [] : partsOf(c, args);
}

function partsOf(c: Context, n: number): readonly number[] {
  const out: number[] = [];
  for (let part = c.firstPart(n); part >= 0; part = c.firstPart(n, c.next(part))) out.push(part);
  return out;
}

function blockAround(c: Context, n: number): number {
  let at = c.tree.parent(n);
  while (at > 0 && c.type(at) !== 'statement_block') at = c.tree.parent(at);
  return Math.max(0, at);
}
