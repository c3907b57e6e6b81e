/** A filter, or script text, of a document database that the client shapes. */
import type { SanitizerKind } from '../../engine/kinds';
import { coerceToString } from '../fixes/coerceToString';
import { plainValues } from '../fixes/plainValues';
import { flowRule } from '../rule';
import page from './injection-nosql.md';

/** Whatever leaves a string or a number behind leaves no operator object. */
const MAKES_A_PLAIN_VALUE: readonly SanitizerKind[] = [
  'text',
  'number',
  'allow-listed',
  'plain-characters',
  'sanitized-object',
  'after-text',
  'url-encoded',
  'html-escaped',
  'sql-escaped',
  'shell-quoted',
  'file-name',
  'path-resolved',
  'path-checked',
  'host-fixed',
  'host-checked',
  'hashed',
  'encrypted',
  'masked',
  'string-method',
];

export const injectionNosql = flowRule({
  id: 'injection-nosql',
  title: 'NoSQL filter or operator controlled by untrusted data',
  severity: 'high',
  cwe: [943],
  api: ['API8'],
  top10: ['A05'],
  asvs: ['1.2.4'],
  page,
  from: 'untrusted-object',
  to: 'nosql-filter',
  stoppedBy: MAKES_A_PLAIN_VALUE,
  message: '{source} may be an object such as `{ "$ne": null }`, and {sink} takes it as part of its filter without a type check.',
  advice: 'Turn the value into a string, or reject anything that is not one.',
  also: [
    {
      from: ['untrusted', 'untrusted-object', 'model-output'],
      to: 'nosql-code',
      stoppedBy: ['number', 'allow-listed', 'plain-characters', 'hashed', 'string-method'],
      message: '{source} becomes part of the script or query text that the database evaluates in {sink}.',
    },
  ],
  // A JSON body always can hold an object; a query string only with some parsers.
  judge: (flow) => {
    if (flow.sink !== 'nosql-filter') return undefined;
    return flow.through.has('usually-text') ? { confidence: 'medium' } : undefined;
  },
  fixes: [coerceToString, plainValues],
});
