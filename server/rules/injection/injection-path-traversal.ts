/** Untrusted data in a path of the file system. */
import { checkPath } from '../fixes/checkPath';
import { pathBelow } from '../fixes/pathCheck';
import { sendFileRoot } from '../fixes/sendFileRoot';
import { baseName } from '../fixes/wrapValue';
import { flowRule } from '../rule';
import page from './injection-path-traversal.md';

export const injectionPathTraversal = flowRule({
  id: 'injection-path-traversal',
  title: 'File path controlled by untrusted data',
  severity: 'high',
  cwe: [22, 23, 36, 73],
  api: ['API8'],
  top10: ['A01', 'A06'],
  asvs: ['5.3.2', '5.4.1'],
  pci: ['6.2.4'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: 'file-path',
  stoppedBy: ['number', 'allow-listed', 'plain-characters', 'file-name', 'path-checked', 'url-encoded', 'hashed', 'string-method'],
  message: '{source} becomes part of the path that {sink} opens, and nothing keeps it below one folder.',
  advice: 'Reduce the value to a file name, or resolve the path and check that it lies below the folder.',
  fixes: [sendFileRoot, checkPath, pathBelow, baseName],
});
