/** What the handlers of one lowering share: the tree, the function being built, the scope, the counts. */
import { FunctionBuilder } from '../../ir/builder';
import type { At, ClassInfo, Export, Func, Reg, TypeRef, Var, Variable } from '../../ir/types';
import { Dispatch } from '../dispatch';
import { isBuiltin } from './builtins';
import type { Fields } from './tables';

/** Text of an import that means the package the file belongs to. */
export const OWN_PACKAGE = '.';

/** What a name stands for beyond its variable. */
export type Meaning =
  | { readonly is: 'package'; readonly module: string }
  | { readonly is: 'class'; readonly index: number }
  /** A name for another type: the node that says which. */
  | { readonly is: 'alias'; readonly node: number }
  /** A type of which nothing is known: an interface, a type parameter. */
  | { readonly is: 'type' };

/** How a function gives back its results: one alone, several as a list, an error by whether it is none. */
export type Results = 'one' | 'error' | 'first' | 'list';

export class Scope {
  readonly names = new Map<string, Var>();
  /** Names that are no variables. */
  readonly meanings = new Map<string, Meaning>();
  constructor(
    readonly parent: Scope | undefined,
    readonly fn: FunctionState,
  ) {}
}

interface OwnVariable extends Variable {
  constant?: boolean;
  type?: TypeRef;
}

export interface JumpTarget {
  readonly label: string | undefined;
  readonly breakTo: number;
  /** -1 where there is nothing to continue. */
  readonly continueTo: number;
}

/** A function under construction. */
export class FunctionState {
  readonly variables: OwnVariable[] = [];
  /** Per variable: how often it is set. */
  readonly sets: number[] = [];
  readonly captureIndex = new Map<number, number>();
  readonly jumps: JumpTarget[] = [];
  /** Blocks that `goto` leads to. */
  readonly labels = new Map<string, number>();
  results: Results = 'one';
  /** Variables of named results, in order. */
  readonly named: Var[] = [];
  /** Declared types of the results, in order. */
  resultTypes: readonly (TypeRef | undefined)[] = [];

  constructor(
    readonly builder: FunctionBuilder,
    readonly level: number,
  ) {}
}

export interface Outer {
  readonly fn: FunctionState;
  readonly scope: Scope;
}

export class Context extends Dispatch<Fields> {
  readonly functions: (Func | undefined)[] = [];
  readonly classes: (ClassInfo | undefined)[] = [];
  readonly imports = new Set<string>();
  /** Packages that types are named from. */
  readonly named = new Set<string>();
  readonly exports: Export[] = [];
  /** Packages of which every name is imported. */
  readonly dots: string[] = [];
  /** Classes of types of this file, by name: the names of their fields, in order. */
  readonly structs = new Map<string, readonly string[]>();
  /** How functions and methods of this file give back what they return, by name; methods as `.name`. */
  readonly results = new Map<string, Results>();
  /** The label in front of the statement that comes next. */
  label: string | undefined;
  /** Position of the constant being declared within its group. */
  iota = -1;
  aliasDepth = 0;
  scope!: Scope;
  fn!: FunctionState;
  b!: FunctionBuilder;
  /** Where `find` found the name. */
  private foundFn!: FunctionState;
  private foundVar = -1;

  /** All children, as statements. */
  statements(n: number): void {
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) if (this.isPart(c) && !this.isSilent(c)) this.statement(c);
  }
  /** True or false: nobody knows. */
  undecided(at: At): Reg {
    const nothing = this.b.constant(at, null);
    return this.b.binary(at, 'instanceof', nothing, nothing);
  }

  // --- names

  addVariable(name: string, at: At, type?: TypeRef): Var {
    const { fn } = this;
    const variable: OwnVariable = type === undefined ? { name, at } : { name, at, type };
    fn.variables.push(variable);
    fn.sets.push(0);
    return fn.builder.addVar(variable);
  }
  /** A variable the text does not name, for values that meet from several branches. */
  temporary(at: At): Var {
    return this.addVariable('~', at);
  }
  /** Declares in the innermost scope. */
  declare(name: string, at: At, type?: TypeRef): Var {
    const variable = this.addVariable(name, at, type);
    if (name !== '_') this.scope.names.set(name, variable);
    return variable;
  }
  /** The variable of that name in the innermost scope, or -1. */
  here(name: string): Var {
    return this.scope.names.get(name) ?? -1;
  }
  find(name: string): boolean {
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      const variable = scope.names.get(name);
      if (variable !== undefined) {
        this.foundFn = scope.fn;
        this.foundVar = variable;
        return true;
      }
      if (scope.meanings.has(name) && scope.parent !== undefined) return false;
    }
    return false;
  }
  /** What the name means, where it means no variable; of a type that has one, what the type is. */
  meaningOf(name: string): Meaning | undefined {
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      const meaning = scope.meanings.get(name);
      if (meaning !== undefined) return meaning;
      if (scope.names.has(name)) return undefined;
    }
    return undefined;
  }
  /** Type the variable is declared with. */
  typeOfVariable(name: string): TypeRef | undefined {
    return this.find(name) ? this.foundFn.variables[this.foundVar].type : undefined;
  }
  read(name: string, at: At): Reg {
    if (!this.find(name)) return this.unbound(name, at);
    if (this.foundFn === this.fn) return this.b.get(at, this.foundVar);
    return this.b.capture(at, this.captureOf(this.foundFn, this.foundVar));
  }
  /** A name bound nowhere in the file: the language's own, or another file's of the package. */
  unbound(name: string, at: At): Reg {
    if (isBuiltin(name)) return this.b.global(at, name);
    const own = this.import(at, OWN_PACKAGE, name);
    return this.dots.length === 0 ? own : this.b.mix(at, [own, ...this.dots.map((module) => this.import(at, module, name))]);
  }
  write(name: string, at: At, from: Reg): void {
    if (name === '_') return;
    if (!this.find(name)) {
      // Another file's variable: what is in it is not followed. Damaged text may set what was never seen.
      if (this.fn.level === 0) this.set(at, this.declare(name, at), from);
      return;
    }
    this.foundFn.sets[this.foundVar]++;
    if (this.foundFn === this.fn) this.b.set(at, this.foundVar, from);
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
  inScope<T>(work: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer, this.fn);
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
    this.scope = new Scope(outer.scope, this.fn);
    return outer;
  }
  leaveFunction(outer: Outer, extra: Pick<Func, 'class' | 'lexicalThis'>): number {
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

  import(at: At, module: string, name: string): Reg {
    this.imports.add(module);
    return this.b.import(at, module, name);
  }
}
