/** Holds findings against the markers of a case and says, place by place, where the two disagree. */
import type { Finding } from '../../server/base/finding';
import { LineIndex } from '../../server/base/lineIndex';
import type { MarkedFile, Marker } from './markers';
import type { Case } from './pages';

/** One line for each disagreement, `page:line` first; empty when all is as marked. */
export function disagreements(page: string, { files }: Case, findings: readonly Finding[]): readonly string[] {
  const out: string[] = [];
  const byName = new Map(files.map((f) => [f.file, f]));
  const indexes = new Map(files.map((f) => [f.file, new LineIndex(f.text)]));
  const used = new Set<string>();
  const visible = findings.filter((f) => !f.suppressed);
  const at = (file: MarkedFile, line: number): string => `${page}:${file.pageLine(line)} (${file.file})`;
  const lineOf = (file: string, offset: number): number => (indexes.get(file)?.lineAt(offset) ?? -1) + 1;

  const sourceOf = (name: string): string | undefined => {
    const file = files.find((f) => f.sources.has(name));
    return file && `${file.file}:${file.sources.get(name)}`;
  };
  const startsAt = (finding: Finding): string => {
    const first = finding.steps[0] ?? finding;
    return `${first.file}:${lineOf(first.file, first.span.start)}`;
  };

  for (const file of files) {
    const here = visible.filter((f) => f.file === file.file);
    const open = new Set(here);
    /** Most particular first, so that a plain marker doesn't take the finding of a pinned one. */
    const expected = file.markers.filter((m) => m.kind === 'expect').sort((a, b) => weight(b) - weight(a));
    for (const marker of expected) {
      if (marker.from !== undefined) used.add(marker.from);
      const candidates = [...open].filter((f) => f.rule === marker.rule && lineOf(f.file, f.span.start) === marker.line);
      const source = marker.from === undefined ? undefined : sourceOf(marker.from);
      if (marker.from !== undefined && source === undefined)
        out.push(`${at(file, marker.line)}: no line is marked \`source ${marker.from}\``);
      const right = candidates.filter((f) => source === undefined || startsAt(f) === source);
      const exact = right.find((f) => marker.confidence === undefined || f.confidence === marker.confidence);
      const match = exact ?? right[0] ?? candidates[0];
      if (match) open.delete(match);
      if (!match) out.push(`${at(file, marker.line)}: expected ${marker.rule}, found ${describeAll(here, marker.line)}`);
      else if (right.length === 0)
        out.push(
          `${at(file, marker.line)}: ${marker.rule} should come from \`${marker.from}\` (${source}), it comes from ${startsAt(match)}`,
        );
      else if (!exact)
        out.push(`${at(file, marker.line)}: ${marker.rule} should have ${marker.confidence} confidence, it has ${match.confidence}`);
    }
    for (const marker of file.markers.filter((m) => m.kind === 'spurious')) {
      const match = [...open].find((f) => f.rule === marker.rule && lineOf(f.file, f.span.start) === marker.line);
      if (match) open.delete(match);
      else out.push(`${at(file, marker.line)}: ${marker.rule} is no longer reported here: remove the \`spurious\` marker`);
    }
    for (const marker of file.markers.filter((m) => m.kind === 'missing')) {
      const match = [...open].find((f) => f.rule === marker.rule && lineOf(f.file, f.span.start) === marker.line);
      if (match) out.push(`${at(file, marker.line)}: ${marker.rule} is found now: turn \`missing\` into \`expect\``);
      if (match) open.delete(match);
    }
    for (const finding of open) {
      out.push(`${at(file, lineOf(finding.file, finding.span.start))}: unexpected ${describe(finding)}\n      ${finding.message}`);
    }
    for (const under of file.underlines) {
      const lines = indexes.get(file.file) as LineIndex;
      const onLine = here.filter((f) => lineOf(f.file, f.span.start) === under.line);
      const start = lines.starts[under.line - 1];
      const lineEnd = start + lines.lineText(under.line - 1).length;
      const columns = (f: Finding): string => `${f.span.start - start}-${Math.min(f.span.end, lineEnd) - start}`;
      const place = onLine.filter(
        (f) => f.span.start - start === under.start && (under.end === undefined || Math.min(f.span.end, lineEnd) - start === under.end),
      );
      if (place.length === 0) {
        const found = onLine.length === 0 ? 'there is none' : `found ${onLine.map((f) => `${f.rule} at ${columns(f)}`).join(', ')}`;
        out.push(
          `${page}:${under.pageLine} (${file.file}): expected a finding at column ${under.start}${under.end === undefined ? '' : `-${under.end}`}, ${found}`,
        );
      } else if (!place.some((f) => f.message.toLowerCase().includes(under.words.toLowerCase()))) {
        out.push(`${page}:${under.pageLine} (${file.file}): the message should contain "${under.words}", it is "${place[0].message}"`);
      }
    }
  }
  for (const finding of visible) {
    if (!byName.has(finding.file)) out.push(`${page}: a finding in ${finding.file}, which is no file of this case`);
  }
  for (const file of files) {
    for (const [name, line] of file.sources) if (!used.has(name)) out.push(`${at(file, line)}: nothing expects a flow from \`${name}\``);
  }
  return out;

  function describeAll(here: readonly Finding[], line: number): string {
    const onLine = here.filter((f) => lineOf(f.file, f.span.start) === line);
    return onLine.length === 0 ? 'nothing' : onLine.map(describe).join(', ');
  }
}

function weight(marker: Marker): number {
  return (marker.from === undefined ? 0 : 2) + (marker.confidence === undefined ? 0 : 1);
}

function describe(finding: Finding): string {
  return `${finding.rule} (${finding.severity}, ${finding.confidence} confidence)`;
}
