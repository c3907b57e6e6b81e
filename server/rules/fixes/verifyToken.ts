/** Puts the call that checks a token where it was only read. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, calleeText, isCall, replacement } from './codeTree';
import { inScope, type Needed, withImports } from './inScope';
import { fileQuote as javascriptQuote, quoted } from './javascriptText';
import { calleeOf } from './javascriptTree';
import { fileQuote } from './pythonText';

export const verifyToken: FixMaker = { languages: ['javascript', 'python'], make };

function make(context: FixContext): Fix | undefined {
  const edits = context.language === 'python' ? inPython(context) : inJavascript(context);
  return edits && { title: 'Verify the token with the key in `JWT_SECRET`', kind: 'guided', edits };
}

/** `jwt.decode(token)` of a library that also verifies. */
function inJavascript(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, file } = context;
  const call = context.nodeAt(finding.span);
  const callee = calleeOf(tree, call);
  if (callee < 0 || tree.type(callee) !== 'member_expression' || tree.textOf(tree.childNamed(callee, 'property')) !== 'decode')
    return undefined;
  if (!/['"]jsonwebtoken['"]/.test(tree.text)) return undefined;
  const [token] = tree.namedChildren(tree.childNamed(call, 'arguments'));
  if (token === undefined) return undefined;
  const object = tree.textOf(tree.childNamed(callee, 'object'));
  const algorithm = quoted('HS256', javascriptQuote(tree));
  const text = `${object}.verify(${tree.textOf(token)}, process.env.JWT_SECRET, { algorithms: [${algorithm}] })`;
  return [{ file, span: tree.span(call), text }];
}

/** `jwt.decode(token, options={"verify_signature": False})`. */
function inPython(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  let call = nodeAt(finding.span);
  for (let hops = 0; call > 0 && hops < 8 && !/(?:^|\.)(?:decode|get_unverified_claims)$/.test(calleeText(tree, call)); hops++)
    call = tree.parent(call);
  if (call <= 0 || !isCall(tree, call)) return undefined;
  const [token] = argumentsOf(tree, call);
  if (token === undefined) return undefined;
  const q = fileQuote(tree);
  const environ: Needed = { module: 'os', name: 'environ' };
  const callee = calleeText(tree, call).replace(/get_unverified_claims$/, 'decode');
  const text = `${callee}(${tree.textOf(token)}, ${inScope(context, environ).text}[${q}JWT_SECRET${q}], algorithms=[${q}HS256${q}])`;
  return withImports(context, [replacement(context, call, text)], [environ]);
}
