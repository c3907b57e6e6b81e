/** Leads each node of a flat tree to the handler of its type; what has none, or is damaged, becomes a mix of what is in it. */
import type { FunctionBuilder } from '../ir/builder';
import type { At, Reg } from '../ir/types';
import { type FlatTree, STRIDE } from '../syntax/flatTree';
import { ERROR_TYPE, Nodes } from './nodes';

/** Deeper nesting is not lowered; it becomes a mix of the names that occur in it. */
const DEPTH_LIMIT = 400;
/** At most so many names stand for text that is nested too deeply. */
const DEEP_NAMES = 64;

/** A grammar's tables, as far as they are the same for all languages. Handlers get the language's own context. */
export interface LoweringTables<Fields> {
  readonly types: readonly string[];
  readonly fields: Fields;
  readonly expressions: readonly (((c: never, n: number) => Reg) | undefined)[];
  readonly statements: readonly (((c: never, n: number) => void) | undefined)[];
  /** 1 where a node of that type computes nothing. */
  readonly silent: Uint8Array;
}

export abstract class Dispatch<Fields> extends Nodes {
  readonly fields: Fields;
  readonly unknown: Record<string, number> = {};
  /** Builds the function that is being lowered. */
  abstract b: FunctionBuilder;
  broken = false;
  private depth = 0;

  constructor(
    tree: FlatTree,
    readonly tables: LoweringTables<Fields>,
  ) {
    super(tree, tables.types);
    this.fields = tables.fields;
  }

  /** Whether the name means a variable. */
  abstract find(name: string): boolean;
  abstract read(name: string, at: At): Reg;

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
}
