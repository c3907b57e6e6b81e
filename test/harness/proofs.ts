/** Tests that prove findings, for small programs: what the room `proofs` gets from the analysis, and what it writes. */
import type { Finding } from '../../server/base/finding';
import type { NoProof, Proof } from '../../server/proofs/proof';
import { isProof, prove } from '../../server/proofs/prove';
import { analyzerOver, findingsOf, memoryHost, type Texts } from './project';
import { testSyntax } from './syntax';

export { isProof };

/** What is written for each finding of the rule, each as if it were the only one. */
export async function proofsOf(texts: Texts, rule: string): Promise<readonly (Proof | NoProof)[]> {
  const analyzer = analyzerOver(await testSyntax(), texts);
  try {
    const findings = (await findingsOf(analyzer, texts, { forFixes: true })).filter((f: Finding) => f.rule === rule);
    const list = analyzer.routes();
    return findings.flatMap((finding) => prove({ finding, list, host: memoryHost(texts) }) ?? []);
  } finally {
    analyzer.dispose();
  }
}

/** The one test there is; throws with the reason where there is none. */
export async function proofOf(texts: Texts, rule: string): Promise<Proof> {
  const [first, ...others] = await proofsOf(texts, rule);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} findings of ${rule}`);
  if (!isProof(first)) throw new Error(first.reason);
  return first;
}

/** Why there is none. */
export async function reasonOf(texts: Texts, rule: string): Promise<string | undefined> {
  const [first] = await proofsOf(texts, rule);
  return first && !isProof(first) ? first.reason : undefined;
}

/** The texts with the test among them. */
export function withProof(texts: Texts, { file, after }: Proof): Texts {
  return { ...texts, [file]: after };
}
