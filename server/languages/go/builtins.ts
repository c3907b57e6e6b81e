/** Names the language itself brings: https://go.dev/ref/spec#Predeclared_identifiers */

const NUMBERS = `int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr byte rune float32 float64 complex64 complex128`.split(
  ' ',
);

const BUILTINS: ReadonlySet<string> = new Set([
  ...NUMBERS,
  ...`any bool comparable error string true false iota nil append cap clear close complex copy delete imag len make max min new panic
  print println real recover _`.split(/\s+/),
]);

export const NUMBER_TYPES: ReadonlySet<string> = new Set(NUMBERS);

export function isBuiltin(name: string): boolean {
  return BUILTINS.has(name);
}
