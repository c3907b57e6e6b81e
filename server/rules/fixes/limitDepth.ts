/** Puts a limit on how deep or how costly queries of a GraphQL server may be. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, calleeText, enclosing, insertion, isCall, linesAfter, nodesIn, receiverOf, replacement } from './codeTree';
import { packageName } from './goImport';
import { inScope, type Needed, withImports } from './inScope';
import { bringIntoScope } from './javascriptImport';
import { withMember } from './javascriptObject';
import { calleeOf } from './javascriptTree';

const DEPTH = 10;

export const limitDepth: FixMaker = {
  languages: ['javascript', 'python', 'java', 'go'],
  make(context): Fix | undefined {
    if (!/however deep and costly/.test(context.finding.message)) return undefined;
    return BY_LANGUAGE[context.language](context);
  },
};

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext) => Fix | undefined>> = {
  javascript: inJavascript,
  python: inPython,
  java: inJava,
  go: inGo,
};

const TITLE = `Answer queries of ${DEPTH} levels at most`;
const guided = (edits: readonly Edit[], title = TITLE): Fix => ({ title, kind: 'guided', edits });

function inJavascript(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const call = context.nodeAt(finding.span);
  const callee = calleeOf(tree, call);
  const options = callee < 0 ? undefined : tree.namedChildren(tree.childNamed(call, 'arguments')).find((n) => tree.type(n) === 'object');
  if (options === undefined) return undefined;
  // Mercurius counts by itself.
  if (/\.register$/.test(tree.textOf(callee))) return guided(withMember(context, options, 'queryDepth', String(DEPTH)));
  if (!/^(?:ApolloServer|GraphQLModule\.forRoot)$/.test(tree.textOf(callee))) return undefined;
  const limit = bringIntoScope(tree, file, { module: 'graphql-depth-limit', name: 'default', local: 'depthLimit' });
  if (!limit) return undefined;
  const edits = [...limit.edits, ...withMember(context, options, 'validationRules', `[${limit.text}(${DEPTH})]`)];
  return guided(edits, limit.edits.length > 0 ? `${TITLE}, by graphql-depth-limit, which has to be installed` : TITLE);
}

function inPython(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const call = nodeAt(finding.span);
  const list = isCall(tree, call) ? tree.childNamed(call, 'arguments') : -1;
  const last = list < 0 ? undefined : tree.namedChildren(list).at(-1);
  if (last === undefined || !/(?:^|\.)Schema$/.test(calleeText(tree, call)) || !/\bstrawberry\b/.test(tree.text)) return undefined;
  if (/\bextensions\s*=/.test(tree.textOf(list))) return undefined;
  const limiter: Needed = { from: 'strawberry.extensions', name: 'QueryDepthLimiter' };
  const text = `, extensions=[${inScope(context, limiter).text}(max_depth=${DEPTH})]`;
  return guided(withImports(context, [insertion(context, tree.end(last), text)], [limiter]));
}

/** In the chain that builds it, before the end. */
function inJava(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  let call = nodeAt(finding.span);
  while (call > 0 && !/\.build$/.test(calleeText(tree, call))) call = tree.parent(call);
  const receiver = call <= 0 ? -1 : receiverOf(tree, call);
  if (receiver < 0) return undefined;
  const needed: Needed = { javaClass: 'graphql.analysis.MaxQueryDepthInstrumentation', name: '' };
  const text = `.instrumentation(${inScope(context, needed).text}(${DEPTH}))`;
  return guided(withImports(context, [insertion(context, tree.end(receiver), text)], [needed]));
}

/** gqlgen counts what a query costs. */
function inGo(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const call = [...nodesIn(tree, nodeAt(finding.span))].find((n) => isCall(tree, n));
  const statement = call === undefined ? -1 : enclosing(tree, call, ['short_var_declaration']);
  const names = statement < 0 ? [] : tree.namedChildren(tree.childNamed(statement, 'left'));
  if (names.length !== 1 || argumentsOf(tree, call ?? 0).length === 0) return undefined;
  const path = 'github.com/99designs/gqlgen/graphql/handler/extension';
  const line = `${tree.textOf(names[0])}.Use(${packageName(tree, path)}.FixedComplexityLimit(200))`;
  const edits = withImports(context, [linesAfter(context, statement, [line])], [{ goPackage: path, name: '' }]);
  return guided(edits, 'Answer queries of a complexity of 200 at most');
}

/** `debug=True` of Python, which sends stacks to clients. */
export const debugOff: FixMaker = {
  languages: ['python'],
  make(context) {
    const { tree, finding, nodeAt } = context;
    const node = nodeAt(finding.span);
    if (!/sends stacks of failures/.test(finding.message) || tree.textOf(node) !== 'True') return undefined;
    return { title: 'Keep stacks to yourself', kind: 'safe', edits: [replacement(context, node, 'False')] };
  },
};
