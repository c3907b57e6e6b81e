/** A small project in memory, and the analyzer over it: the one place where tests meet the analysis as it is shipped. */
import type { Analyzer } from '../../server/analyzer/analyzer';
import { createAnalyzer } from '../../server/analyzer/create';
import { assemble } from '../../server/analyzer/theAnalyzer';
import type { Finding } from '../../server/base/finding';
import { type Host, listingOf } from '../../server/base/host';
import { nameOracle } from '../../server/data/names';
import { languageOf } from '../../server/languages';
import { models } from '../../server/models';
import { describeProblems, NO_POLICY, POLICY_FILE, type Policy, readPolicy } from '../../server/policy/policy';
import { rules } from '../../server/rules';
import type { Rule } from '../../server/rules/rule';
import type { Syntax } from '../../server/syntax/syntax';

export const RULES: readonly Rule[] = rules;

/** Root-relative path → text. */
export type Texts = Readonly<Record<string, string>>;

export function memoryHost(texts: Texts): Host {
  return {
    readText: (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined),
    exists: (file) => Object.hasOwn(texts, file),
    list: (folder) => listingOf(Object.keys(texts), folder),
  };
}

/** A policy among the texts is in force. */
export function analyzerOver(syntax: Syntax, texts: Texts, limits: 'editor' | 'scan' = 'scan'): Analyzer {
  return createAnalyzer({ host: memoryHost(texts), syntax, today: '2026-01-01', limits, policy: policyIn(texts) });
}

/** Throws where it has a mistake. */
export function policyIn(texts: Texts): Policy {
  const text = texts[POLICY_FILE];
  const read = text === undefined ? { policy: NO_POLICY } : readPolicy(text, new Set(RULES.map((r) => r.id)));
  if ('policy' in read) return read.policy;
  throw new Error(describeProblems(POLICY_FILE, read.problems));
}

/** The same with other rules than those that are shipped. */
export function analyzerWith(syntax: Syntax, texts: Texts, others: readonly Rule[], limits: 'editor' | 'scan' = 'scan'): Analyzer {
  return assemble({ host: memoryHost(texts), syntax, today: '2026-01-01', limits, rules: others, models, names: nameOracle });
}

/** Visible findings of the whole project; throws when the analysis has had to leave something out. */
/** `forFixes`: the analyzer stays able to make fixes of what it has found. */
export async function findingsOf(analyzer: Analyzer, texts: Texts, { forFixes = false } = {}): Promise<readonly Finding[]> {
  const files = Object.keys(texts).filter((f) => languageOf(f) !== undefined);
  const { findings, notes } = await analyzer.scan({ files, forFixes });
  const trouble = notes.filter((n) => n.kind !== 'info');
  if (trouble.length > 0) throw new Error(trouble.map((n) => `${n.file ?? ''}: ${n.message}`).join('\n'));
  return findings.filter((f) => !f.suppressed);
}
