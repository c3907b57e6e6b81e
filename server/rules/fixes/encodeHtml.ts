/** Encodes what is put into HTML, with the encoder the file has or the one Express brings along. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import type { BuiltText } from './cells';
import { bringIntoScope, type InScope, importsOf } from './javascriptImport';
import { bare, declaratorOf, findingArgument, nodesIn, parameterNames } from './javascriptTree';
import { asText } from './plainText';
import { taintTest } from './taintedParts';
import { holeText, takeApart } from './textParts';

export const encodeHtml: FixMaker = { languages: ['javascript'], make };

/** Encoders by package: the export that encodes text for HTML. */
const ENCODERS: Readonly<Record<string, string>> = {
  'escape-html': 'default',
  he: 'encode',
  lodash: 'escape',
  validator: 'escape',
  'html-escaper': 'escape',
};
const FALLBACK = { module: 'escape-html', name: 'default', local: 'escapeHtml' };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  if (place === undefined) return undefined;
  const parts: number[] = [];
  if (!collect(context, place.argument, taintTest(context), parts) || parts.length === 0) return undefined;
  const has = importsOf(tree).find((i) => Object.hasOwn(ENCODERS, i.module))?.module;
  const encoder = encoderFor(tree, file, has);
  if (encoder === undefined) return undefined;
  const edits = [...new Set(parts)].map((n): Edit => ({ file, span: tree.span(n), text: `${encoder.text}(${asText(tree, file, n)})` }));
  const what = parts.length > 1 ? `${parts.length} values` : `\`${holeText(tree, parts[0])}\``;
  // Without the package among the imports nobody knows whether it is installed.
  return has === undefined
    ? { title: `Encode ${what} with escape-html`, kind: 'guided', edits: [...encoder.edits, ...edits] }
    : { title: `Encode ${what} for HTML`, kind: 'safe', edits: [...encoder.edits, ...edits] };
}

function encoderFor(tree: FlatTree, file: string, module: string | undefined): InScope | undefined {
  if (module === undefined) return bringIntoScope(tree, file, FALLBACK);
  const name = ENCODERS[module];
  return bringIntoScope(tree, file, { module, name, local: name === 'default' ? FALLBACK.local : name });
}

/** Calls that give back the text they are called on, or a part of it. */
const TEXT_METHODS = /^(?:String|.*\.(?:trim|toString|toLowerCase|toUpperCase|slice|substring|get|normalize))$/s;
/** A parameter of such a name holds markup, which must not be encoded as a whole. */
const HOLDS_MARKUP = /html|body|content|markup|page|inner|children|fragment|rows|items|list/i;

/**
 * Collects the values that carry the finding's value down to where they enter the markup. False where encoding is not the
 * answer: in scripts, addresses and the like, or where markup comes from elsewhere.
 */
function collect(context: FixContext, expression: number, carries: (n: number) => boolean, out: number[]): boolean {
  const { tree } = context;
  const n = bare(tree, expression);
  const built = takeApart(tree, n);
  if (built !== undefined) return collectHoles(context, built, carries, out);
  switch (tree.type(n)) {
    case 'ternary_expression':
      return ['consequence', 'alternative'].every((field) => collectCarrier(context, tree.childNamed(n, field), carries, out));
    case 'call_expression':
      return collectCall(context, n, carries, out);
    case 'identifier': {
      const declarator = declaratorOf(tree, n);
      const value = declarator < 0 ? -1 : tree.childNamed(declarator, 'value');
      if (value >= 0 && makesMarkup(tree, value)) return collect(context, value, carries, out);
      if (declarator < 0 && parameterNames(tree, n).includes(tree.textOf(n)) && HOLDS_MARKUP.test(tree.textOf(n))) return false;
      out.push(expression);
      return true;
    }
    case 'member_expression':
    case 'subscript_expression':
    case 'binary_expression':
      out.push(expression);
      return true;
    default:
      return false;
  }
}

function collectCarrier(context: FixContext, n: number, carries: (n: number) => boolean, out: number[]): boolean {
  return carries(n) ? collect(context, n, carries, out) : true;
}

function collectHoles(context: FixContext, built: BuiltText, carries: (n: number) => boolean, out: number[]): boolean {
  const holes = built.cells.flatMap((c, i) => (c.hole === undefined ? [] : [{ hole: c.hole, at: i }]));
  let chosen = holes.filter(({ hole }) => carries(hole));
  if (chosen.length === 0 && holes.length === 1) chosen = holes;
  return chosen.every(({ hole, at }) => isTextOrQuotedAttribute(built, at) && collect(context, hole, carries, out));
}

function collectCall(context: FixContext, call: number, carries: (n: number) => boolean, out: number[]): boolean {
  const { tree } = context;
  const callee = tree.childNamed(call, 'function');
  const name = tree.textOf(callee);
  if (TEXT_METHODS.test(name)) {
    out.push(call);
    return true;
  }
  // `rows.map((row) => …).join('')`: the markup is made inside.
  if (/\.(?:join|map|concat|filter|reduce)$/s.test(name)) {
    const from = bare(tree, tree.childNamed(callee, 'object'));
    const value =
      tree.type(from) === 'identifier' && declaratorOf(tree, from) >= 0 ? tree.childNamed(declaratorOf(tree, from), 'value') : from;
    return collectInside(context, [value, tree.childNamed(call, 'arguments')], out);
  }
  const args = tree.namedChildren(tree.childNamed(call, 'arguments')).filter((n) => carries(n));
  return args.length > 0 && args.every((n) => collect(context, n, carries, out));
}

/** Every text built in there: its holes are values, since they stand where markup is written. */
function collectInside(context: FixContext, roots: readonly number[], out: number[]): boolean {
  const { tree } = context;
  const before = out.length;
  for (const root of roots) {
    for (let n = root; root >= 0 && n < tree.next(root); ) {
      const isText = tree.type(n) === 'template_string' || tree.type(n) === 'binary_expression';
      const built = isText ? takeApart(tree, n) : undefined;
      if (built === undefined || !built.cells.some((c) => c.char === '<')) {
        n++;
        continue;
      }
      if (!collectHoles(context, built, () => true, out)) return false;
      n = tree.next(n);
    }
  }
  return out.length > before;
}

function makesMarkup(tree: FlatTree, value: number): boolean {
  return [...nodesIn(tree, value)].some((n) => tree.type(n) === 'string_fragment' && tree.textOf(n).includes('<'));
}

/** Script, style, handlers, unquoted attributes and addresses need another encoding than text does. */
function isTextOrQuotedAttribute(built: BuiltText, at: number): boolean {
  const before = built.cells
    .slice(0, at)
    .map((c) => c.char ?? 'x')
    .join('');
  if (/<(script|style)\b(?![\s\S]*<\/\1)/i.test(before)) return false;
  const tag = before.slice(before.lastIndexOf('<'));
  if (!tag.startsWith('<') || tag.includes('>')) return true;
  const attribute = /([\w:@-]+)\s*=\s*(["'])[^"']*$/.exec(tag);
  return attribute !== null && !/^(?:on\w+|style|href|src|action|formaction|srcdoc|data)$/i.test(attribute[1]);
}
