/** Which module a call loads: `require('./a')`, `` import(`./b`) ``, `require(path.join(__dirname, 'c'))`. */
import type { Context } from './context';
import { decodeEscapes, stringValue } from './literals';

const MAX_DEPTH = 10;

/** Notes the file's own names for `require`, and its constant texts, which may name modules. */
export function collectLoaders(c: Context): void {
  if (!/\b(?:require|import|createRequire)\s*\(/.test(c.text)) return;
  const end = c.next(0);
  for (let i = 1; i < end; i = c.next(i)) {
    const exported = c.type(i) === 'export_statement' ? c.child(i, c.fields.declaration) : i;
    const type = exported < 0 ? '' : c.type(exported);
    const isConst = type === 'lexical_declaration' && c.hasToken(exported, 'const');
    if (isConst || type === 'variable_declaration') collectDeclarators(c, exported, isConst);
  }
}

function collectDeclarators(c: Context, n: number, isConst: boolean): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'variable_declarator') continue;
    const name = c.child(i, c.fields.name);
    const value = c.child(i, c.fields.value);
    const variable = name < 0 || value < 0 || c.type(name) !== 'identifier' ? undefined : c.scope.names.get(c.name(name));
    if (variable === undefined || c.fn.meanings[variable] !== undefined) continue;
    if (makesRequire(c, value)) c.fn.meanings[variable] = { is: 'require' };
    else if (isConst && c.type(value) === 'string') c.fn.meanings[variable] = { is: 'text', text: stringValue(c, value) };
  }
}

/** `createRequire(import.meta.url)`: of another file, it would mean other files. */
function makesRequire(c: Context, n: number): boolean {
  if (c.type(n) !== 'call_expression' || c.tree.end(n) - c.tree.start(n) > 200) return false;
  return /^(?:[\w$]+\s*\.\s*)?createRequire\s*\(\s*(?:import\.meta\.(?:url|filename)|__filename)\s*,?\s*\)$/.test(c.tree.textOf(n));
}

/** The texts of the modules that a call may load; none for other calls, and where nobody can tell. */
export function loadedBy(c: Context, callee: number, args: number): readonly string[] {
  if (c.type(callee) !== 'import' && !isRequire(c, callee)) return [];
  const first = c.firstPart(args);
  if (first < 0) return [];
  const choice =
    c.type(first) === 'ternary_expression' ? [c.child(first, c.fields.consequence), c.child(first, c.fields.alternative)] : [first];
  const texts = choice.map((n) => (n < 0 ? undefined : knownText(c, n, MAX_DEPTH)));
  return texts.every((text) => text !== undefined) ? texts : [];
}

function isRequire(c: Context, n: number): boolean {
  if (c.type(n) === 'member_expression') return isShort(c, n) && c.tree.textOf(n) === 'module.require';
  if (c.type(n) !== 'identifier') return false;
  const name = c.name(n);
  return c.find(name) ? c.meaningOf(name)?.is === 'require' : name === 'require';
}

/** A text put together from literals, constants and the file's own folder, which is `.`. */
function knownText(c: Context, n: number, depth: number): string | undefined {
  if (depth === 0) return undefined;
  switch (c.type(n)) {
    case 'string':
      return stringValue(c, n);
    case 'template_string':
      return templateText(c, n, depth);
    case 'parenthesized_expression': {
      const inner = c.firstPart(n);
      return inner < 0 ? undefined : knownText(c, inner, depth - 1);
    }
    case 'binary_expression': {
      const [left, right] = [c.child(n, c.fields.left), c.child(n, c.fields.right)];
      if (left < 0 || right < 0 || !c.hasToken(n, '+')) return undefined;
      const first = knownText(c, left, depth - 1);
      const second = first === undefined ? undefined : knownText(c, right, depth - 1);
      return second === undefined ? undefined : `${first}${second}`;
    }
    case 'identifier': {
      const name = c.name(n);
      const meaning = c.meaningOf(name);
      if (meaning) return meaning.is === 'text' ? meaning.text : undefined;
      return name === '__dirname' && !c.find(name) ? '.' : undefined;
    }
    case 'member_expression':
      return isShort(c, n) && c.tree.textOf(n) === 'import.meta.dirname' ? '.' : undefined;
    case 'call_expression':
      return joinedPath(c, n, depth);
    default:
      return undefined;
  }
}

function templateText(c: Context, n: number, depth: number): string | undefined {
  let out = '';
  let from = c.tree.start(n) + 1;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'template_substitution') continue;
    const inner = c.firstPart(i);
    const text = inner < 0 ? undefined : knownText(c, inner, depth - 1);
    if (text === undefined) return undefined;
    out += decodeEscapes(c.text.slice(from, c.tree.start(i))) + text;
    from = c.tree.end(i);
  }
  return out + decodeEscapes(c.text.slice(from, c.tree.end(n) - 1));
}

/** `path.join(__dirname, 'a', 'b')`; of any other folder nothing is known. */
function joinedPath(c: Context, n: number, depth: number): string | undefined {
  const callee = c.child(n, c.fields.function);
  const args = c.child(n, c.fields.arguments);
  if (callee < 0 || args < 0 || !isShort(c, callee) || !/^(?:\w+\.)?(?:join|resolve)$/.test(c.tree.textOf(callee))) return undefined;
  const parts: string[] = [];
  const end = c.next(args);
  for (let i = args + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    const text = knownText(c, i, depth - 1);
    if (text === undefined || (parts.length > 0 && text.startsWith('/'))) return undefined;
    parts.push(text);
  }
  return parts[0]?.startsWith('.') ? parts.join('/') : undefined;
}

function isShort(c: Context, n: number): boolean {
  return c.tree.end(n) - c.tree.start(n) < 60;
}
