/** What the handlers of one lowering share: the tree, the function being built, the scope, the counts. */
import { FunctionBuilder } from '../../ir/builder';
import type { At, ClassInfo, Export, Func, Reg, TypeRef, Var, Variable } from '../../ir/types';
import { ERROR, EXTRA, type FlatTree, NAMED, STRIDE } from '../../syntax/flatTree';
import { Names } from '../names';
import type { Again, Asked } from './again';
import type { CommonJs } from './commonJs';
import type { CompiledDecorators } from './compiledDecorators';
import type { JumpTarget } from './jumps';
import type { Fields, Tables } from './tables';

/** Deeper nesting is not lowered; it becomes a mix of the names that occur in it. */
const DEPTH_LIMIT = 500;
/** At most so many names stand for text that is nested too deeply. */
const DEEP_NAMES = 64;
const ERROR_TYPE = 65535;
const NO_LABELS: readonly string[] = [];

/** What a name stands for beyond its variable, as far as types need it. */
export type Meaning =
  | { readonly is: 'import'; readonly module: string; readonly name: string }
  | { readonly is: 'class'; readonly index: number }
  /** A function that loads modules, and a constant text. */
  | { readonly is: 'require' }
  | { readonly is: 'text'; readonly text: string };

/** Names of one block. */
export class Scope {
  readonly names = new Map<string, Var>();
  constructor(
    readonly parent: Scope | undefined,
    readonly fn: FunctionState,
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
  /** Per variable: how often it is set, and how often where it is declared. */
  readonly sets: number[] = [];
  readonly declaringSets: number[] = [];
  readonly captureIndex = new Map<number, number>();
  /** Loops, switches, labels and pending `finally` blocks around the current statement, innermost last. */
  readonly jumps: JumpTarget[] = [];
  /** Level of `finally` bodies inside one another. */
  finalizers = 0;
  /** What a `return` gives, when that is declared and says more than the value. */
  returnType: TypeRef | undefined;
  /** The handler in force. */
  handler: number | undefined;

  constructor(
    readonly builder: FunctionBuilder,
    readonly level: number,
    readonly isArrow: boolean,
  ) {}
}

export class Context {
  readonly names: Names;
  readonly text: string;
  readonly fields: Fields;
  readonly functions: (Func | undefined)[];
  readonly classes: (ClassInfo | undefined)[];
  /** What the outermost function that is being lowered asks of the code around it; only noted where it is lowered `again`. */
  asked: Asked | undefined;
  readonly imports = new Set<string>();
  /** Those of them that an instruction imports. */
  readonly imported = new Set<string>();
  readonly exports: Export[] = [];
  readonly reexports: string[] = [];
  commonJs: CommonJs | undefined;
  /** Declarations of type aliases and interfaces, by their names. */
  readonly typeAliases = new Map<string, number>();
  compiled: CompiledDecorators | undefined;
  aliasDepth = 0;
  /** Targets around the current node that are read and then set. */
  targets = 0;
  readonly unknown: Record<string, number> = {};
  /** What was made for a node; kept only inside a `finally` body, which is lowered once per way out. */
  copies: { readonly functions: Map<number, number>; readonly scopes: Map<number, Scope> } | undefined;
  scope!: Scope;
  fn!: FunctionState;
  b!: FunctionBuilder;
  broken = false;
  private depth = 0;
  get depthNow(): number {
    return this.depth;
  }
  private readonly data: Int32Array;
  /** Where `find` found the name. */
  private foundFn!: FunctionState;
  private foundVar = -1;

