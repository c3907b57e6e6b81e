/**
 * Reads Markdown pages that are documentation and tests at once. `##` headings are sections, `###` headings name cases, and
 * the fences below one heading form one small project. A fence's info string is `<language> <file name>`; fences without a
 * file name are for the reader only, but for the fence `routes`.
 */
import { type MarkedFile, readMarkers } from './markers';

export interface Case {
  /** Text of the `##` heading. */
  readonly section: string;
  /** Text of the `###` heading, or of the section's where there is none. */
  readonly name: string;
  /** 1-based line of the heading. */
  readonly line: number;
  readonly files: readonly MarkedFile[];
  /** Lines of the fence `routes`, which says what routes there are; undefined where there is none. */
  readonly routes: readonly { readonly text: string; readonly pageLine: number }[] | undefined;
}

export interface Page {
  /** Root-relative path of the page. */
  readonly path: string;
  readonly title: string;
  /** What stands between the title and the first section, without fences. */
  readonly intro: string;
  readonly sections: readonly string[];
  readonly cases: readonly Case[];
  /** What is wrong with the page itself, each with its place. */
  readonly problems: readonly string[];
}

/** Languages whose fences need a file name: their text is tested. */
const TESTED = new Set(['js', 'jsx', 'ts', 'tsx', 'json', 'mjs', 'cjs', 'py', 'java', 'go', 'mod', 'gir']);

interface OpenCase {
  readonly section: string;
  readonly name: string;
  readonly line: number;
  readonly files: MarkedFile[];
  routes: Case['routes'];
}

export function parsePage(path: string, text: string): Page {
  const lines = text.split(/\r\n|\r|\n/);
  const problems: string[] = [];
  const sections: string[] = [];
  const cases: OpenCase[] = [];
  const intro: string[] = [];
  let title = '';
  let open: OpenCase | undefined;

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const heading = /^(#{1,3})\s+(.*?)\s*$/.exec(line);
    const fence = /^(`{3,})\s*(.*?)\s*$/.exec(line);
    if (heading) {
      const [, marks, words] = heading;
      if (marks.length === 1) {
        if (title !== '') problems.push(`${path}:${i + 1}: a second title`);
        title = words;
      } else {
        if (marks.length === 2) sections.push(words);
        open = { section: sections.at(-1) ?? '', name: words, line: i + 1, files: [], routes: undefined };
        cases.push(open);
      }
    } else if (fence) {
      const end = lines.findIndex((l, j) => j > i && l.startsWith(fence[1]) && l.slice(fence[1].length).trim() === '');
      if (end < 0) problems.push(`${path}:${i + 1}: the fence is never closed`);
      const body = lines.slice(i + 1, end < 0 ? undefined : end);
      const [language, file] = fence[2].split(/\s+/);
      if (file !== undefined && open) addFile(open, file, body, i + 1);
      else if (language === 'routes' && open)
        open.routes = body.flatMap((text, n) => (text.trim() === '' ? [] : [{ text, pageLine: i + 2 + n }]));
      else if (TESTED.has(language)) problems.push(`${path}:${i + 1}: this fence needs ${open ? 'a file name' : 'a heading above it'}`);
      i = end < 0 ? lines.length : end;
    } else if (sections.length === 0 && title !== '' && line.trim() !== '') intro.push(line.trim());
  }
  if (title === '') problems.push(`${path}:1: the page has no title`);
  const filled = cases.filter((c) => c.files.length > 0);
  for (const [i, c] of filled.entries()) {
    if (filled.findIndex((d) => d.section === c.section && d.name === c.name) < i)
      problems.push(`${path}:${c.line}: a second case of this name`);
  }
  return { path, title, intro: intro.join(' '), sections, cases: filled, problems };

  function addFile(to: OpenCase, file: string, body: readonly string[], offset: number): void {
    if (to.files.some((f) => f.file === file)) problems.push(`${path}:${offset}: a second ${file} below this heading`);
    const marked = readMarkers(path, file, body, offset);
    to.files.push(marked.file);
    problems.push(...marked.problems);
  }
}
