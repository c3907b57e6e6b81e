/** Untrusted data in the text of an SQL statement, values and identifiers alike. */
import { allowListName } from '../fixes/allowListName';
import { bindParameters } from '../fixes/bindParameters';
import { bindInGo } from '../fixes/goBind';
import { bindInJava } from '../fixes/javaBind';
import { bindInPython } from '../fixes/pythonBind';
import { flowRule } from '../rule';
import page from './injection-sql.md';

export const injectionSql = flowRule({
  id: 'injection-sql',
  title: 'SQL built from untrusted data',
  severity: 'critical',
  cwe: [89, 564],
  api: ['API8'],
  top10: ['A05'],
  asvs: ['1.2.4'],
  pci: ['6.2.4'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: 'sql-text',
  stoppedBy: ['number', 'allow-listed', 'plain-characters', 'sql-escaped', 'hashed', 'string-method'],
  message: '{source} becomes part of the statement that {sink} runs, and is not bound as a parameter.',
  advice: 'Pass the value as a bound parameter; take column and table names from a fixed list.',
  also: [
    {
      from: 'stored',
      to: 'sql-text',
      stoppedBy: ['number', 'allow-listed', 'plain-characters', 'sql-escaped', 'hashed', 'string-method'],
      severity: 'high',
      confidence: 'medium',
      message: 'The stored value {source} becomes part of the statement that {sink} runs, and is not bound as a parameter.',
    },
  ],
  // A statement read whole from a file or a table (a migration, a saved report) is meant to be run; only one that a
  // stored value is put into was built by hand.
  judge: (flow) => (flow.source === 'stored' && !flow.through.has('after-text') ? 'drop' : undefined),
  fixes: [bindParameters, allowListName, bindInPython, bindInJava, bindInGo],
});
