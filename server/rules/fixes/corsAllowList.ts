/** Replaces an open origin by a list of allowed ones that the environment holds. */
import type { Fix, FixContext, FixMaker } from '../fix';
import { memberOf } from './javascriptObject';
import { fileQuote, quoted } from './javascriptText';
import { findingArgument } from './javascriptTree';

export const allowListFromEnvironment: FixMaker = { languages: ['javascript'], make };

/** The same for sockets, where a finding may also stand on what takes them up. */
export const socketOrigins: FixMaker = {
  languages: ['javascript'],
  make: (context) => (/^(?:true|['"`]\*['"`]|\[['"`]\*['"`]\])$/.test(textAt(context)) ? make(context) : undefined),
};

const textAt = ({ text, finding }: FixContext): string => text.slice(finding.span.start, finding.span.end);

function make(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const q = (text: string): string => quoted(text, fileQuote(tree));
  if (finding.steps.length > 0) return echoed(context, q);
  const node = context.nodeAt(finding.span);
  const list = `process.env.CORS_ORIGINS?.split(${q(',')}) ?? []`;
  // A function's place is that of the options it stands in.
  const origin = tree.type(node) === 'object' ? memberOf(tree, node, 'origin') : node;
  if (origin < 0) return undefined;
  const text = tree.type(node) === 'object' ? `origin: ${list}` : list;
  return { title: 'Allow only the origins listed in `CORS_ORIGINS`', kind: 'guided', edits: [{ file, span: tree.span(origin), text }] };
}

/** The request's origin written back by hand. */
function echoed(context: FixContext, q: (text: string) => string): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  if (!place || place.index === 0) return undefined;
  const edits = [{ file, span: tree.span(place.argument), text: `process.env.CORS_ORIGIN ?? ${q('')}` }];
  return { title: 'Allow only the origin in `CORS_ORIGIN`', kind: 'guided', edits };
}
