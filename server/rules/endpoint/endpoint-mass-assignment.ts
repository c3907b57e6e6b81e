/** A whole request written to something that is stored: clients may set fields that are not theirs to set. */
import { nameFields } from '../fixes/nameFields';
import { type FlowView, flowRule } from '../rule';
import page from './endpoint-mass-assignment.md';

export const endpointMassAssignment = flowRule({
  id: 'endpoint-mass-assignment',
  title: 'Whole request object written to a model',
  severity: 'high',
  cwe: [915],
  api: ['API3'],
  top10: ['A08'],
  asvs: ['15.3.3'],
  page,
  fixes: [nameFields],
  from: ['untrusted-object', 'untrusted'],
  to: 'model-fields',
  stoppedBy: [
    'number',
    'sanitized-object',
    'text',
    'allow-listed',
    'after-text',
    'plain-characters',
    'hashed',
    'encrypted',
    'string-method',
    'sql-escaped',
    'html-escaped',
    'file-name',
  ],
  confidence: 'medium',
  message: '{sink} stores all that {source} has, whatever fields these are.',
  advice: 'Name the fields that clients may set.',
  judge: (flow) => (flow.depth > 0 || flow.unknownCall || !isWhole(flow) || isChecked(flow) ? 'drop' : undefined),
});

/** A request's own parts, not a parameter that the framework has filled from a type of the program's own. */
const WHOLE = /\b(?:body|query|params|json|data|form|POST|GET|values|args|get_json|Body|payload|[Bb]ind\w*|Decode|json\(\))\b|\$body/;

function isWhole({ sourceText, place, file }: FlowView): boolean {
  if (/\.java$/.test(file)) return /RequestBody|ModelAttribute/.test(place);
  return WHOLE.test(sourceText) || WHOLE.test(place);
}

/** What has been picked, stripped or checked against a schema on the way is not followed so far. */
function isChecked({ functionText, sourceFunctionText }: FlowView): boolean {
  const words =
    /\bpick\w*\(|\bomit\w*\(|validat|\b\w*[sS]chema\b|\bdelete [\w.]*(?:body|data)\b|\.pop\(|whitelist|allowed|permitted|matchedData|\bserializer\b|is_valid/;
  return words.test(functionText) || words.test(sourceFunctionText);
}
