/**
 * An analysis of words, so that the protocol is tested on its own. `danger` is a severe and certain finding with a safe
 * fix, `doubt` a medium one of low confidence, `hidden` a suppressed one. `source in FILE` adds a step in that file.
 * `crash` throws, `poison` ends the process, `hang` never returns.
 */
import type {
  Analyzer,
  Endpoints,
  FileResult,
  OriginRange,
  ProvenFix,
  ScanOptions,
  ScanResult,
  TextChange,
} from '../../server/analyzer/analyzer';
import type { Finding, Step } from '../../server/base/finding';
import type { Host } from '../../server/base/host';
import type { RouteList } from '../../server/base/route';
import type { Span } from '../../server/base/span';

const WORDS = {
  danger: { rule: 'fake-danger', severity: 'high', confidence: 'high' },
  doubt: { rule: 'fake-doubt', severity: 'medium', confidence: 'low' },
  hidden: { rule: 'fake-hidden', severity: 'high', confidence: 'high' },
} as const;

export class FakeAnalyzer implements Analyzer {
  static health: 'good' | 'broken' = 'good';
  private readonly texts = new Map<string, string>();
  private readonly marks = new Map<string, readonly OriginRange[]>();

  constructor(private readonly host: Host) {}

  open(file: string, _language: string, text: string): void {
    this.texts.set(file, text);
  }

  edit(file: string, changes: readonly TextChange[]): void {
    let text = this.texts.get(file);
    if (text === undefined) throw new Error('not open');
    for (const change of changes) text = text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
    this.texts.set(file, text);
  }

  close(file: string): void {
    this.texts.delete(file);
    this.marks.delete(file);
  }

  changedOnDisk(): boolean {
    return true;
  }

  routes(): RouteList {
    return { routes: [], signs: [], unresolved: [], types: [] };
  }

  endpoints(): Endpoints {
    return { version: 0, list: undefined, hasFailed: false, mayBeAny: false };
  }

  applyPolicy(): void {}

  /** `half` is only understood at second sight. */
  settle(file: string): boolean {
    const text = this.texts.get(file);
    if (text === undefined || !text.includes('half')) return false;
    this.texts.set(file, text.replace('half danger', 'full danger'));
    return true;
  }

  markOrigin(file: string, ranges: readonly OriginRange[]): void {
    this.marks.set(file, ranges);
  }

  check(file: string): FileResult {
    const text = this.text(file) ?? '';
    if (text.includes('crash')) throw new Error(`secret words of the text: ${text}`);
    if (text.includes('poison')) process.kill(process.pid, 'SIGKILL');
    while (text.includes('hang'));
    if (text.includes('breakage')) FakeAnalyzer.health = 'broken';
    const notes = text.includes('too long') ? [{ kind: 'skipped' as const, file, message: 'it is too long' }] : [];
    return { file, findings: this.find(file, text), notes };
  }

  affected(file: string): readonly string[] {
    return [...this.texts].filter(([other, text]) => other !== file && text.includes(`source in ${file}`)).map(([other]) => other);
  }

  look(): void {}
  lookedAtAll(): void {}

  async scan({ files, onProgress, signal }: ScanOptions): Promise<ScanResult> {
    const findings: Finding[] = [];
    for (const [index, file] of files.entries()) {
      if (signal?.aborted === true) break;
      findings.push(...this.check(file).findings);
      onProgress?.(index + 1, files.length, file);
      await new Promise((resolve) => setTimeout(resolve, file.includes('slow') ? 50 : 0));
    }
    return { findings, notes: [], files: files.length, lines: files.length };
  }

  fixes(file: string, span: Span): readonly ProvenFix[] {
    const text = this.text(file) ?? '';
    const touched = this.find(file, text).filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end);
    return touched.flatMap((finding): ProvenFix[] => {
      const at = finding.span;
      const comment = `// gatehouse-ignore ${finding.rule}: reason\n`;
      return [
        { title: 'Make it safe', kind: 'safe', finding, edits: [{ file, span: at, text: 'safety' }] },
        { title: 'Look at it', kind: 'guided', finding, edits: [{ file, span: at, text: 'caution' }] },
        { title: 'Ignore, with a reason', kind: 'ignore', finding, edits: [{ file, span: { start: 0, end: 0 }, text: comment }] },
      ];
    });
  }

  dispose(): void {
    this.texts.clear();
  }

  private text(file: string): string | undefined {
    return this.texts.get(file) ?? this.host.readText(file);
  }

  private find(file: string, text: string): Finding[] {
    const findings: Finding[] = [];
    for (const match of text.matchAll(/(?<!half )danger|doubt|hidden/g)) {
      const word = WORDS[match[0] as keyof typeof WORDS];
      const span = { start: match.index, end: match.index + match[0].length };
      const origin = this.marks.get(file)?.find((mark) => mark.span.start <= span.start && span.end <= mark.span.end)?.origin;
      findings.push({
        ...word,
        file,
        span,
        message: `Found ${match[0]}.${origin === undefined ? '' : ` (in text just ${origin.kind})`}`,
        steps: this.steps(text),
        fingerprint: `${word.rule}-${file}-${span.start}`,
        rootCause: word.rule,
        ...(origin === undefined ? {} : { origin }),
        ...(match[0] === 'hidden' ? { suppressed: { by: 'comment' as const, reason: 'test' } } : {}),
      });
    }
    return findings;
  }

  private steps(text: string): Step[] {
    const file = /source in (\S+)/.exec(text)?.[1];
    const start = file === undefined ? -1 : (this.text(file)?.indexOf('origin') ?? -1);
    return file === undefined || start < 0 ? [] : [{ file, span: { start, end: start + 6 }, message: 'It begins here.' }];
  }
}
