/** Keeps what a GraphQL server shows for development, and switches its protection on. */
import type { Fix, FixContext, FixMaker } from '../fix';
import { fileQuote, quoted } from './javascriptText';

export const hardenGraphql: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const node = context.nodeAt(finding.span);
  const text = tree.textOf(node);
  const span = tree.span(node);
  if (text === 'false' && /other sites/.test(finding.message))
    return { title: 'Take no requests that other sites send', kind: 'guided', edits: [{ file, span, text: 'true' }] };
  if (text !== 'true') return undefined;
  if (/any number of queries/.test(finding.message))
    return { title: 'Take one query a request', kind: 'guided', edits: [{ file, span, text: 'false' }] };
  const development = `process.env.NODE_ENV !== ${quoted('production', fileQuote(tree))}`;
  return { title: 'Only outside production', kind: 'guided', edits: [{ file, span, text: development }] };
}
