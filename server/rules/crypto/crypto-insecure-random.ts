/** Random numbers that can be predicted, where a value must not be guessed. */

import { secretsModule } from '../fixes/pythonReplace';
import { secureRandom } from '../fixes/secureRandom';
import { secureSource } from '../fixes/secureSource';
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
  cause: 'source',
  from: 'predictable-random',
  to: 'secret-value',
  stoppedBy: ['string-method'],
  message: '{source} can be predicted, and {sink} must not be.',
  advice: 'Take it from a cryptographic random source.',
  judge,
  fixes: [secureRandom, secretsModule, secureSource],
});

function judge(flow: FlowView): ReturnType<NonNullable<FlowRule['judge']>> {
  if (!CLOCK.test(flow.sourceText)) return undefined;
  // The time of day goes into many things: only what is made of it alone is as predictable as it. A signature is not.
  const others = `${flow.functionText}\n${flow.sourceFunctionText}`;
  return flow.unknownCall || GOOD_SOURCE.test(others) || SIGNED.test(others) ? 'drop' : undefined;
}

const CLOCK = /now\(|Time\(|valueOf\(|\bpid\b/;
const GOOD_SOURCE = /randomBytes|randomUUID|randomInt|getRandomValues|nanoid|uuid|randomFill|cuid|urandom/i;
const SIGNED = /createHmac|createSign\b|\bhmac|\biat\b|jwt\w*\(|\.sign\(/i;
