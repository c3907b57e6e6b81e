/** A piece of text in every grammar's language: read twice when the grammar is loaded, to see that the heap reader is right. */

const JAVASCRIPT = `#!/usr/bin/env node
// Aliases, fields, extras, hidden nodes and damage all have to occur here.
import fs, { readFile as read } from 'node:fs';
export default class Store extends Base {
  static #count = 0;
  get size() { return this.#items?.length ?? 0; } /* between */
  async *pages({ limit = 10, ...rest }, [first, , third]) {
    for await (const page of this.fetch(\`/items/\${first}?limit=\${limit}\`)) yield* page;
    label: while (third--) { if (third > 2) continue label; else break; }
  }
}
const { a: { b }, ...c } = x, d = async (y) => ({ [y]: 1, y, 'z-z': /[/]re/gi, f() {} });
try { throw new Error('no', { cause: c }); } catch { switch (d) { case 1: default: } } finally { delete c.b, void 0; }
x.y.z[0](...b)\`tag \${d}\` || new.target;
`;

const TYPES = `
@Injectable({ scope: 1 })
abstract class Orders<T extends object = {}> implements Readable, Closable {
  constructor(private readonly db: Pool, @Inject(KEY) public key?: string) { super(); }
  declare id: number; protected abstract close(): asserts this is Closed;
}
type Row = { readonly [K in keyof Q as \`get\${K}\`]?: Q[K] extends infer U ? U[] : never } & ((a: string, ...b: any[]) => b is X);
enum Level { low = 1, high = low << 2 }
namespace A.B { export import C = D.E; }
export type { Row as Line } from './row';
function over(a: number): void; function over(this: Window, a?: unknown): a is string { return (a as any)!.b satisfies string; }
`;

const JSX = `
const page = <Layout.Main title="x" {...props}>text &amp; {items.map((i) => <li key={i.id}>{/* none */}{i.name}</li>)}<></></Layout.Main>;
`;

const BROKEN = `
function ( { if (a b) ] return = ;  const = 'open
x = (1 + ; foo(a,, b) }
`;

export const SAMPLES: Readonly<Record<string, string>> = {
  javascript: JAVASCRIPT + JSX + BROKEN,
  typescript: JAVASCRIPT + TYPES + BROKEN,
  tsx: JAVASCRIPT + TYPES + JSX + BROKEN,
};
