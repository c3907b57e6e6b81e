/** Replaces an open origin in Python, Java and Go by those that the environment or a setting lists. */
import type { Fix, FixContext, FixMaker } from '../fix';
import { callAround, enclosing, nodesIn, replacement } from './codeTree';
import { packageName } from './goImport';
import { inScope, type Needed, withImports } from './inScope';
import { fileQuote } from './pythonText';

export const listedOrigins: FixMaker = { languages: ['python', 'java', 'go'], make };

const LIST = 'Allow only the origins listed in `CORS_ORIGINS`';
const ONE = 'Allow only the origin in `CORS_ORIGIN`';

function make(context: FixContext): Fix | undefined {
  if (context.finding.steps.length > 0) return echoed(context);
  return context.language === 'python' ? inPython(context) : context.language === 'java' ? inJava(context) : inGo(context);
}

/** The request's origin written back by hand. */
function echoed(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt, language } = context;
  const place = callAround(tree, nodeAt(finding.span), finding.span.start);
  if (!place || place.args[0] === place.argument) return undefined;
  const fix = (text: string, needs: readonly Needed[]): Fix => ({
    title: ONE,
    kind: 'guided',
    edits: withImports(context, [replacement(context, place.argument, text)], needs),
  });
  if (language === 'java') return fix('System.getenv("CORS_ORIGIN")', []);
  return language === 'go' ? fix(`${packageName(tree, 'os')}.Getenv("CORS_ORIGIN")`, [{ goPackage: 'os', name: 'Getenv' }]) : undefined;
}

function inPython(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const argument = enclosing(tree, nodeAt(finding.span), ['keyword_argument']);
  if (argument < 0) return undefined;
  const environ: Needed = { module: 'os', name: 'environ' };
  const q = fileQuote(tree);
  const list = `${inScope(context, environ).text}.get(${q}CORS_ORIGINS${q}, ${q}${q}).split(${q},${q})`;
  const name = tree.textOf(tree.childNamed(argument, 'name')).replace(/_regex$/, 's');
  return { title: LIST, kind: 'guided', edits: withImports(context, [replacement(context, argument, `${name}=${list}`)], [environ]) };
}

/** An annotation takes constants; Spring looks its settings up in them. */
function inJava(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const at = nodeAt(finding.span);
  const annotation = enclosing(tree, at, ['annotation']);
  if (annotation >= 0) {
    const star = [...nodesIn(tree, annotation)].find((n) => tree.type(n) === 'string_literal' && tree.textOf(n) === '"*"');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Spring that fills it in.
    const text = '"${cors.origin}"';
    if (star === undefined) return undefined;
    return { title: 'Allow only the origin in the setting `cors.origin`', kind: 'guided', edits: [replacement(context, star, text)] };
  }
  const place = callAround(tree, at, 0);
  const star = place?.args.find((n) => tree.textOf(n) === '"*"');
  if (place?.args.length !== 1 || star === undefined) return undefined;
  if (
    !/^(?:allowedOrigins|setAllowedOrigins|setAllowedOriginPatterns|allowedOriginPatterns|addAllowedOrigin|addAllowedOriginPattern)$/.test(
      place.name,
    )
  )
    return undefined;
  const text = place.name.startsWith('add') ? 'System.getenv("CORS_ORIGIN")' : 'System.getenv("CORS_ORIGINS").split(",")';
  return { title: place.name.startsWith('add') ? ONE : LIST, kind: 'guided', edits: [replacement(context, star, text)] };
}

function inGo(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const at = nodeAt(finding.span);
  const elements = [enclosing(tree, at, ['keyed_element']), ...[...nodesIn(tree, at)].filter((n) => tree.type(n) === 'keyed_element')];
  const origins = elements.find((n) => n >= 0 && /^(?:AllowOrigins|AllowedOrigins|AllowAllOrigins|AllowOriginFunc)\b/.test(tree.textOf(n)));
  if (origins === undefined) return undefined;
  const list = `${packageName(tree, 'strings')}.Split(${packageName(tree, 'os')}.Getenv("CORS_ORIGINS"), ",")`;
  const key = tree.textOf(tree.childNamed(origins, 'key'));
  const edit = replacement(context, origins, `${key.startsWith('AllowedOrigins') ? key : 'AllowOrigins'}: ${list}`);
  return {
    title: LIST,
    kind: 'guided',
    edits: withImports(
      context,
      [edit],
      ['os', 'strings'].map((goPackage) => ({ goPackage, name: 'any' })),
    ),
  };
}
