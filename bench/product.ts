/** The analysis as it is shipped, over texts in memory. */
import type { Analyzer } from '../server/analyzer/analyzer';
import { createAnalyzer } from '../server/analyzer/create';
import { type Host, listingOf } from '../server/base/host';
import { loadGrammars } from '../server/host/grammars';
import { loadSyntax, type Syntax } from '../server/syntax/syntax';

export type Texts = ReadonlyMap<string, string>;

/** With the grammars beside this bundle. */
export function shippedSyntax(): Promise<Syntax> {
  const grammars = loadGrammars();
  return loadSyntax({
    read: (name) => grammars.bytes(name),
    now: () => performance.now(),
    warn: (message) => process.stderr.write(`${message}\n`),
  });
}

export function analyzerOver(syntax: Syntax, texts: Texts, limits: 'editor' | 'scan'): Analyzer {
  const host: Host = {
    readText: (file) => texts.get(file),
    exists: (file) => texts.has(file),
    list: (folder) => listingOf(texts.keys(), folder),
  };
  return createAnalyzer({ host, syntax, today: '2026-01-01', limits });
}

export function countLines(texts: Texts): number {
  let lines = 0;
  for (const text of texts.values()) lines += text.split('\n').length;
  return lines;
}
