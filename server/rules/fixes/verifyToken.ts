/** Puts the call that checks a token where it was only read. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, calleeText, indentAt, isCall, newlineOf, replacement, statementAround } from './codeTree';
import { importedPaths, packageName } from './goImport';
import { inScope, type Needed, withImports } from './inScope';
import { importsFrom } from './javaImport';
import { fileQuote as javascriptQuote, quoted } from './javascriptText';
import { calleeOf } from './javascriptTree';
import { fileQuote } from './pythonText';
import { refusal } from './refusal';

export const verifyToken: FixMaker = { languages: ['javascript', 'python', 'java', 'go'], make };

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext) => readonly Edit[] | undefined>> = {
  javascript: inJavascript,
  python: inPython,
  java: inJava,
  go: inGo,
};

function make(context: FixContext): Fix | undefined {
  const edits = BY_LANGUAGE[context.language](context);
  return edits && { title: 'Verify the token with the key in `JWT_SECRET`', kind: 'guided', edits };
}

/** `jwt.decode(token)` of a library that also verifies. */
function inJavascript(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, file } = context;
  let call = context.nodeAt(finding.span);
  for (let hops = 0; call > 0 && hops < 3 && tree.type(call) !== 'call_expression'; hops++) call = tree.parent(call);
  const callee = calleeOf(tree, call);
  if (callee >= 0 && /\.verify$/.test(tree.textOf(callee))) return withKey(context, call);
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

/** `jwt.verify(token, '')`, which anybody can sign for. */
function withKey({ tree, file }: FixContext, call: number): readonly Edit[] | undefined {
  const [, key, options] = tree.namedChildren(tree.childNamed(call, 'arguments'));
  if (key === undefined || !/^(?:''|""|null|undefined)$/.test(tree.textOf(key))) return undefined;
  const algorithms = options === undefined ? `, { algorithms: [${quoted('HS256', javascriptQuote(tree))}] }` : '';
  return [{ file, span: tree.span(key), text: `process.env.JWT_SECRET${algorithms}` }];
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

/** `JWT.decode(token)` of java-jwt. */
function inJava(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  const call = nodeAt(finding.span);
  const callee = calleeText(tree, call);
  const [token] = isCall(tree, call) ? argumentsOf(tree, call) : [];
  if (!/(?:^|\.)JWT\.decode$/.test(callee) || token === undefined || !importsFrom(tree, 'com.auth0.jwt.')) return undefined;
  const needed: Needed = { javaClass: 'com.auth0.jwt.algorithms.Algorithm', name: 'HMAC256' };
  const key = `${inScope(context, needed).text}(System.getenv("JWT_SECRET"))`;
  const text = `${callee.replace(/decode$/, 'require')}(${key}).build().verify(${tree.textOf(token)})`;
  return withImports(context, [replacement(context, call, text)], [needed]);
}

/** `ParseUnverified`, whose result nobody keeps or which is set to three names. */
function inGo(context: FixContext): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  let call = nodeAt(finding.span);
  while (call > 0 && !/\.ParseUnverified$/.test(calleeText(tree, call))) call = tree.parent(call);
  const path = importedPaths(tree).find((one) => /^github\.com\/golang-jwt\/jwt\/v\d+$/.test(one));
  const [token, claims] = call <= 0 ? [] : argumentsOf(tree, call);
  if (path === undefined || token === undefined || claims === undefined) return undefined;
  const jwt = packageName(tree, path);
  const key = `func(*${jwt}.Token) (any, error) { return []byte(${packageName(tree, 'os')}.Getenv("JWT_SECRET")), nil }`;
  const text = `${jwt}.ParseWithClaims(${tree.textOf(token)}, ${tree.textOf(claims)}, ${key}, ${jwt}.WithValidMethods([]string{"HS256"}))`;
  const os: Needed = { goPackage: 'os', name: 'Getenv' };
  const statement = statementAround(tree, call);
  if (statement < 0) return undefined;
  if (tree.type(statement) === 'expression_statement') {
    const way = refusal(context, call, 'the token is wrong');
    if (!way) return undefined;
    const next = newlineOf(tree) + indentAt(tree.text, tree.start(statement));
    const lines = [`if _, err := ${text}; err != nil {`, ...way.lines.map((line) => `\t${line}`), '}'];
    return withImports(context, [replacement(context, statement, lines.join(next))], [os, ...way.needs]);
  }
  const left = tree.type(statement) === 'short_var_declaration' ? tree.childNamed(statement, 'left') : -1;
  const names = left < 0 ? [] : tree.namedChildren(left).map((n) => tree.textOf(n));
  // The parts of a token are not given by what verifies it; an error that nobody looks at verifies nothing.
  if (names.length !== 3 || names[1] !== '_' || names[2] === '_') return undefined;
  return withImports(context, [replacement(context, left, `${names[0]}, ${names[2]}`), replacement(context, call, text)], [os]);
}
