/** Puts a call around the value that does harm: quoting for a shell, encoding for HTML or an address, reducing to a file name. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type BuiltText, runsOf } from './cells';
import { taintedHole, takeApart } from './codeText';
import { argumentsOf, bare, calleeText, enclosing, findingCall, isCall, replacement, settledValue } from './codeTree';
import { isTextType, typeOf } from './codeTypes';
import { patternCells } from './formats';
import { importedPaths } from './goImport';
import { inScope, type Needed, withImports } from './inScope';
import { importsFrom } from './javaImport';
import { joinedPath } from './joinedPath';
import { quoteAt } from './pythonText';

interface Wrapping {
  readonly call: Needed;
  /** Further arguments, where texts in them stand between these quotes. */
  readonly further: (quote: string) => string;
  /** What those need. */
  readonly needs: readonly Needed[];
  /** What follows the call. */
  readonly follows: string;
  readonly title: (value: string) => string;
  readonly kind: Fix['kind'];
}

type Fits = (runs: readonly (string | number)[], hole: number) => boolean;

const plain = (call: Needed, title: (value: string) => string, kind: Fix['kind'] = 'safe'): Wrapping => ({
  call,
  further: () => '',
  needs: [],
  follows: '',
  title,
  kind,
});

function wrapping(
  languages: readonly string[],
  choose: (tree: FlatTree, built: BuiltText) => Wrapping | undefined,
  fits: Fits,
  paths = false,
): FixMaker {
  return {
    languages,
    make(context) {
      const { tree } = context;
      const built = builtText(context, paths);
      const hole = built && taintedHole(context, built);
      const wanted = built && choose(tree, built);
      if (!wanted || hole === undefined || !fits(runsOf(built.cells), hole)) return undefined;
      const type = context.language === 'python' ? undefined : typeOf(tree, hole);
      if (type !== undefined && !isTextType(type)) return undefined;
      const value = tree.textOf(bare(tree, hole));
      const text = `${inScope(context, wanted.call).text}(${value}${wanted.further(quoteAt(tree, hole))})${wanted.follows}`;
      const edits = withImports(context, [replacement(context, hole, text)], [wanted.call, ...wanted.needs]);
      // A value that is all there is may be HTML on purpose.
      return { title: wanted.title(value), kind: built.cells.length === 1 ? 'guided' : wanted.kind, edits };
    },
  };
}

/** The text at the finding's place, or what its variable was set to. */
function builtText(context: FixContext, paths: boolean): BuiltText | undefined {
  const { tree, finding } = context;
  const place = findingCall(context);
  const apart = (n: number): BuiltText | undefined => {
    const value = settledValue(tree, unconverted(tree, n));
    const only =
      paths && isCall(tree, value) && /(?:File|Path\.of|Paths\.get|Clean)$/.test(calleeText(tree, value)) ? argumentsOf(tree, value) : [];
    if (only.length === 1) return apart(only[0]);
    return (paths ? joinedPath(tree, value) : undefined) ?? takeApart(tree, value) ?? alone(tree, unconverted(tree, n));
  };
  if (place) return printed(context) ?? apart(place.argument);
  const returned = enclosing(tree, context.nodeAt(finding.span), ['return_statement']);
  const [value] = returned < 0 ? [] : tree.namedChildren(returned);
  if (value === undefined) return undefined;
  return apart(tree.type(value) === 'expression_list' ? tree.namedChildren(value)[0] : value);
}

/** What is no text that is put together is a value alone. */
function alone(tree: FlatTree, node: number): BuiltText | undefined {
  const simple = /^(?:identifier|field_access|selector_expression)$/.test(tree.type(node)) || isCall(tree, node);
  return simple ? { node, cells: [{ hole: node, group: 0 }], groups: [{ before: '' }] } : undefined;
}

/** Without a conversion from text to bytes around it. */
function unconverted(tree: FlatTree, n: number): number {
  const inner = bare(tree, n);
  return tree.type(inner) === 'type_conversion_expression' ? bare(tree, tree.childNamed(inner, 'operand')) : inner;
}

/** `fmt.Fprintf(w, "<p>%s</p>", name)`: the pattern with what comes in. */
function printed(context: FixContext): BuiltText | undefined {
  const { tree } = context;
  const place = findingCall(context);
  if (!place || !/printf$|^format$/i.test(place.name)) return undefined;
  const at = place.args.findIndex((a) => /string_literal$/.test(tree.type(a)));
  const pattern = at < 0 ? undefined : takeApart(tree, place.args[at]);
  const text = pattern?.cells.map((c) => c.char ?? '').join('') ?? '';
  const cells = pattern && patternCells(text, place.args.slice(at + 1), 0);
  return cells && { node: place.args[at], cells, groups: pattern.groups };
}

