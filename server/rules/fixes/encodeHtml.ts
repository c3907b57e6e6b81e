/** Encodes what is put into HTML, with the encoder the file has or the one Express brings along. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bringIntoScope, type InScope, importsOf } from './javascriptImport';
import { bare, findingArgument, soleUseInitializer } from './javascriptTree';
import { taintTest } from './taintedParts';
import { type BuiltText, holeText, takeApart } from './textParts';

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
  const argument = bare(tree, place.argument);
  const initializer = soleUseInitializer(tree, argument);
  const parts = partsToEncode(context, initializer >= 0 && takeApart(tree, initializer) ? initializer : argument);
  const has = importsOf(tree).find((i) => Object.hasOwn(ENCODERS, i.module))?.module;
  const encoder = encoderFor(tree, file, has);
  if (parts.length === 0 || encoder === undefined) return undefined;
  const edits = parts.map((n): Edit => ({ file, span: tree.span(n), text: `${encoder.text}(${asString(context, n)})` }));
  const what = parts.map((n) => `\`${holeText(tree, n)}\``).join(' and ');
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

/** Interpolations that carry the value, or the whole expression; none where encoding for HTML is not enough. */
function partsToEncode(context: FixContext, expression: number): number[] {
  const { tree } = context;
  const carries = taintTest(context);
  const built = takeApart(tree, expression);
  if (built === undefined) return SIMPLE.has(tree.type(expression)) ? [expression] : [];
  const holes = built.cells.flatMap((c, i) => (c.hole === undefined ? [] : [{ hole: c.hole, at: i }]));
  let chosen = holes.filter(({ hole }) => carries(hole));
  if (chosen.length === 0 && holes.length === 1) chosen = holes;
  if (chosen.some(({ at }) => !isTextOrQuotedAttribute(built, at))) return [];
  return chosen.map(({ hole }) => hole);
}

const SIMPLE = new Set([
  'identifier',
  'member_expression',
  'subscript_expression',
  'call_expression',
  'ternary_expression',
  'binary_expression',
]);

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

/** Encoders take strings only; a query value may be typed as more than that. */
function asString(context: FixContext, n: number): string {
  const text = holeText(context.tree, n);
  return /\.tsx?$/.test(context.file) && /\b(?:query|headers|body)\b/.test(text) && !/^String\(/.test(text) ? `String(${text})` : text;
}
