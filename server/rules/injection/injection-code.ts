/** Untrusted data that is evaluated as source text or chooses the module to load. */
import { parseJson } from '../fixes/parseJson';
import { literalEval } from '../fixes/pythonReplace';
import { flowRule } from '../rule';
import page from './injection-code.md';

export const injectionCode = flowRule({
  id: 'injection-code',
  title: 'Untrusted data evaluated as code',
  severity: 'critical',
  cwe: [94, 95, 98],
  api: ['API8'],
  top10: ['A05'],
  asvs: ['1.3.2'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: 'code-text',
  stoppedBy: ['number', 'allow-listed', 'plain-characters', 'hashed', 'string-method'],
  message: '{source} is evaluated as code by {sink}.',
  advice: 'Parse data with a parser, and choose behaviour from a fixed list of functions.',
  also: [
    {
      from: ['untrusted', 'untrusted-object', 'model-output'],
      to: 'module-name',
      stoppedBy: ['number', 'allow-listed', 'plain-characters', 'file-name', 'path-checked', 'hashed', 'string-method'],
      message: '{source} chooses the module that {sink} loads and runs, without a list of allowed ones.',
    },
  ],
  fixes: [parseJson, literalEval],
});
