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

const PYTHON = `#!/usr/bin/env python3
# Aliases, fields, extras, hidden nodes and damage all have to occur here.
from __future__ import annotations
import os.path as p, sys
from ..store import (Base, Item as Row,)
@app.route("/items/<int:id>", methods=['GET'])
async def show(id: int, *args: str, q: str | None = None, **kw) -> list[Row]:
    '''text'''
    with open(f"{id!r:>{width}}.txt", 'rb') as file, lock: yield from file
    return [x := r"\\d" for x, *rest in await fetch(q) if x not in kw and not (a < x <= b)]
class Store(Base[T], metaclass=Meta):
    size: int = 0; name = 'a' "b" b'\\x00'
    def __init__(self, /, db=None, *, key): self.db, self._key = db, lambda y: y ** -2 // 3
try:
    match command:
        case {"name": str(name), **others} | [1, -2.5, *_] if name: print >>sys.stderr, name
        case Point(x=0, y=_) as origin: del origin
except* (OSError, ValueError) as e: raise Problem(*e.args, **{'k': ...}) from e
else: pass
finally:
    global counter; counter += 1 if done else {1, 2}; assert counter, "none"
print "two", 0xFFL
type Pair[T] = tuple[T, T]
`;

const PYTHON_BROKEN = `
def open(a, b:
    x = (1 + ; foo(a,, b) ]
\tif : else
class :
`;

const JAVA = `package com.acme.shop;
// Aliases, fields, extras, hidden nodes and damage all have to occur here.
import static java.util.Map.*; import java.util.List;
@RestController @RequestMapping(path = "/items", value = {"a", "b"})
public sealed class Items<T extends Comparable<T> & Closeable> extends Base<T[]> implements A, b.C<?> permits D {
  private static final int LIMIT = 0x1F, OTHER[] = {1, 2L};
  static { use('c', 1.5e3f, \u0041); }
  Items(@Valid final int... ids) throws IOException { this(ids, null); }
  @GetMapping("/{id}") <R> R show(@PathVariable String id, Items<T> this) {
    outer: for (int i = 0, n = 1; i < n; i++, n--) { if (a instanceof Point(int x, var y) && !b) continue outer; else break; }
    for (final var x : list) do { x.y[0] += (int) ~z >>> 2; } while (true);
    try (var in = open(id); in2) { synchronized (this) { throw new Foo() { int a; }; } } catch (A | B e) { } finally { ; }
    String t = """
      text "x"""" + "a\n"; assert t != null : "none";
    return switch (v) { case A a when a.b() -> 1; case "x", "y" -> { yield 2; } default -> (p, q) -> p ? q : String::valueOf; };
  }
  record Pair<A>(A left, @N int right) { Pair { left = null; } } enum Color { RED(1) { }, BLUE; void f() {} }
  @interface Mark { int value() default 1; } interface I { default void g() { super.toString(); int[][] m = new int[3][]; } }
}
`;

const JAVA_BROKEN = `
class A { void open(int a, String { x = (1 + ; foo(a,, b) ] List<Map<String, = new }
 class { public
`;

const GO = `// Aliases, fields, extras, hidden nodes and damage all have to occur here.
package store

import (
	"fmt"
	sq "database/sql"
	. "math"
	_ "embed"
)

const ( A = iota; B; C = 1 << iota )
var ( db, err = sq.Open("x", \`raw\`); rows []*Row )
type Row struct { *Base; ID, N int \`json:"id"\`; tags map[string][]chan<- int }
type Set[T comparable, U ~int | ~string] interface { Has(T) (ok bool); fmt.Stringer }
func (s *Store[T]) Find(ctx context.Context, ids ...int) (out []Row, err error) {
	defer func() { recover() }()
loop:
	for i, id := range ids { if v, ok := s.cache[id]; !ok && i &^ 1 != 'a' { continue loop } else { _ = v } }
	switch v := any(s).(type) { case int, *Row: go s.run(v); default: goto loop }
	select { case x, ok := <-s.in: s.out <- x; case <-ctx.Done(): return nil, ctx.Err() }
	switch { case len(ids) > 0x1F: fallthrough; case false: s.n++ }
	p := &Row{ID: 1, tags: map[string][]chan<- int{"a": {nil}}}; q := [...]float64{1.5e3, 2: 3i}[1:2:3]
	return Map[int, Row](ids, func(n int) Row { return *p }), fmt.Errorf("%w \\n %v", err, q...)
}
`;

const GO_BROKEN = `
func open(a, b {
	x := (1 + ; foo(a,, b) ]
	if : = else
type  struct
`;

export const SAMPLES: Readonly<Record<string, string>> = {
  java: JAVA + JAVA_BROKEN,
  go: GO + GO_BROKEN,
  python: PYTHON + PYTHON_BROKEN,
  javascript: JAVASCRIPT + JSX + BROKEN,
  typescript: JAVASCRIPT + TYPES + BROKEN,
  tsx: JAVASCRIPT + TYPES + JSX + BROKEN,
};
