/** What `gatehouse stats` says of a folder: how much there is in each language, and how much of it is understood. */
import { printable } from './printable';
import { count } from './text';

export interface LanguageStats {
  readonly language: string;
  readonly files: number;
  readonly lines: number;
  readonly nodes: number;
  /** Nodes the lowering does not know, by type, the most frequent first. */
  readonly unknown: readonly (readonly [type: string, count: number])[];
  readonly damaged: number;
  readonly skipped: number;
}

export interface StatsReport {
  readonly version: string;
  readonly languages: readonly LanguageStats[];
}

/** Types listed for each language. */
const MAX_TYPES = 10;

/** Ends with a line end. */
export function statsText({ languages }: StatsReport): string {
  if (languages.length === 0) return 'No files in a language that Gatehouse reads.\n';
  const out: string[] = [];
  for (const one of languages) {
    const { language, files, lines, nodes, unknown, damaged, skipped } = one;
    out.push(`${language}: ${count(files, 'file')}, ${count(lines, 'line')}`);
    out.push(`  not understood: ${unknownOf(one)} of ${nodes} nodes (${share(one)} %)`);
    for (const [type, times] of unknown.slice(0, MAX_TYPES)) out.push(`    ${printable(type)}  ${times}`);
    if (damaged > 0) out.push(`  damaged: ${count(damaged, 'file')}`);
    if (skipped > 0) out.push(`  skipped: ${count(skipped, 'file')}`);
  }
  return `${out.join('\n')}\n`;
}

export function statsJson({ version, languages }: StatsReport): string {
  const made = {
    format: 'gatehouse-stats',
    version: 1,
    tool: { name: 'Gatehouse', version },
    languages: languages.map((one) => ({ ...one, unknown: Object.fromEntries(one.unknown), share: Number(share(one)) })),
  };
  return `${JSON.stringify(made, undefined, 2)}\n`;
}

function unknownOf({ unknown }: LanguageStats): number {
  return unknown.reduce((sum, [, times]) => sum + times, 0);
}

/** Per cent, with three digits. */
function share(one: LanguageStats): string {
  return one.nodes === 0 ? '0.000' : ((unknownOf(one) / one.nodes) * 100).toFixed(3);
}
