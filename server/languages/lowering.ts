/** What lowerings of languages with scopes share: the tree, the function being built, the names, the counts. */
import { FunctionBuilder } from '../ir/builder';
import type { At, ClassInfo, Export, Func, Reg, TypeRef, Var, Variable } from '../ir/types';
import { ERROR, EXTRA, type FlatTree, NAMED, STRIDE } from '../syntax/flatTree';
import type { JumpTarget } from './jumps';
import { Names } from './names';

/** Deeper nesting is not lowered; it becomes a mix of the names that occur in it. */
const DEPTH_LIMIT = 400;
/** At most so many names stand for text that is nested too deeply. */
const DEEP_NAMES = 64;
const ERROR_TYPE = 65535;

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

/** A grammar's tables, as far as they are the same for all languages. Handlers get the language's own context. */
export interface LoweringTables<Fields> {
  readonly types: readonly string[];
  readonly fields: Fields;
  readonly expressions: readonly (((c: never, n: number) => Reg) | undefined)[];
  readonly statements: readonly (((c: never, n: number) => void) | undefined)[];
  /** 1 where a node of that type computes nothing. */
  readonly silent: Uint8Array;
}

export abstract class Lowering<Fields> {
  readonly names: Names;
  readonly text: string;
  readonly fields: Fields;
  readonly functions: (Func | undefined)[] = [];
  readonly classes: (ClassInfo | undefined)[] = [];
  readonly imports = new Set<string>();
  readonly exports: Export[] = [];
  readonly unknown: Record<string, number> = {};
  /** What was made for a node; kept only inside a `finally` body, which is lowered once per way out. */
  copies: { readonly functions: Map<number, number> } | undefined;
  scope!: Scope;
  fn!: FunctionState;
  b!: FunctionBuilder;
  broken = false;
  private depth = 0;
  private readonly data: Int32Array;
  /** Where `find` found the name. */
  protected foundFn!: FunctionState;
  protected foundVar = -1;

  constructor(
    readonly tree: FlatTree,
    readonly tables: LoweringTables<Fields>,
  ) {
    this.text = tree.text;
    this.data = tree.data;
    this.names = new Names(tree.text);
    this.fields = tables.fields;
  }

  // --- nodes

  at(n: number): At {
    const i = n * STRIDE;
    return { start: this.data[i + 1], end: this.data[i + 2] };
  }
  type(n: number): string {
    const id = this.data[n * STRIDE] & 0xffff;
    return id === ERROR_TYPE ? 'ERROR' : this.tables.types[id];
  }
  typeId(n: number): number {
    return this.data[n * STRIDE] & 0xffff;
  }
  /** The node's text as a shared name. */
  name(n: number): string {
    const i = n * STRIDE;
    return this.names.at(this.data[i + 1], this.data[i + 2]);
  }
  next(n: number): number {
    return this.data[n * STRIDE + 3];
  }
  child(n: number, field: number, from = n + 1): number {
    const { data } = this;
    const end = data[n * STRIDE + 3];
    for (let c = from; c < end; c = data[c * STRIDE + 3]) if (data[c * STRIDE] >>> 16 === field) return c;
    return -1;
  }
  fieldOf(n: number): number {
    return this.data[n * STRIDE] >>> 16;
  }
  isNamed(n: number): boolean {
    return (this.data[n * STRIDE + 4] & NAMED) !== 0;
  }
  /** A named child that says something: no comment. Damaged parts count. */
  isPart(n: number): boolean {
    const flags = this.data[n * STRIDE + 4];
    return (flags & NAMED) !== 0 && ((flags & EXTRA) === 0 || (flags & ERROR) !== 0 || this.isError(n));
  }
  isError(n: number): boolean {
    return (this.data[n * STRIDE] & 0xffff) === ERROR_TYPE;
  }
  /** First named child that is no comment and not damaged, at or after `from`; -1 when there is none. */
  firstPart(n: number, from = n + 1): number {
    const { data } = this;
    const end = data[n * STRIDE + 3];
    for (let c = from; c < end; c = data[c * STRIDE + 3]) if ((data[c * STRIDE + 4] & (NAMED | EXTRA)) === NAMED) return c;
    return -1;
  }
  /** All such children. */
  parts(n: number): number[] {
    const out: number[] = [];
    for (let c = this.firstPart(n); c >= 0; c = this.firstPart(n, this.next(c))) out.push(c);
    return out;
  }
  /** True when a direct child is the token `text`. */
  hasToken(n: number, text: string): boolean {
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) if (this.type(c) === text && !this.isNamed(c)) return true;
    return false;
  }

  // --- dispatch

  /** Lowers an expression. Always gives a register. */
  expression(n: number): Reg {
    if (this.depth >= DEPTH_LIMIT) return this.tooDeep(n);
    const handler = this.tables.expressions[this.data[n * STRIDE] & 0xffff];
    this.depth++;
    const reg = handler === undefined ? this.unknownExpression(n) : handler(this as never, n);
    this.depth--;
    return reg;
  }
  statement(n: number): void {
    if (this.depth >= DEPTH_LIMIT) {
      this.tooDeep(n);
      return;
    }
    const handler = this.tables.statements[this.data[n * STRIDE] & 0xffff];
    if (handler === undefined) {
      if (this.isError(n)) this.deeper(n, () => this.damaged(n));
      else if (this.isPart(n) && !this.isSilent(n)) this.expression(n);
      return;
    }
    this.depth++;
    handler(this as never, n);
    this.depth--;
  }
  /** Damaged text: what can be read of it runs. */
  private damaged(n: number): void {
    this.broken = true;
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) if (this.isPart(c) && !this.isSilent(c)) this.statement(c);
  }
  /** Runs `work` one level deeper; false when that is too deep. */
  deeper(n: number, work: () => void): boolean {
    if (this.depth >= DEPTH_LIMIT) {
      this.tooDeep(n);
      return false;
    }
    this.depth++;
    work();
    this.depth--;
    return true;
  }
  /** Types, keywords and other nodes that compute nothing. */
  isSilent(n: number): boolean {
    const id = this.data[n * STRIDE] & 0xffff;
    return id !== ERROR_TYPE && this.tables.silent[id] === 1;
  }
  count(n: number): void {
    const type = this.type(n);
    this.unknown[type] = (this.unknown[type] ?? 0) + 1;
  }
  /** A mix of whatever the children give. */
  unknownExpression(n: number): Reg {
    if (this.isError(n)) this.broken = true;
    else this.count(n);
    return this.mixOfParts(n);
  }
  mixOfParts(n: number): Reg {
    const regs: Reg[] = [];
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) {
      if (!this.isPart(c) || this.isSilent(c)) continue;
      if (this.tables.statements[this.data[c * STRIDE] & 0xffff] !== undefined) this.statement(c);
      else regs.push(this.expression(c));
    }
    return this.mix(n, regs);
  }
  mix(n: number, regs: readonly Reg[]): Reg {
    if (regs.length === 1) return regs[0];
    return regs.length === 0 ? this.b.constant(this.at(n), undefined) : this.b.mix(this.at(n), regs);
  }
  /** Names found by a plain walk over the text that is nested too deeply. */
  private tooDeep(n: number): Reg {
    this.count(n);
    const regs: Reg[] = [];
    const seen = new Set<string>();
    const end = this.next(n);
    for (let c = n; c < end && regs.length < DEEP_NAMES; c++) {
      if (this.type(c) !== 'identifier') continue;
      const name = this.name(c);
      if (seen.has(name)) continue;
      seen.add(name);
      if (this.find(name)) regs.push(this.read(name, this.at(c)));
    }
    return this.mix(n, regs);
  }

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
