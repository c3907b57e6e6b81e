/** Names a fix needs, brought into scope in the language of the file. */
import type { Edit } from '../../base/edit';
import type { FixContext } from '../fix';
import { packageName, withGoImports } from './goImport';
import { classInScope } from './javaImport';
import { type InScope, moduleInScope, nameInScope } from './pythonImport';

/** What a fix calls, by where it comes from. */
export type Needed =
  /** `import shlex`, `shlex.quote`. */
  | { readonly module: string; readonly name: string }
  /** `from html import escape`, `escape`. */
  | { readonly from: string; readonly name: string }
  /** `import org.acme.Name;`, `Name.method`; without a method, `new Name`. */
  | { readonly javaClass: string; readonly name: string }
  /** `import "html"`, `html.EscapeString`. */
  | { readonly goPackage: string; readonly name: string };

export function inScope({ tree, file }: FixContext, needed: Needed): InScope {
  if ('module' in needed) return moduleInScope(tree, file, needed.module, needed.name);
  if ('from' in needed) return nameInScope(tree, file, needed.from, needed.name);
  if ('goPackage' in needed) return { text: `${packageName(tree, needed.goPackage)}.${needed.name}`, edits: [] };
  const { text, edits } = classInScope(tree, file, needed.javaClass);
  return { text: needed.name === '' ? `new ${text}` : `${text}.${needed.name}`, edits };
}

/** The edits of a fix with the imports of what it needs; imports of Go are also taken away. */
export function withImports(context: FixContext, edits: readonly Edit[], needed: readonly Needed[]): readonly Edit[] {
  if (context.language === 'go') {
    return withGoImports(
      context,
      edits,
      needed.flatMap((n) => ('goPackage' in n ? [n.goPackage] : [])),
    );
  }
  const out = [...edits];
  for (const need of needed) for (const edit of inScope(context, need).edits) addImport(out, edit);
  return out;
}

/** Two imports that would each begin a group at the same place share one. */
function addImport(edits: Edit[], edit: Edit): void {
  const beside = edits.findIndex((e) => e.span.start === edit.span.start && e.span.end === edit.span.end);
  const there = edits[beside];
  if (there === undefined) edits.push(edit);
  else if (there.text !== edit.text) {
    const statements = together(there.text.trim(), edit.text.trim());
    const newline = edit.text.includes('\r\n') ? '\r\n' : '\n';
    const [before, after] = [/^\s*/.exec(edit.text)?.[0] ?? '', /\s*$/.exec(edit.text)?.[0] ?? ''];
    edits[beside] = { ...edit, text: before + statements.join(newline) + after };
  }
}

/** Names of one module in one statement. */
function together(there: string, statement: string): readonly string[] {
  const [, from, name] = /^(from \S+ import )(\w+)$/.exec(statement) ?? [];
  const lines = there.split(/\r?\n/);
  const at = from === undefined ? -1 : lines.findIndex((line) => line.startsWith(from));
  return at < 0 ? [there, statement] : lines.with(at, `${lines[at]}, ${name}`);
}
