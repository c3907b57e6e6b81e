/** Untrusted data written into a response that a browser reads as HTML. */
import type { SanitizerKind } from '../../engine/kinds';
import { encodeHtml } from '../fixes/encodeHtml';
import { escapeHtml } from '../fixes/wrapValue';
import { type FlowView, flowRule } from '../rule';
import page from './injection-xss-response.md';

const STOPPED_BY: readonly SanitizerKind[] = [
  'number',
  'allow-listed',
  'plain-characters',
  'html-escaped',
  'url-encoded',
  'hashed',
  'encrypted',
  'not-rendered',
  'string-method',
];

/**
 * Rows, and what may be an object of the client's, go out as JSON unless they become a part of some text. So does what an unknown
 * function gives back: a look-up's result, a picture, a stream.
 */
function isSentAsData(flow: FlowView): boolean {
  if (flow.through.has('after-text') || flow.through.has('text')) return false;
  if (flow.unknownCall) return true;
  if (flow.source === 'untrusted-object') return flow.depth === 0 || !flow.through.has('usually-text');
  return flow.source === 'stored';
}

const OWN_ADDRESS = /\.(?:originalUrl|url|path|baseUrl)$/;

export const injectionXssResponse = flowRule({
  id: 'injection-xss-response',
  title: 'Untrusted data written into an HTML response',
  severity: 'high',
  cwe: [79, 80, 116],
  api: ['API8'],
  top10: ['A05'],
  asvs: ['1.2.1', '3.2.1'],
  pci: ['6.2.4'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: 'html-response',
  stoppedBy: STOPPED_BY,
  message: '{source} is written into the HTML that {sink} sends, and is not encoded.',
  advice: 'Encode the value for HTML, or send JSON or plain text.',
  also: [
    {
      from: 'stored',
      to: 'html-response',
      stoppedBy: STOPPED_BY,
      severity: 'medium',
      confidence: 'medium',
      message: 'The stored value {source} is written into the HTML that {sink} sends, and is not encoded.',
    },
  ],
  judge: (flow) => {
    if (isSentAsData(flow)) return 'drop';
    // Browsers encode brackets and quotes in the address they ask for.
    return OWN_ADDRESS.test(flow.sourceText) ? { confidence: 'medium' } : undefined;
  },
  fixes: [encodeHtml, escapeHtml],
});