  constructor(
    readonly tree: FlatTree,
    readonly tables: Tables,
    readonly again: Again | undefined,
  ) {
    this.functions = new Array(again?.functionCount ?? 0).fill(undefined);
    this.classes = new Array(again?.classCount ?? 0).fill(undefined);
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
  /** The node's text as a shared name. */
  name(n: number): string {
    const i = n * STRIDE;
    return this.names.at(this.data[i + 1], this.data[i + 2]);
  }
  next(n: number): number {
    return this.data[n * STRIDE + 3];
  }
  child(n: number, field: number): number {
    const { data } = this;
    const end = data[n * STRIDE + 3];
    for (let c = n + 1; c < end; c = data[c * STRIDE + 3]) if (data[c * STRIDE] >>> 16 === field) return c;
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
    return (flags & NAMED) !== 0 && ((flags & EXTRA) === 0 || (flags & ERROR) !== 0 || (this.data[n * STRIDE] & 0xffff) === ERROR_TYPE);
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
  /** True when a direct child is the token `text`. */
  hasToken(n: number, text: string, before = this.next(n)): boolean {
    for (let c = n + 1; c < before; c = this.next(c)) if (this.type(c) === text && !this.isNamed(c)) return true;
    return false;
  }

  // --- dispatch

  /** Lowers an expression. Always gives a register. */
  expression(n: number): Reg {
    if (this.depth >= DEPTH_LIMIT) return this.tooDeep(n);
    const handler = this.tables.expressions[this.data[n * STRIDE] & 0xffff];
    this.depth++;
    const reg = handler === undefined ? this.unknownExpression(n) : handler(this, n);
    this.depth--;
    return reg;
  }
  statement(n: number, labels: readonly string[] = NO_LABELS): void {
    if (this.depth >= DEPTH_LIMIT) {
      this.tooDeep(n);
      return;
    }
    const handler = this.tables.statements[this.data[n * STRIDE] & 0xffff];
    if (handler === undefined) {
      if (this.isError(n)) this.deeper(n, () => this.tables.damaged(this, n));
      else if (this.isPart(n) && !this.isSilent(n)) this.expression(n);
      return;
    }
    this.depth++;
    handler(this, n, labels);
    this.depth--;
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
  /** Types, modifiers and other nodes that compute nothing. */
  isSilent(n: number): boolean {
    const id = this.data[n * STRIDE] & 0xffff;
    return id !== ERROR_TYPE && this.tables.silent[id] === 1;
  }
  /** True for a node that gives a value. */
  isExpression(n: number): boolean {
    return this.tables.expressions[this.data[n * STRIDE] & 0xffff] !== undefined;
  }
  count(n: number): void {
    const type = this.type(n);
    this.asked?.unknown.push(type);
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
    const known = fn.level === 0 ? this.again?.variable(name) : undefined;
    if (known !== undefined) {
      fn.variables[known] = variable;
      fn.builder.vars[known] = variable;
      return known;
    }
    fn.variables.push(variable);
    fn.sets.push(0);
    fn.declaringSets.push(0);
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
        if (this.asked !== undefined && scope.fn.level === 0)
          this.asked.names.set(name, { variable, meaning: scope.fn.meanings[variable] });
        return true;
      }
    }
    this.asked?.names.set(name, undefined);
    return false;
  }
  /** What a name stands for at this point of the top level. */
  lookUp(name: string): { readonly variable: Var; readonly meaning: Meaning | undefined } | undefined {
    return this.find(name) ? { variable: this.foundVar, meaning: this.foundFn.meanings[this.foundVar] } : undefined;
  }
  /** The declaration of a type alias or interface of the file. */
  typeAlias(name: string): number | undefined {
    if (this.asked !== undefined) this.asked.aliases.set(name, this.again?.digest(this, name));
    return this.typeAliases.get(name);
  }
  meaningOf(name: string): Meaning | undefined {
    return this.find(name) ? this.foundFn.meanings[this.foundVar] : undefined;
  }
  /** The variable of the current function with that name, or -1. */
  ownVariable(name: string): Var {
    return this.find(name) && this.foundFn === this.fn ? this.foundVar : -1;
  }
  read(name: string, at: At): Reg {
    if (!this.find(name)) return this.b.global(at, name);
    if (this.foundFn === this.fn) return this.b.get(at, this.foundVar);
    return this.b.capture(at, this.captureOf(this.foundFn, this.foundVar));
  }
  write(name: string, at: At, from: Reg): void {
    if (!this.find(name)) {
      this.b.setField(at, this.b.global(at, 'globalThis'), name, from);
      return;
    }
    this.foundFn.sets[this.foundVar]++;
    if (this.foundFn.level === 0) this.asked?.writes.push(this.foundVar);
    if (this.foundFn === this.fn) this.b.set(at, this.foundVar, from);
    else this.b.setCapture(at, this.captureOf(this.foundFn, this.foundVar), from);
  }
  /** Sets a variable of the current function where it is declared. */
  declareSet(at: At, variable: Var, from: Reg): void {
    this.fn.sets[variable]++;
    this.fn.declaringSets[variable]++;
    this.b.set(at, variable, from, true);
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

  /** Begins a function inside the current one; give what it returns to `leaveFunction`. */
  enterFunction(index: number, name: string, at: At, nameAt: At, isArrow: boolean): { fn: FunctionState; scope: Scope } {
    const outer = { fn: this.fn, scope: this.scope };
    const owner = outer.fn === undefined ? -1 : outer.fn.builder.index;
    this.b = new FunctionBuilder(index, owner, name, at, nameAt);
    this.fn = new FunctionState(this.b, outer.fn === undefined ? 0 : outer.fn.level + 1, isArrow);
    // Variables of the top level keep their numbers; those that are gone only hold their places.
    if (outer.fn === undefined) for (let i = this.again?.variableCount ?? 0; i > 0; i--) this.addVariable('', { start: 0, end: 0 });
    this.scope = new Scope(outer.scope, this.fn);
    return outer;
  }
  leaveFunction(outer: { fn: FunctionState; scope: Scope }, extra: Pick<Func, 'class' | 'async' | 'generator' | 'lexicalThis'>): number {
    const { builder, variables, sets, declaringSets } = this.fn;
    for (let v = 0; v < variables.length; v++) if (sets[v] === 1 && declaringSets[v] === 1) variables[v].constant = true;
    this.functions[builder.index] = builder.finish(extra);
    this.fn = outer.fn;
    this.scope = outer.scope;
    this.b = outer.fn === undefined ? this.b : outer.fn.builder;
    return builder.index;
  }
  /** A function that begins here stands in no other, and is lowered once only. */
  isOutermost(): this is { readonly again: Again } {
    return this.again !== undefined && this.fn.level === 0 && this.copies === undefined;
  }
  reserveFunction(): number {
    if (this.fn === undefined && this.functions.length > 0) return 0;
    return this.functions.push(undefined) - 1;
  }
  reserveClass(name: string): number {
    const known = this.fn.level === 0 ? this.again?.class(name) : undefined;
    return known ?? this.classes.push(undefined) - 1;
  }

  // --- modules

  import(at: At, moduleText: string, name: string): Reg {
    const module = this.moduleName(moduleText);
    this.imported.add(module);
    this.asked?.imported.add(module);
    return this.b.import(at, module, name);
  }
  /** `node:fs` is `fs`; the name is noted as imported. */
  moduleName(text: string): string {
    const module = text.startsWith('node:') ? text.slice(5) : text;
    this.imports.add(module);
    this.asked?.modules.add(module);
    return module;
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
