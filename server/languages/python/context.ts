/** What the handlers of one lowering of Python share. */
import type { At, Reg } from '../../ir/types';
import { Lowering } from '../lowering';
import { isBuiltin } from './builtins';
import type { Fields, Tables } from './tables';

export type { Meaning, Outer } from '../lowering';
export { Scope } from '../lowering';

export class Context extends Lowering<Fields> {
  declare readonly tables: Tables;
  /** Modules of which every name is imported. */
  readonly stars: string[] = [];
  /** Type aliases inside one another that are being looked through. */
  aliasDepth = 0;

  /** The language's own names, or one of those that come with a star import. */
  protected override unbound(name: string, at: At): Reg {
    if (this.stars.length === 0 || isBuiltin(name)) return this.b.global(at, name);
    const regs = this.stars.map((module) => this.import(at, module, name));
    return regs.length === 1 ? regs[0] : this.b.mix(at, regs);
  }
}
