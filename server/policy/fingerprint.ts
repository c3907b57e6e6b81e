/** Names findings by their content, so that a name survives moved lines, other work trees and other machines. */
import type { Finding } from '../base/finding';
import { hash128 } from '../base/hash';
import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';

/** Characters of flagged text that count; a whole function flagged should not change its name with every line of it. */
const MAX_TEXT = 400;

/**
 * Fingerprints for the findings of one file, all of them at once and in order of place: findings of one rule on equal
 * text are told apart by their number.
 */
export function withFingerprints(lines: LineIndex, findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = `${finding.rule}\n${finding.file}\n${textAt(lines, finding.span)}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return { ...finding, fingerprint: hash128(`${key}\n${occurrence}`) };
  });
}

/** The lines a span touches, white space collapsed: layout and indentation do not count, comments at the line's end do. */
function textAt(lines: LineIndex, span: Span): string {
  const last = lines.lineAt(Math.max(span.start, span.end - 1));
  let text = '';
  for (let line = lines.lineAt(span.start); line <= last && text.length < MAX_TEXT; line++) text += `${lines.lineText(line)} `;
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
}
