/** Which texts are not worth parsing, and why. The caller says how large is too large; the reason is meant for the user. */
import { isMinified } from '../base/minified';

/** UTF-16 units. The editor analyses on every keystroke, so its files must be smaller. */
export const EDITOR_TEXT_LIMIT = 1024 * 1024;
export const SCAN_TEXT_LIMIT = 2 * 1024 * 1024;

export type Unfit = 'too-large' | 'binary' | 'minified';

export interface UnfitText {
  readonly kind: Unfit;
  /** Ends a sentence that begins with the file's name: "… is skipped: it is minified (…)". */
  readonly reason: string;
}

const BINARY_PROBE = 8192;
const DAMAGED_SHARE = 0.05;

/** Why this text is not to be parsed, or undefined when it may be. */
export function unfit(text: string, limit: number): UnfitText | undefined {
  if (text.length > limit) {
    return { kind: 'too-large', reason: `it is larger than ${Math.round(limit / 1024)} KB (${Math.round(text.length / 1024)} KB)` };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0 && nul < BINARY_PROBE) return { kind: 'binary', reason: 'it looks binary (it holds NUL characters)' };
  const damaged = countReplacements(text);
  if (damaged > text.length * DAMAGED_SHARE) {
    const share = Math.round((damaged / text.length) * 100);
    return { kind: 'binary', reason: `it looks binary (${share} % of its characters could not be decoded)` };
  }
  if (isMinified(text)) return { kind: 'minified', reason: 'it is minified or generated (its lines are far longer than people write)' };
  return undefined;
}

/** Counts U+FFFD, which stands for bytes that are not valid UTF-8. */
function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}
