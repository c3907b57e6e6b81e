/** GraphQL servers that answer any query however deep, or that show their schema and their failures in production. */
import { hardenGraphql } from '../fixes/hardenGraphql';
import { debugOff, limitDepth } from '../fixes/limitDepth';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import page from './endpoint-graphql-hardening.md';

export const endpointGraphqlHardening = callRule({
  id: 'endpoint-graphql-hardening',
  title: 'GraphQL server without limits, or with its schema open in production',
  severity: 'medium',
  cwe: [770, 200],
  api: ['API4', 'API8', 'API9'],
  top10: ['A06', 'A02', 'A01'],
  asvs: ['4.3.1', '4.3.2'],
  page,
  advice: 'Limit how deep and how costly queries may be, and keep schema, consoles and stacks for development.',
  on: 'graphql-server',
  check: (call) => (call.developmentOnly || call.open ? [] : [...said(call), ...unlimited(call)]),
  fixes: [hardenGraphql, limitDepth, debugOff],
});

/** What is switched on or off for all, by the name of the option: the value that does harm, and what it does. */
const SWITCHES: readonly { readonly names: readonly string[]; readonly is: boolean; readonly does: string; readonly sure?: true }[] = [
  { names: ['introspection'], is: true, does: 'hands out the whole schema in production' },
  { names: ['playground'], is: true, does: 'serves a console for queries in production' },
  { names: ['csrfPrevention'], is: false, does: 'takes requests that other sites have browsers send', sure: true },
  { names: ['includeStacktraceInErrorResponses', 'debug'], is: true, does: 'sends stacks of failures to clients' },
  { names: ['allowBatchedHttpRequests', 'batching', 'allowBatchedQueries'], is: true, does: 'takes any number of queries in one request' },
];

function said(call: CallView): readonly Report[] {
  if (!isServer(call)) return [];
  const options = call.role('options');
  const out: Report[] = [];
  for (const { names, is, does, sure } of SWITCHES) {
    for (const name of names) {
      const value = options?.field(name) ?? call.role(name);
      if (value?.constants?.length !== 1 || value.constants[0] !== is || (name === 'introspection' && DECIDES.test(call.fileWords)))
        continue;
      out.push({ span: value.span, message: `\`${call.name}\` ${does}.`, confidence: sure ? 'high' : 'medium' });
    }
  }
  const extension = call.role('extension');
  if (extension && /\bIntrospection\{/.test(extension.text))
    out.push({ span: extension.span, message: `\`${call.name}\` hands out the whole schema in production.`, confidence: 'medium' });
  return out;
}

/** Whether a schema is shown is decided for each request. */
const DECIDES = /introspection(?:control|plugin|check|filter|rule)|(?:public|allow|disable|no|block)_?introspection/i;

function isServer(call: CallView): boolean {
  const plugin = call.role('plugin');
  return !plugin || /mercurius/i.test(plugin.text);
}

/** Words by which some limit is spoken of, wherever it comes in. */
const LIMITS =
  /depth|complexity|\bcost|armor|max_?(?:aliases|tokens|directives)|instrumentation|persisted|limiter|trusted_?documents|allow_?list|subgraph|federat/i;

function unlimited(call: CallView): readonly Report[] {
  if (!isServer(call) || call.role('extension') || call.role('config') || call.role('limits') || LIMITS.test(call.fileWords)) return [];
  const options = call.role('options');
  if (options ? !isPlain(options) : !call.role('schema')) return [];
  return [{ span: call.span, message: `\`${call.name}\` answers queries however deep and costly they are.`, confidence: 'medium' }];
}

/** Written out, and nothing in it could be a limit. */
function isPlain(options: ValueView): boolean {
  if (!/^\{(?![\s\S]*\.\.\.)/.test(options.text.trim())) return false;
  return ['validationRules', 'plugins', 'queryDepth', 'queryLimit', 'gateway', 'customValidateFn'].every(
    (name) => !options.field(name) && !new RegExp(`\\b${name}\\b`).test(options.text),
  );
}
