/** Puts what is for developers under the condition that the program does not run in production. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { enclosing, indentAt, newlineOf, replacement, statementAround, stepOf } from './codeTree';
import { importedPaths, packageName } from './goImport';
import { fileIndent, fileQuote } from './javascriptText';
import { enclosingStatement } from './javascriptTree';

export const onlyInDevelopment: FixMaker = {
  languages: ['javascript', 'python', 'go'],
  make(context): Fix | undefined {
    const edits = BY_LANGUAGE[context.language](context);
    return edits && { title: 'Serve it outside production only', kind: 'guided', edits };
  },
};

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext) => readonly Edit[] | undefined>> = {
  javascript: inJavascript,
  python: inPython,
  go: inGo,
};

function inJavascript(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, nodeAt, file } = context;
  const node = nodeAt(finding.span);
  const quote = fileQuote(tree);
  const condition = `process.env.NODE_ENV !== ${quote}production${quote}`;
  if (tree.textOf(node) === 'true') return [{ file, span: tree.span(node), text: condition }];
  const statement = enclosingStatement(tree, node);
  if (statement < 0 || tree.type(statement) !== 'expression_statement') return undefined;
  // What others are called on goes on behind it.
  if (/^\s*\w[\w.]*\s*=(?!=)/.test(tree.textOf(statement))) return undefined;
  return wrapped(context, statement, `if (${condition}) {`, fileIndent(tree), '}');
}

function inPython(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  const statement = statementAround(tree, nodeAt(finding.span));
  const app = statement < 0 ? undefined : /^(\w+)\.wsgi_app\s*=/.exec(tree.textOf(statement))?.[1];
  return app === undefined ? undefined : wrapped(context, statement, `if ${app}.debug:`, stepOf(tree), undefined);
}

function inGo(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  const gin = importedPaths(tree).find((path) => path === 'github.com/gin-gonic/gin');
  const call = enclosing(tree, nodeAt(finding.span), ['call_expression']);
  const statement = call < 0 ? -1 : statementAround(tree, call);
  if (gin === undefined || statement < 0 || tree.type(statement) !== 'expression_statement') return undefined;
  return wrapped(context, statement, `if ${packageName(tree, gin)}.IsDebugging() {`, '\t', '}');
}

/** The statement one step further in, between the lines. */
function wrapped(
  context: FixContext,
  statement: number,
  head: string,
  step: string,
  foot: string | undefined,
): readonly Edit[] | undefined {
  const { tree } = context;
  const text = tree.textOf(statement);
  // Texts of several lines would change with their indentation.
  if (/`[^`]*\n[^`]*`|"""/.test(text)) return undefined;
  const newline = newlineOf(tree);
  const indent = indentAt(tree.text, tree.start(statement));
  const inner = text.split(/\r?\n/).map((line, i) => (line === '' ? line : (i === 0 ? indent : '') + step + line));
  const lines = [head, ...inner, ...(foot === undefined ? [] : [indent + foot])];
  return [replacement(context, statement, lines.join(newline))];
}
