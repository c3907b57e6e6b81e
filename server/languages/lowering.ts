/** What lowerings of languages with scopes share: the tree, the function being built, the names, the counts. */
import { FunctionBuilder } from '../ir/builder';
import type { At, ClassInfo, Export, Func, Reg, TypeRef, Var, Variable } from '../ir/types';
import { Dispatch } from './dispatch';
import type { JumpTarget } from './jumps';

/** What a name stands for beyond its variable, as far as types need it. */
export type Meaning =
  | { readonly is: 'import'; readonly module: string; readonly name: string }
  | { readonly is: 'class'; readonly index: number }
  /** A name for another type: the node that says which. */
  | { readonly is: 'alias'; readonly node: number };

/** Names of one function, one class body or one comprehension. */
export class Scope {
  readonly names = new Map<string, Var>();
  constructor(
    readonly parent: Scope | undefined,
    readonly fn: FunctionState,
    /** Functions inside do not see it. */
    readonly ofClass: boolean,
  ) {}
}

interface OwnVariable extends Variable {
  constant?: boolean;
  type?: TypeRef;
}

/** A function under construction. */
export class FunctionState {
  readonly variables: OwnVariable[] = [];
  readonly meanings: (Meaning | undefined)[] = [];
  /** Per variable: how often it is set. */
  readonly sets: number[] = [];
  readonly captureIndex = new Map<number, number>();
  /** Loops and pending `finally` blocks around the current statement, innermost last. */
  readonly jumps: JumpTarget[] = [];
  /** Level of `finally` bodies inside one another. */
  finalizers = 0;
  isGenerator = false;
  /** What a `return` gives, when that is declared and says more than the value. */
  returnType: TypeRef | undefined;
  /** The handler in force. */
  handler: number | undefined;

  constructor(
    readonly builder: FunctionBuilder,
    readonly level: number,
  ) {}
}

export interface Outer {
  readonly fn: FunctionState;
  readonly scope: Scope;
}

export abstract class Lowering<Fields> extends Dispatch<Fields> {
  readonly functions: (Func | undefined)[] = [];
  readonly classes: (ClassInfo | undefined)[] = [];
  readonly imports = new Set<string>();
  readonly exports: Export[] = [];
  /** What was made for a node; kept only inside a `finally` body, which is lowered once per way out. */
  copies: { readonly functions: Map<number, number> } | undefined;
  scope!: Scope;
  fn!: FunctionState;
  b!: FunctionBuilder;
  /** Where `find` found the name. */
  protected foundFn!: FunctionState;
  protected foundVar = -1;

  // --- names

  addVariable(name: string, at: At, type?: TypeRef): Var {
    const { fn } = this;
    const variable: OwnVariable = type === undefined ? { name, at } : { name, at, type };
    fn.variables.push(variable);
    fn.sets.push(0);
    fn.meanings.push(undefined);
    return fn.builder.addVar(variable);
  }
  /** A variable the text does not name, for values that meet from several branches. */
  temporary(at: At): Var {
    return this.addVariable('~', at);
  }
  /** Declares in `scope`, which must belong to the function being built; the variable that is there already stays. */
  declare(scope: Scope, name: string, at: At, type?: TypeRef): Var {
    const known = scope.names.get(name);
    if (known !== undefined) return known;
    const variable = this.addVariable(name, at, type);
    scope.names.set(name, variable);
    return variable;
  }
  find(name: string): boolean {
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      const variable = scope.names.get(name);
      if (variable !== undefined) {
        this.foundFn = scope.fn;
        this.foundVar = variable;
        return true;
      }
    }
    return false;
  }
  meaningOf(name: string): Meaning | undefined {
    return this.find(name) ? this.foundFn.meanings[this.foundVar] : undefined;
  }
  /** The variable of the current function with that name, or -1. */
  ownVariable(name: string): Var {
    return this.find(name) && this.foundFn === this.fn ? this.foundVar : -1;
  }
  read(name: string, at: At): Reg {
    if (!this.find(name)) return this.unbound(name, at);
    if (this.foundFn === this.fn) return this.b.get(at, this.foundVar);
    return this.b.capture(at, this.captureOf(this.foundFn, this.foundVar));
  }
  /** A name bound nowhere in the file. */
  protected unbound(name: string, at: At): Reg {
    return this.b.global(at, name);
  }
  write(name: string, at: At, from: Reg): void {
    // Damaged text may set what was never seen.
    if (!this.find(name)) {
      this.declareSet(at, this.declare(this.scope, name, at), from);
      return;
    }
    const isFirst = this.foundFn.sets[this.foundVar]++ === 0;
    if (this.foundFn === this.fn) this.b.set(at, this.foundVar, from, isFirst);
    else this.b.setCapture(at, this.captureOf(this.foundFn, this.foundVar), from);
  }
  /** Sets a variable of the current function where it is declared. */
  declareSet(at: At, variable: Var, from: Reg): void {
    const isFirst = this.fn.sets[variable]++ === 0;
    this.b.set(at, variable, from, isFirst);
  }
  set(at: At, variable: Var, from: Reg): void {
    this.fn.sets[variable]++;
    this.b.set(at, variable, from);
  }
  private captureOf(fn: FunctionState, variable: Var): number {
    const up = this.fn.level - fn.level;
    const key = up * 0x1000000 + variable;
    let index = this.fn.captureIndex.get(key);
    if (index === undefined) {
      index = this.b.addCapture(up, variable);
      this.fn.captureIndex.set(key, index);
    }
    return index;
  }

  // --- scopes and functions

  /** Lowers with names of their own that belong to the current function. */
  inScope<T>(ofClass: boolean, work: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer, this.fn, ofClass);
    const made = work();
    this.scope = outer;
    return made;
  }

  /** Begins a function inside the current one; give what it returns to `leaveFunction`. */
  enterFunction(index: number, name: string, at: At, nameAt: At): Outer {
    const outer = { fn: this.fn, scope: this.scope };
    const owner = outer.fn === undefined ? -1 : outer.fn.builder.index;
    this.b = new FunctionBuilder(index, owner, name, at, nameAt);
    this.fn = new FunctionState(this.b, outer.fn === undefined ? 0 : outer.fn.level + 1);
    let seen: Scope | undefined = outer.scope;
    while (seen?.ofClass) seen = seen.parent;
    this.scope = new Scope(seen, this.fn, false);
    return outer;
  }
  leaveFunction(outer: Outer, extra: Pick<Func, 'class' | 'async' | 'generator' | 'lexicalThis'>): number {
    const { builder, variables, sets } = this.fn;
    for (let v = 0; v < variables.length; v++) if (sets[v] === 1) variables[v].constant = true;
    this.functions[builder.index] = builder.finish(extra);
    this.fn = outer.fn;
    this.scope = outer.scope;
    this.b = outer.fn === undefined ? this.b : outer.fn.builder;
    return builder.index;
  }
  reserveFunction(): number {
    return this.functions.push(undefined) - 1;
  }
  reserveClass(): number {
    return this.classes.push(undefined) - 1;
  }

  // --- modules

  import(at: At, module: string, name: string): Reg {
    this.imports.add(module);
    return this.b.import(at, module, name);
  }

  // --- control flow

  setHandler(handler: number | undefined): number | undefined {
    this.fn.handler = handler;
    return this.b.setHandler(handler);
  }
  /** A new block caught by `handler` instead of the one in force. */
  blockUnder(handler: number | undefined): number {
    const before = this.b.setHandler(handler);
    const block = this.b.block();
    this.b.setHandler(before);
    return block;
  }
}