/** Quotes the value for the shell. Inside quotes of the command line it would be quoted twice. */
export const quoteForShell = wrapping(
  ['python'],
  () => plain({ module: 'shlex', name: 'quote' }, (value) => `Quote \`${value}\` for the shell`),
  (runs, hole) => {
    const before = runs[runs.indexOf(hole) - 1];
    return typeof before === 'string' && !/["'\w]$/.test(before);
  },
);

/** Encodes the value for HTML, with what the web framework brings where that is known. */
export const escapeHtml = wrapping(
  ['python', 'java', 'go'],
  (tree, { node }) => {
    const title = (value: string): string => `Encode \`${value}\` for HTML`;
    if (tree.grammar.language === 'java') return plain(...javaEncoder(tree, title));
    if (tree.grammar.language === 'go') {
      const template = importedPaths(tree).includes('html/template');
      return plain(
        template ? { goPackage: 'html/template', name: 'HTMLEscapeString' } : { goPackage: 'html', name: 'EscapeString' },
        title,
      );
    }
    // What markupsafe gives would encode a text it is added to as well.
    const isSum = tree.type(node) === 'binary_operator' && tree.textOf(tree.childNamed(node, 'operator')) === '+';
    const has = (pattern: RegExp): boolean => tree.namedChildren(0).some((n) => pattern.test(tree.textOf(n)));
    if (!isSum && has(/^from (?:flask|markupsafe|quart)\b/)) return plain({ from: 'markupsafe', name: 'escape' }, title);
    if (has(/^from django\b/)) return plain({ from: 'django.utils.html', name: 'escape' }, title);
    return plain({ module: 'html', name: 'escape' }, title);
  },
  (runs) => runs.length === 1 || runs.some((run) => typeof run === 'string' && run.includes('<')),
);

/** Spring's own where it is at hand; else OWASP's, which has to be among the dependencies. */
function javaEncoder(tree: FlatTree, title: (value: string) => string): [Needed, (value: string) => string, Fix['kind']] {
  if (importsFrom(tree, 'org.springframework.'))
    return [{ javaClass: 'org.springframework.web.util.HtmlUtils', name: 'htmlEscape' }, title, 'safe'];
  if (importsFrom(tree, 'org.apache.commons.text.'))
    return [{ javaClass: 'org.apache.commons.text.StringEscapeUtils', name: 'escapeHtml4' }, title, 'safe'];
  const known = importsFrom(tree, 'org.owasp.encoder.');
  const named = known ? title : (value: string): string => `${title(value)} with the OWASP Java Encoder`;
  return [{ javaClass: 'org.owasp.encoder.Encode', name: 'forHtml' }, named, known ? 'safe' : 'guided'];
}

/** Keeps the last segment of the value alone. */
export const baseName = wrapping(
  ['python', 'java', 'go'],
  (tree) => {
    const title = (value: string): string => `Reduce \`${value}\` to a file name`;
    if (tree.grammar.language === 'java')
      return { ...plain({ javaClass: 'java.io.File', name: '' }, title, 'guided'), follows: '.getName()' };
    return plain(
      tree.grammar.language === 'go' ? { goPackage: 'path/filepath', name: 'Base' } : { module: 'os', name: 'path.basename' },
      title,
      'guided',
    );
  },
  (runs) => runs.length > 1,
  true,
);

/** Encodes a part of an address, slashes too. */
export const quoteSegment = wrapping(
  ['python', 'java', 'go'],
  (tree) => {
    const title = (value: string): string => `Encode \`${value}\` as one part of the path`;
    if (tree.grammar.language === 'go') return plain({ goPackage: 'net/url', name: 'PathEscape' }, title);
    if (tree.grammar.language === 'python')
      return { ...plain({ from: 'urllib.parse', name: 'quote' }, title), further: (quote) => `, safe=${quote}${quote}` };
    if (importsFrom(tree, 'org.springframework.')) {
      const charset: Needed = { javaClass: 'java.nio.charset.StandardCharsets', name: 'UTF_8' };
      return {
        ...plain({ javaClass: 'org.springframework.web.util.UriUtils', name: 'encodePathSegment' }, title),
        further: () => ', StandardCharsets.UTF_8',
        needs: [charset],
      };
    }
    return undefined;
  },
  (runs) => typeof runs[0] === 'string' && /^https?:\/\/[^/]+\/(?:.*\/)?$/.test(runs[0]),
);
