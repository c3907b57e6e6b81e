/** Refuses a request whose body could not be read, where the error of reading it was ignored. */
import type { FixContext, FixMaker } from '../fix';
import { calleeText, enclosing, isCall, nodesIn } from './codeTree';
import { withGoImports } from './goImport';

export const readError: FixMaker = {
  languages: ['go'],
  make(context) {
    const { tree, file, finding } = context;
    if (!/its error is ignored/.test(finding.message)) return undefined;
    const statement = enclosing(tree, context.nodeAt(finding.span), ['expression_statement', 'assignment_statement']);
    const owner = statement < 0 ? -1 : enclosing(tree, statement, ['func_literal', 'function_declaration', 'method_declaration']);
    if (owner < 0 || tree.childNamed(owner, 'result') >= 0) return undefined;
    const call = [...nodesIn(tree, statement)].find((n) => isCall(tree, n) && tree.start(n) >= finding.span.start) ?? -1;
    const written = tree.textOf(statement).replace(/^_\s*:?=\s*/, '');
    if (call < 0 || written !== tree.textOf(call)) return undefined;
    const refusal = refusalOf(context, owner, calleeText(tree, call));
    if (refusal === undefined) return undefined;
    const indent = /[\t ]*$/.exec(tree.text.slice(0, tree.start(statement)))?.[0] ?? '';
    const text = `if err := ${written}; err != nil {\n${indent}\t${refusal}\n${indent}\treturn\n${indent}}`;
    return {
      title: 'Refuse what cannot be read',
      kind: 'safe',
      edits: withGoImports(context, [{ file, span: tree.span(statement), text }], ['net/http']),
    };
  },
};

/** In the words of whatever the function is handed. */
function refusalOf({ tree }: FixContext, owner: number, callee: string): string | undefined {
  const parameters = tree.textOf(tree.childNamed(owner, 'parameters'));
  const [, writer] = /(\w+) http\.ResponseWriter/.exec(parameters) ?? [];
  if (writer !== undefined) return `http.Error(${writer}, "bad request", http.StatusBadRequest)`;
  const [, context] = /(\w+) \*gin\.Context/.exec(parameters) ?? [];
  return context !== undefined && callee.startsWith(`${context}.`) ? `${context}.AbortWithStatus(http.StatusBadRequest)` : undefined;
}
