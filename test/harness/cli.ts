/** The command line in this process: a terminal made of strings, and an analysis that flags calls of `eval` and `runs`. */

import type { Analyzer, ScanOptions, ScanResult } from '../../server/analyzer/analyzer';
import { compareFindings, type Finding, type Note } from '../../server/base/finding';
import { LineIndex } from '../../server/base/lineIndex';
import { main } from '../../server/cli/main';
import type { AnalysisOptions, Engine, World } from '../../server/cli/world';
import { judge } from '../../server/policy/judge';
import { callRule } from '../../server/rules/rule';
import { commentsOf } from './policy';

export type { Note } from '../../server/base/finding';
export { mergeNotes } from '../../server/cli/notes';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Setting {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
  /** Replaces the stand-in's scan. */
  readonly scan?: (options: ScanOptions, analysis: AnalysisOptions) => Promise<ScanResult>;
}

export async function gatehouse(setting: Setting, ...args: string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const stream = (add: (text: string) => void) => ({ write: add, isTerminal: setting.terminal === true, columns: 80 });
  const world: World = {
    cwd: setting.cwd,
    env: setting.env ?? {},
    out: stream((text) => {
      out += text;
    }),
    err: stream((text) => {
      err += text;
    }),
    signal: setting.signal ?? new AbortController().signal,
    bundle: undefined,
    loadEngine: async () => standIn(setting.scan),
    serve() {
      out += 'serving';
    },
  };
  const code = await main(args, world);
  return { code, out, err };
}

const RULES = [
  callRule({
    id: 'injection-code',
    title: 'Code built from untrusted data',
    severity: 'high',
    cwe: [95],
    page: '# Code built from untrusted data\nAnything can run.\n```js\neval(x); // expect injection-code\n```\n',
    on: 'hash',
    check: () => [],
    advice: 'Do not evaluate text.',
  }),
  callRule({
    id: 'data-in-logs',
    title: 'Data in logs',
    severity: 'low',
    cwe: [532],
    page: '# Data in logs\n',
    on: 'hash',
    check: () => [],
    advice: 'Mask it.',
  }),
];

function standIn(scan: Setting['scan']): Engine {
  return {
    version: '1.2.3',
    rules: RULES,
    accepts: (file) => /\.[jt]s$/.test(file),
    // One node a character; what it does not know are question marks.
    createStats: async () => (file, text) => ({
      language: file.slice(file.lastIndexOf('.') + 1),
      lines: text.split('\n').length - 1,
      nodes: text.length,
      unknown: Object.fromEntries(text.includes('?') ? [['mark', text.split('?').length - 1]] : []),
      isDamaged: text.includes('('),
      isSkipped: false,
    }),
    createAnalyzer: async (options) =>
      ({
        scan: (what: ScanOptions) => (scan ?? standInScan)(what, options),
        routes: () => ({ routes: [], unresolved: [], types: [] }),
        dispose() {},
      }) as unknown as Analyzer,
  };
}

/** `eval(` is a finding of high severity, `log(` one of low severity and medium confidence; `throw` makes the analysis fail there. */
export async function standInScan(
  { files, onProgress, signal }: ScanOptions,
  { host, policy, baseline }: AnalysisOptions,
): Promise<ScanResult> {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  let lines = 0;
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    const text = host.readText(file);
    onProgress?.(index + 1, files.length, file);
    if (text === undefined) {
      notes.push({ kind: 'unreadable', file, message: 'could not be read' });
      continue;
    }
    if (text.includes('throw')) notes.push({ kind: 'crash', file, message: 'lowering failed' });
    const lineIndex = new LineIndex(text);
    lines += lineIndex.lineCount;
    const raw = [...text.matchAll(/eval\(|log\(/g)].map((match): Finding => {
      const isCode = match[0] === 'eval(';
      return {
        rule: isCode ? 'injection-code' : 'data-in-logs',
        severity: isCode ? 'high' : 'low',
        confidence: isCode ? 'high' : 'medium',
        file,
        span: { start: match.index, end: match.index + match[0].length },
        message: `${match[0]} is called.`,
        steps: [],
        fingerprint: '',
        rootCause: file,
      };
    });
    const bench = { policy, baseline, rules: new Set(RULES.map(({ id }) => id)), today: '2026-06-15' };
    findings.push(...judge(bench, { file, lines: lineIndex, comments: () => commentsOf(text), complete: true }, raw));
  }
  return { findings: findings.sort(compareFindings), notes, files: files.length, lines };
}
