/** Tells machine-packed text, which nobody reviews or fixes by hand, from text that people write. */

const LONG_LINE = 5000;
const PACKED_AVERAGE = 400;
const SOURCE_MAP = '//# sourceMappingURL=data:';

/**
 * True when most of the text sits in enormous lines. A single long line (embedded data, a generated table) among many
 * ordinary ones does not count; neither does a short text.
 */
export function isMinified(text: string): boolean {
  if (text.length < LONG_LINE) return false;
  let lines = 0;
  let inLong = 0;
  let map = 0;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    // A source map written into the file is no text of it.
    if (text.startsWith(SOURCE_MAP, from)) map += to - from;
    else {
      if (to > from) lines++;
      if (to - from >= LONG_LINE) inLong += to - from;
    }
    from = to + 1;
  }
  const length = text.length - map;
  return inLong * 2 > length || length / Math.max(1, lines) > PACKED_AVERAGE;
}
