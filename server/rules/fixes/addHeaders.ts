/** Has an application send the headers that protect pages, by the package or the middleware that is made for it. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { linesAfter, statementAround } from './codeTree';
import { withImports } from './inScope';
import { bringIntoScope } from './javascriptImport';
import { fileSemicolon } from './javascriptText';
import { enclosingStatement } from './javascriptTree';

export const addHeaders: FixMaker = { languages: ['javascript', 'python'], make };

function make(context: FixContext): Fix | undefined {
  const { language, tree, text, finding, nodeAt } = context;
  const here = text.slice(finding.span.start, finding.span.end);
  if (language === 'javascript') return withHelmet(context, enclosingStatement(tree, nodeAt(finding.span)));
  if (/SessionMiddleware/.test(here)) return withMiddleware(context);
  const statement = statementAround(tree, nodeAt(finding.span));
  const [, name] = statement < 0 ? [] : (/^(\w+)\s*(?::[^=]*)?=\s*[\w.]*Flask\(/.exec(tree.textOf(statement)) ?? []);
  if (name === undefined) return undefined;
  const edits = withImports(
    context,
    [linesAfter(context, statement, [`Talisman(${name})`])],
    [{ from: 'flask_talisman', name: 'Talisman' }],
  );
  return { title: 'Send the headers of flask-talisman, a package to install', kind: 'guided', edits };
}

function withHelmet({ tree, file }: FixContext, statement: number): Fix | undefined {
  const [, name] =
    statement < 0
      ? []
      : (/^(?:export\s+)?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*(?:\w+\.)?express\(\)/.exec(tree.textOf(statement)) ?? []);
  const helmet = name === undefined ? undefined : bringIntoScope(tree, file, { module: 'helmet', name: 'default', local: 'helmet' });
  if (!helmet) return undefined;
  const line = linesAfter({ tree, file } as FixContext, statement, [`${name}.use(${helmet.text}())${fileSemicolon(tree)}`]);
  return { title: 'Send the headers of helmet, a package to install', kind: 'guided', edits: [...helmet.edits, line] };
}

/** One before all others, as it is meant to be, and the one for frames behind them. */
function withMiddleware({ text, finding, file }: FixContext): Fix | undefined {
  const { start, end } = finding.span;
  const list = text.slice(start, end);
  const first = /\n([ \t]*)(["'])[\w.]+\2,/.exec(list);
  const last = [...list.matchAll(/\n[ \t]*["'][\w.]+["'],(?=[^"']*$)/g)].at(-1);
  if (!first || !last) return undefined;
  const [, indent, quote] = first;
  const line = (name: string): string => `\n${indent}${quote}${name}${quote},`;
  const at = (offset: number, name: string): Edit => ({ file, span: { start: start + offset, end: start + offset }, text: line(name) });
  const edits = [
    at(first.index, 'django.middleware.security.SecurityMiddleware'),
    at(last.index + last[0].length, 'django.middleware.clickjacking.XFrameOptionsMiddleware'),
  ];
  return { title: 'Add the middleware that sends them', kind: 'guided', edits };
}
