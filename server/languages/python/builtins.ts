/** Names the language itself brings: https://docs.python.org/3/library/functions.html and the built-in constants and exceptions. */

const BUILTINS: ReadonlySet<string> = new Set(
  `abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod
  enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len
  list locals map max memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted
  staticmethod str sum super tuple type vars zip unicode basestring raw_input xrange reload execfile file long unichr reduce cmp
  NotImplemented Ellipsis __debug__ __name__ __file__ __doc__ __package__ __import__ __builtins__ self cls`.split(/\s+/),
);

export function isBuiltin(name: string): boolean {
  return BUILTINS.has(name) || /(?:Error|Exception|Warning|Exit|Interrupt|Iteration)$/.test(name);
}
