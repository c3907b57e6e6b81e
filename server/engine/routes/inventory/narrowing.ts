/** What is said of routes once they are registered, or before: the methods they are for. */
import type { ScopeEntry } from './assemble';

export class Narrowing {
  private readonly methods = new Map<string, readonly string[]>();
  private readonly noted = new Map<string, { readonly entries: ScopeEntry[]; readonly from: number; readonly to: number }>();

  /** A registration that goes by these names has added entries from `from` on. */
  note(names: readonly string[], entries: ScopeEntry[], from: number): void {
    const to = entries.length;
    for (const name of names) this.noted.set(name, { entries, from, to });
    for (const name of names) {
      const methods = this.methods.get(name);
      if (methods) this.apply(name, methods);
    }
  }

  narrow(name: string, methods: readonly string[]): void {
    this.methods.set(name, methods);
    this.apply(name, methods);
  }

  private apply(name: string, methods: readonly string[]): void {
    const noted = this.noted.get(name);
    for (let i = noted?.from ?? 0; noted && i < noted.to; i++) noted.entries[i] = { ...noted.entries[i], methods };
  }
}
