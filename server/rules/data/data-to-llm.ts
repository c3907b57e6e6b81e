/** Sensitive data in what a language model is asked, which others run and keep. */
import { type FlowRule, type FlowView, flowRule } from '../rule';
import page from './data-to-llm.md';
import { DISGUISED, disclosedBy } from './disclosed';
import { CARE, mentioned } from './mentioned';

type Verdict = ReturnType<NonNullable<FlowRule['judge']>>;

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
  stoppedBy: DISGUISED,
  message: '{source} goes to the provider of a language model with {sink}.',
  advice: 'Ask with the fields that the answer needs, and replace what tells who it is about.',
  also: [{ from: ['untrusted', 'untrusted-object', 'local'], to: 'model-prompt', stoppedBy: [...DISGUISED, 'allow-listed'] }],
  judge: (flow) => (flow.source === 'data' ? judgeValue(flow) : judgeWhole(flow)),
});

function judgeValue(flow: FlowView): Verdict {
  const found = disclosedBy(flow);
  if (!found) return 'drop';
  return {
    severity: found.severity,
    message: `{source} holds ${found.type.title}, and {sink} sends it to the provider of a language model.`,
  };
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
