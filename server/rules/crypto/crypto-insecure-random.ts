/** Random numbers that can be predicted, where a value must not be guessed. */
import { secureRandom } from '../fixes/secureRandom';
import { type FlowRule, type FlowView, flowRule } from '../rule';
import page from './crypto-insecure-random.md';

export const cryptoInsecureRandom = flowRule({
  id: 'crypto-insecure-random',
  title: 'Predictable random source for a secret',
  severity: 'high',
  cwe: [338, 330, 335, 337],
  api: ['API2'],
  top10: ['A04'],
  asvs: ['11.5.1', '6.5.3'],
  page,
  from: 'predictable-random',
  to: 'secret-value',
  stoppedBy: ['string-method', 'allow-listed'],
  message: '{source} can be predicted, and {sink} must not be.',
  advice: 'Take it from a cryptographic random source.',
  judge,
  fixes: [secureRandom],
});

function judge(flow: FlowView): ReturnType<NonNullable<FlowRule['judge']>> {
  // The time of day goes into many things; only what is made of it directly is as predictable as it.
  if (flow.unknownCall && /now\(|Time\(|valueOf|pid/.test(flow.sourceText)) return 'drop';
  return undefined;
}
