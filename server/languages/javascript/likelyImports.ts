/** What a text seems to import, by the words before its quotes. Comments and texts may add to it. */

const IMPORT = /\b(?:from|import|require)\s*\(?\s*(?:"([^"\\\n]+)"|'([^'\\\n]+)'|`([^`\\\n$]+)`)/g;

export function likelyImports(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, double, single, back] of text.matchAll(IMPORT)) found.add(double ?? single ?? back);
  return [...found];
}
