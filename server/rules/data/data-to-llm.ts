/** Sensitive data in what a language model is asked, which others run and keep. */
import type { Severity } from '../../base/finding';
import { dataTypeById, type Tier } from '../../data/taxonomy';
import { type FlowRule, type FlowView, flowRule } from '../rule';
import page from './data-to-llm.md';
import { CARE, mentioned } from './mentioned';

type Verdict = ReturnType<NonNullable<FlowRule['judge']>>;

const STOPPED = ['hashed', 'encrypted', 'masked', 'string-method', 'number'] as const;

export const dataToLlm = flowRule({
  id: 'data-to-llm',
  title: 'Sensitive data sent in a model prompt',
  severity: 'high',
  cwe: [359, 201],
  api: ['API10'],
  top10: ['A01', 'A06'],
  asvs: ['14.2.3'],
  gdpr: ['5(1)(c)', '28', '44'],
  page,
  from: 'data',
  to: 'model-prompt',
  stoppedBy: STOPPED,
  message: '{source} goes to the provider of a language model with {sink}.',
  advice: 'Ask with the fields that the answer needs, and replace what tells who it is about.',
  also: [{ from: ['untrusted', 'untrusted-object', 'local'], to: 'model-prompt', stoppedBy: [...STOPPED, 'allow-listed'] }],
  judge: (flow) => (flow.source === 'data' ? judgeValue(flow) : judgeWhole(flow)),
});

const BY_TIER: Readonly<Record<Tier, Severity | undefined>> = { 1: 'high', 2: 'high', 3: 'medium', 4: undefined };

function judgeValue(flow: FlowView): Verdict {
  // What an unknown function makes of it may be what hides it.
  if (flow.unknownCall || flow.detail === undefined) return 'drop';
  const type = dataTypeById(flow.detail);
  const severity = type && BY_TIER[type.tier];
  // Models count in tokens.
  if (!type || !severity || type.id === 'unclear-token') return 'drop';
  return { severity, message: `{source} holds ${type.title}, and {sink} sends it to the provider of a language model.` };
}

/** A whole form in which such data is read, or the whole environment. */
function judgeWhole(flow: FlowView): Verdict {
  if (flow.depth > 0 || flow.unknownCall || CARE.test(flow.functionText)) return 'drop';
  const { sourceText } = flow;
  if (flow.source === 'local') {
    if (!/\benv(?:iron)?$/.test(sourceText)) return 'drop';
    return { confidence: 'medium', message: 'The whole environment goes to the provider of a language model, with every secret in it.' };
  }
  if (!/\b(?:body|payload)$/.test(sourceText)) return 'drop';
  const what = mentioned(flow.functionText);
  if (what === undefined) return 'drop';
  return { confidence: 'medium', message: `{source} holds ${what}, and {sink} sends all of it to the provider of a language model.` };
}
