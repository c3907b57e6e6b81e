/** A rule's page as its readers get it: the markers that make its examples tests are taken out. */

const MARKER = /[ \t]*(?:\/\/|#|--|\/\*|<!--|\{\/\*)[ \t]*(?:(?:expect|missing|spurious|source)[ \t]+[a-z][^\n]*|\^\^+[^\n]*)$/gm;

export function readablePage(page: string): string {
  return page
    .split(/(^```[\s\S]*?^```[^\S\n]*$)/m)
    .map((part) => (part.startsWith('```') ? clean(part) : part))
    .join('');
}

/** The title, the sentence or two under it, and all the rest. */
export function pageParts(page: string): { readonly title: string; readonly summary: string } {
  const lines = page.replace(/\r/g, '').split('\n');
  const head = lines.findIndex((line) => line.startsWith('# '));
  const title = head < 0 ? '' : lines[head].slice(2).trim();
  const summary: string[] = [];
  for (const line of lines.slice(head + 1)) {
    if (line.startsWith('#')) break;
    if (line.trim() === '' && summary.length > 0) break;
    if (line.trim() !== '') summary.push(line.trim());
  }
  return { title, summary: summary.join(' ') };
}

/** A line that was nothing but a marker goes altogether; the fence's own first line loses the file name, which no viewer knows. */
function clean(fence: string): string {
  return fence
    .split('\n')
    .map((line, i) => (i === 0 ? { line: line.replace(/^(```\w+)[ \t]+\S+.*$/, '$1'), whole: false } : strip(line)))
    .filter(({ whole }) => !whole)
    .map(({ line }) => line)
    .join('\n');
}

function strip(line: string): { line: string; whole: boolean } {
  const stripped = line.replace(MARKER, '');
  return { line: stripped.trimEnd() === '' ? '' : stripped, whole: line.trim() !== '' && stripped.trim() === '' };
}
