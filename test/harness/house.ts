/** The project's own files, as the house rules look at them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf } from '../../server/languages';
import type { FlatTree } from '../../server/syntax/flatTree';
import type { Syntax } from '../../server/syntax/syntax';

export interface OwnImport {
  /** As written. */
  readonly from: string;
  /** Root-relative path without extension, for a file of ours. */
  readonly file: string | undefined;
  /** Only types are taken, so nothing of it is in the bundle. */
  readonly typeOnly: boolean;
}

const SKIPPED = new Set(['node_modules', 'dist', 'out', '.git', '.vscode-e2e', '.cache']);

/** Root-relative paths of all files that git keeps or would keep; of all files but generated ones where there is no git. */
export function ownFiles(): readonly string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8' });
    return listed.split('\0').filter((file) => file !== '' && existsSync(file));
  } catch {
    return readdirSync('.', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name).split(path.sep).join('/'))
      .filter((file) => !file.split('/').some((part) => SKIPPED.has(part)));
  }
}

export function readOwn(file: string): string {
  return readFileSync(file, 'utf8');
}

/** The room a file belongs to: `engine` for `server/engine/…`, else its first folder, else ''. */
export function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return '';
  return parts[0] === 'server' && parts.length > 2 ? parts[1] : parts[0];
}

/** Parsed once for all that asks. */
const trees = new Map<string, FlatTree>();

export function treeOf(syntax: Syntax, file: string): FlatTree {
  const known = trees.get(file);
  if (known) return known;
  const language = languageOf(file);
  const { tree } = syntax.parse(language?.grammarFor(file) ?? 'typescript', readOwn(file));
  if (!tree) throw new Error(`${file} cannot be parsed`);
  trees.set(file, tree);
  return tree;
}

/** Everything the file imports or re-exports, by statement or by call. */
export function importsIn(tree: FlatTree, file: string): readonly OwnImport[] {
  const out: OwnImport[] = [];
  for (let n = 0; n < tree.count; n++) {
    const type = tree.type(n);
    if (type === 'import_statement' || type === 'export_statement') {
      const source = tree.childNamed(n, 'source');
      if (source >= 0) out.push(ownImport(file, tree.textOf(source), /^(?:import|export)\s+type\b/.test(tree.textOf(n))));
    } else if (type === 'call_expression') {
      const callee = tree.textOf(tree.childNamed(n, 'function'));
      const argument = tree.namedChildren(tree.childNamed(n, 'arguments'))[0];
      if ((callee === 'import' || callee === 'require') && argument !== undefined && tree.type(argument) === 'string') {
        out.push(ownImport(file, tree.textOf(argument), false));
      }
    }
  }
  return out;
}

function ownImport(file: string, quoted: string, typeOnly: boolean): OwnImport {
  const from = quoted.slice(1, -1);
  return { from, typeOnly, file: from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : undefined };
}

/** What the file uses of the world around the program: the given globals, and the clock. */
export function outsideIn(tree: FlatTree, globals: ReadonlySet<string>): readonly string[] {
  const used = new Set<string>();
  for (let n = 0; n < tree.count; n++) {
    const type = tree.type(n);
    const text = type === 'identifier' || type === 'member_expression' || type === 'new_expression' ? tree.textOf(n) : '';
    if (type === 'identifier' && globals.has(text) && tree.fieldName(n) !== 'name') used.add(text);
    if (text === 'Date.now' || text === 'new Date()' || text === 'Math.random') used.add(text);
  }
  return [...used];
}

export function exportsDefault(tree: FlatTree): boolean {
  return tree.children(0).some((n) => tree.type(n) === 'export_statement' && /^export\s+default\b/.test(tree.textOf(n)));
}

/** Relative links of a Markdown text, as written, without the part that names a heading; what stands in code is no link. */
export function relativeLinksIn(text: string): readonly string[] {
  const prose = text.replace(/^(`{3,})[\s\S]*?^\1`*[ \t]*$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)/g)].map((m) => m[1].replace(/#.*$/, '')).filter((to) => to !== '' && !/^[a-z]+:/.test(to));
}
