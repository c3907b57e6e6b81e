/** Serves a folder that is made for it in place of the program's own. */
import type { Fix, FixContext, FixMaker } from '../fix';

/** What each language's programs usually call it. */
const FOLDERS: Readonly<Record<string, string>> = {
  javascript: 'public',
  python: 'static',
  java: 'classpath:/static/',
  go: './public',
};

export const servedFolder: FixMaker = { languages: Object.keys(FOLDERS), make };

function make(context: FixContext): Fix | undefined {
  const { tree, file, finding, language } = context;
  if (!/ as it is\./.test(finding.message)) return undefined;
  const folder = FOLDERS[language];
  const node = context.nodeAt(finding.span);
  const written = tree.textOf(node);
  const quote = /^(['"])[./:\w]*\1$/.exec(written)?.[1];
  const text = quote !== undefined ? `${quote}${folder}${quote}` : written === '__dirname' ? `\`\${__dirname}/${folder}\`` : undefined;
  if (text === undefined) return undefined;
  return { title: `Serve \`${folder}\` alone`, kind: 'guided', edits: [{ file, span: tree.span(node), text }] };
}
