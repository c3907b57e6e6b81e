/** Writing JavaScript the way the file at hand is written: its quotes, semicolons, indentation and line ends. */
import type { FlatTree } from '../../syntax/flatTree';
import { nodesIn } from './javascriptTree';

export type Quote = "'" | '"' | '`';

/** The quote most strings of the file use. */
export function fileQuote(tree: FlatTree): "'" | '"' {
  let single = 0;
  let double = 0;
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'string') continue;
    const text = tree.textOf(n);
    // One that holds the other quote says nothing about the file's taste.
    if (text[0] === '"' && !text.includes("'")) double++;
    else if (text[0] === "'" && !text.includes('"')) single++;
  }
  return double > single ? '"' : "'";
}

/** `;` where the file ends its statements so, else nothing. */
export function fileSemicolon(tree: FlatTree): string {
  let withOne = 0;
  let without = 0;
  for (const n of nodesIn(tree, 0)) {
    const type = tree.type(n);
    if (type !== 'expression_statement' && type !== 'lexical_declaration' && type !== 'import_statement') continue;
    if (tree.text[tree.end(n) - 1] === ';') withOne++;
    else without++;
  }
  return without > withOne ? '' : ';';
}

export function fileNewline(tree: FlatTree): string {
  return tree.text.includes('\r\n') ? '\r\n' : '\n';
}

/** White space before the first character of the line that holds the offset. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** One step of indentation as the file has it. */
export function fileIndent(tree: FlatTree): string {
  return /\n(\t|\x20{2,8})\S/.exec(tree.text)?.[1] ?? '  ';
}

/** The text a string literal or the fixed part of a template stands for, or undefined for rare escapes. */
export function cook(raw: string): string | undefined {
  if (!raw.includes('\\')) return raw;
  let rare = false;
  const out = raw.replace(/\\(\r\n|[\s\S])/g, (_, c: string) => {
    if (c === 'n') return '\n';
    if (c === 't') return '\t';
    if (/^[`'"\\$]$/.test(c)) return c;
    rare = true;
    return '';
  });
  return rare ? undefined : out;
}

/** Writes text between the given quotes. */
export function quoted(text: string, quote: Quote): string {
  return quote + escaped(text, quote) + quote;
}

/** The inside of a literal with the given quotes. */
export function escaped(text: string, quote: Quote): string {
  const out = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote === '`' ? out.replaceAll('${', '\\${') : out.replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** Inner text of a string or of a template's fixed part. */
export function stringContent(tree: FlatTree, n: number): string | undefined {
  return cook(tree.text.slice(tree.start(n) + 1, tree.end(n) - 1));
}
