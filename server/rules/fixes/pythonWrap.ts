/** Puts a call around the value that does harm: quoting for a shell, encoding for HTML or an address, reducing to a file name. */
import type { Fix, FixContext, FixMaker } from '../fix';
import { moduleInScope, nameInScope } from './pythonImport';
import { type BuiltText, bare, enclosing, fileQuote, findingCall, settledValue, taintedHole, takeApart } from './pythonTree';

interface Wrapping {
  readonly module: string;
  readonly name: string;
  /** Imported by its name instead of by its module. */
  readonly byName: boolean;
  /** Further arguments, where texts in them stand between these quotes. */
  readonly further: (quote: string) => string;
  readonly title: (value: string) => string;
  readonly kind: Fix['kind'];
  readonly fits: (built: BuiltText, hole: number, context: FixContext) => boolean;
}

function wrapping(choose: (context: FixContext, built: BuiltText) => Wrapping, paths = false): FixMaker {
  return {
    languages: ['python'],
    make(context) {
      const { tree, file } = context;
      const built = builtText(context, paths);
      const hole = built && taintedHole(context, built);
      const wanted = built && choose(context, built);
      if (!wanted || hole === undefined || !wanted.fits(built, hole, context)) return undefined;
      // Within a text, its own quotes would end it.
      const outer = enclosing(tree, hole, ['interpolation']);
      const quote = outer < 0 ? fileQuote(tree) : tree.text[tree.end(tree.parent(outer)) - 1] === '"' ? "'" : '"';
      const scope = wanted.byName
        ? nameInScope(tree, file, wanted.module, wanted.name)
        : moduleInScope(tree, file, wanted.module, wanted.name);
      const value = tree.textOf(hole);
      return {
        title: wanted.title(value),
        kind: wanted.kind,
        edits: [{ file, span: tree.span(hole), text: `${scope.text}(${value}${wanted.further(quote)})` }, ...scope.edits],
      };
    },
  };
}

/** The text at the finding's place, or what its variable was set to. */
function builtText(context: FixContext, paths: boolean): BuiltText | undefined {
  const { tree, finding } = context;
  const place = findingCall(context);
  if (place) return takeApart(tree, settledValue(tree, bare(tree, place.argument)), paths);
  const returned = enclosing(tree, context.nodeAt(finding.span), ['return_statement']);
  const [value] = returned < 0 ? [] : tree.namedChildren(returned);
  if (value === undefined) return undefined;
  const [first] = tree.type(value) === 'expression_list' ? tree.namedChildren(value) : [value];
  return takeApart(tree, settledValue(tree, bare(tree, first)), paths);
}

/** Quotes the value for the shell. Inside quotes of the command line it would be quoted twice. */
export const quoteForShell = wrapping(() => ({
  module: 'shlex',
  name: 'quote',
  byName: false,
  further: () => '',
  title: (value) => `Quote \`${value}\` for the shell`,
  kind: 'safe',
  fits: ({ parts }, hole) => {
    const i = parts.findIndex((p) => 'hole' in p && p.hole === hole);
    const before = parts[i - 1];
    return i > 0 && before !== undefined && 'text' in before && !/["'\w]$/.test(before.text);
  },
}));

/** Encodes the value for HTML, with what the web framework brings where that is known. */
export const escapeHtml = wrapping(({ tree }, { node }) => {
  // What it gives would encode a text it is added to as well.
  const isSum = tree.type(node) === 'binary_operator' && tree.textOf(tree.childNamed(node, 'operator')) === '+';
  const isFlask = !isSum && tree.namedChildren(0).some((n) => /^from (?:flask|markupsafe|quart)\b/.test(tree.textOf(n)));
  const isDjango = tree.namedChildren(0).some((n) => /^from django\b/.test(tree.textOf(n)));
  return {
    module: isFlask ? 'markupsafe' : isDjango ? 'django.utils.html' : 'html',
    name: 'escape',
    byName: isFlask || isDjango,
    further: () => '',
    title: (value) => `Encode \`${value}\` for HTML`,
    kind: 'safe',
    fits: ({ parts }) => parts.some((p) => 'text' in p && p.text.includes('<')),
  };
});

/** Keeps the last segment of the value alone. */
export const baseName = wrapping(
  () => ({
    module: 'os',
    name: 'path.basename',
    byName: false,
    further: () => '',
    title: (value) => `Reduce \`${value}\` to a file name`,
    kind: 'guided',
    fits: ({ parts }) => parts.length > 1,
  }),
  true,
);

/** Encodes a part of an address, slashes too. */
export const quoteSegment = wrapping(() => ({
  module: 'urllib.parse',
  name: 'quote',
  byName: true,
  further: (quote) => `, safe=${quote}${quote}`,
  title: (value) => `Encode \`${value}\` as one part of the path`,
  kind: 'safe',
  fits: ({ parts }) => {
    const [first] = parts;
    return first !== undefined && 'text' in first && /^https?:\/\/[^/]+\/.*\/$/.test(first.text);
  },
}));
