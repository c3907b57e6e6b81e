/** A baseline: the findings a team has decided to live with for now, by fingerprint. New ones still count. */
import type { Finding } from '../base/finding';

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
}
/** By fingerprint. */
export type Baseline = ReadonlyMap<string, BaselineEntry>;

const VERSION = 1;

/** Throws with one sentence that says what is wrong with the text and what to do. */
export function readBaseline(text: string): Baseline {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error('it is not JSON; write it again with --write-baseline');
  }
  if (!isRecord(data) || !Array.isArray(data['findings'])) throw new Error('it is not a baseline; write it again with --write-baseline');
  if (data['version'] !== VERSION) {
    throw new Error(
      `its version is ${JSON.stringify(data['version'])}, this Gatehouse reads ${VERSION}; write it again with --write-baseline`,
    );
  }
  const entries = new Map<string, BaselineEntry>();
  data['findings'].forEach((entry: unknown, index: number) => {
    if (!isEntry(entry)) throw new Error(`entry ${index + 1} of "findings" is damaged; write it again with --write-baseline`);
    entries.set(entry.fingerprint, entry);
  });
  return entries;
}

/** One finding a line, sorted, so that a change of the file reads well in a review. */
export function printBaseline(findings: readonly Finding[]): string {
  const entries = new Map(findings.map(({ fingerprint, rule, file }) => [fingerprint, { file, rule, fingerprint }]));
  const lines = [...entries.values()]
    .sort((a, b) => order(a.file, b.file) || order(a.rule, b.rule) || order(a.fingerprint, b.fingerprint))
    .map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": ${VERSION},\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    typeof value['fingerprint'] === 'string' &&
    /^[0-9a-f]{32}$/.test(value['fingerprint']) &&
    typeof value['rule'] === 'string' &&
    typeof value['file'] === 'string'
  );
}
