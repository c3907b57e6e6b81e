/** Gives tokens of Python, Java and Go an end and a signature, and the calls that check them the checks they lack. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, bare, calleeText, enclosing, insertion, isCall, nodesIn, receiverOf, replacement, settledValue } from './codeTree';
import { packageName } from './goImport';
import { inScope, type Needed, withImports } from './inScope';
import { importsFrom } from './javaImport';
import { fileQuote } from './pythonText';

export const soundToken: FixMaker = { languages: ['python', 'java', 'go'], make };

const END = 'Let the token end after 15 minutes';

function make(context: FixContext): Fix | undefined {
  const { finding, language, nodeAt } = context;
  if (/never ends/.test(finding.message)) {
    const call = nodeAt(finding.span);
    return language === 'python' ? endInPython(context, call) : language === 'go' ? endInGo(context, call) : endInJava(context, call);
  }
  if (/any signing method/.test(finding.message)) return methodsInGo(context);
  if (language === 'python') return checkInPython(context);
  return language === 'java' ? signInJava(context) : undefined;
}

const ended = (context: FixContext, edits: readonly Edit[], needs: readonly Needed[]): Fix => ({
  title: END,
  kind: 'guided',
  edits: withImports(context, edits, needs),
});

// --- an end

/** `"exp": datetime.now(timezone.utc) + timedelta(minutes=15)` in the payload that is written out. */
function endInPython(context: FixContext, call: number): Fix | undefined {
  const { tree } = context;
  const [payload] = argumentsOf(tree, call);
  const written = payload === undefined ? -1 : bare(tree, settledValue(tree, bare(tree, payload)));
  const last = written < 0 || tree.type(written) !== 'dictionary' ? undefined : tree.namedChildren(written).at(-1);
  if (last === undefined) return undefined;
  const needs: Needed[] = ['datetime', 'timedelta', 'timezone'].map((name) => ({ from: 'datetime', name }));
  const q = fileQuote(tree);
  const text = `, ${q}exp${q}: datetime.now(timezone.utc) + timedelta(minutes=15)`;
  // One statement brings in all three: a fix makes each import once.
  if (needs.every((n) => inScope(context, n).edits.length > 0)) {
    const [edit] = inScope(context, needs[0]).edits;
    const all = { ...edit, text: edit.text.replace(/\bdatetime(?=\s*$)/, 'datetime, timedelta, timezone') };
    return { title: END, kind: 'guided', edits: [insertion(context, tree.end(last), text), all] };
  }
  return ended(context, [insertion(context, tree.end(last), text)], needs);
}

/** `"exp": time.Now().Add(15 * time.Minute).Unix()` among claims, `ExpiresAt` in a struct of them. */
function endInGo(context: FixContext, call: number): Fix | undefined {
  const { tree } = context;
  const [, payload] = argumentsOf(tree, call);
  let claims = payload === undefined ? -1 : bare(tree, settledValue(tree, bare(tree, payload)));
  if (claims >= 0 && tree.type(claims) === 'unary_expression') claims = tree.childNamed(claims, 'operand');
  const literal = (n: number): boolean => n >= 0 && tree.type(n) === 'composite_literal';
  if (!literal(claims)) return undefined;
  const inner = [...nodesIn(tree, claims)].find(
    (n) => literal(n) && /\.(?:Registered|Standard)Claims$/.test(tree.textOf(tree.childNamed(n, 'type'))),
  );
  const at = inner ?? claims;
  const type = tree.textOf(tree.childNamed(at, 'type'));
  const time = packageName(tree, 'time');
  const end = `${time}.Now().Add(15 * ${time}.Minute)`;
  const jwt = type.split('.')[0];
  const entry = /MapClaims$/.test(type)
    ? `"exp": ${end}.Unix()`
    : /RegisteredClaims$/.test(type)
      ? `ExpiresAt: ${jwt}.NewNumericDate(${end})`
      : /StandardClaims$/.test(type)
        ? `ExpiresAt: ${end}.Unix()`
        : undefined;
  if (entry === undefined) return undefined;
  const body = tree.childNamed(at, 'body');
  const last = tree.namedChildren(body).at(-1);
  const edit = last === undefined ? replacement(context, body, `{${entry}}`) : insertion(context, tree.end(last), `, ${entry}`);
  return ended(context, [edit], [{ goPackage: 'time', name: 'Now' }]);
}

/** A call more in the chain that builds the token. */
function endInJava(context: FixContext, call: number): Fix | undefined {
  const { tree } = context;
  const receiver = isCall(tree, call) ? receiverOf(tree, call) : -1;
  if (receiver < 0) return undefined;
  const chain = tree.textOf(receiver);
  const method =
    importsFrom(tree, 'com.nimbusds.') && /JWTClaimsSet/.test(chain)
      ? 'expirationTime'
      : /\bJWT\.create\(/.test(chain)
        ? 'withExpiresAt'
        : /\.set[A-Z]/.test(chain)
          ? 'setExpiration'
          : 'expiration';
  const between = tree.text.slice(tree.end(receiver)).match(/^\s*(?=\.)/)?.[0] ?? '';
  const needs: Needed[] = ['java.time.Duration', 'java.time.Instant', 'java.util.Date'].map((javaClass) => ({ javaClass, name: 'of' }));
  const [duration, instant, date] = needs.map((n) => inScope(context, n).text.replace(/\.of$/, ''));
  const text = `${between}.${method}(${date}.from(${instant}.now().plus(${duration}.ofMinutes(15))))`;
  return ended(context, [insertion(context, tree.end(receiver), text)], needs);
}

// --- a signature

function signInJava(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const call = nodeAt(finding.span);
  if (!/\bAlgorithm\.none$/.test(calleeText(tree, call))) return undefined;
  const text = calleeText(tree, call).replace(/none$/, 'HMAC256(System.getenv("JWT_SECRET"))');
  return { title: 'Sign and check with HS256', kind: 'guided', edits: [replacement(context, call, text)] };
}

/** A list of methods behind the function for the key. */
function methodsInGo(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const call = nodeAt(finding.span);
  const last = isCall(tree, call) ? argumentsOf(tree, call).at(-1) : undefined;
  if (last === undefined) return undefined;
  const jwt = calleeText(tree, call).split('.')[0];
  const method = /SigningMethod((?:HS|RS|ES|PS)\d+)/.exec(tree.text)?.[1] ?? 'HS256';
  const edits = [insertion(context, tree.end(last), `, ${jwt}.WithValidMethods([]string{"${method}"})`)];
  return { title: `Accept ${method} only`, kind: 'guided', edits };
}

function checkInPython(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const at = nodeAt(finding.span);
  if (/have ended/.test(finding.message) && tree.textOf(at) === 'False') {
    return { title: 'Reject tokens that have ended', kind: 'guided', edits: [replacement(context, at, 'True')] };
  }
  const text = enclosing(tree, at, ['string']);
  if (text < 0 || !/^["']none["']$/i.test(tree.textOf(text))) return undefined;
  const list = tree.parent(text);
  const others = tree.type(list) === 'list' ? tree.namedChildren(list).filter((n) => n !== text) : [];
  if (others.length > 0) {
    const rest = `[${others.map((n) => tree.textOf(n)).join(', ')}]`;
    return { title: 'Do not accept tokens without a signature', kind: 'safe', edits: [replacement(context, list, rest)] };
  }
  const q = fileQuote(tree);
  return { title: 'Sign and check with HS256', kind: 'guided', edits: [replacement(context, text, `${q}HS256${q}`)] };
}
