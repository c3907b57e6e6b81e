/** Sensitive data written to a log, a console or a trace. */

import type { Severity } from '../../base/finding';
import { dataTypeById, type Tier } from '../../data/taxonomy';
import { dropFromLog } from '../fixes/dropFromLog';
import { hideInLog } from '../fixes/hideInLog';
import { type FlowRule, type FlowView, flowRule } from '../rule';
import page from './data-in-logs.md';
import { CARE, mentioned } from './mentioned';

type Verdict = ReturnType<NonNullable<FlowRule['judge']>>;

export const dataInLogs = flowRule({
  id: 'data-in-logs',
  title: 'Sensitive data written to logs',
  severity: 'high',
  cwe: [532, 312, 359],
  api: ['API8'],
  top10: ['A09'],
  asvs: ['16.2.5', '14.2.4'],
  pci: ['3.5.1', '3.3.1'],
  gdpr: ['5(1)(f)', '32'],
  page,
  from: 'data',
  to: 'log',
  stoppedBy: ['hashed', 'encrypted', 'masked', 'string-method', 'number'],
  message: '{source} is written in clear by {sink}.',
  advice: 'Log an id instead, or mask the value.',
  also: [
    {
      from: ['untrusted', 'untrusted-object', 'local'],
      to: 'log',
      stoppedBy: ['hashed', 'encrypted', 'masked', 'string-method', 'number', 'allow-listed'],
    },
  ],
  judge: (flow) => (flow.source === 'data' ? judgeValue(flow) : judgeWhole(flow)),
  fixes: [dropFromLog, hideInLog],
});

const BY_TIER: Readonly<Record<Tier, Severity | undefined>> = { 1: 'high', 2: 'medium', 3: 'low', 4: undefined };

function judgeValue(flow: FlowView): Verdict {
  // What an unknown function makes of a password is hardly the password.
  if (flow.unknownCall || flow.detail === undefined) return 'drop';
  const type = dataTypeById(flow.detail);
  const severity = type && BY_TIER[type.tier];
  if (!type || !severity) return 'drop';
  if (type.id === 'unclear-token' && !speaksOfSignIn(flow)) return 'drop';
  const message = `{source} holds ${type.title}, and {sink} writes it in clear.`;
  if (inBrowser(flow)) return { severity: 'info', message };
  return { severity, message, confidence: type.id === 'unclear-token' ? 'medium' : 'high' };
}

/** A bare `token` is a word of parsers, too. */
function speaksOfSignIn(flow: FlowView): boolean {
  if (/lexer|parser|tokeni[sz]er|grammar|syntax|scanner|highlight/i.test(flow.file)) return false;
  return /jwt|bearer|auth|login|session|cookie|password|verify|sign\b|sign\(|user|secret|reset|invite/i.test(flow.functionText);
}

const CLIENT_FILE = /\.[jt]sx$|(?:^|\/)(?:components|hooks|frontend|browser|public|www)\//;

function inBrowser(flow: FlowView): boolean {
  return flow.sinkName.startsWith('console.') && CLIENT_FILE.test(flow.file) && !/(?:^|\/)api\//.test(flow.file);
}

// --- whole objects

/** A request's whole body where passwords or cards are read from it, all its headers, or the whole environment. */
function judgeWhole(flow: FlowView): Verdict {
  if (flow.depth > 0 || flow.unknownCall || inBrowser(flow) || CARE.test(flow.functionText)) return 'drop';
  const { sourceText } = flow;
  if (/\benv$/.test(sourceText) && flow.source === 'local') {
    return { confidence: 'medium', message: 'The whole environment is written by {sink}, with every secret in it.' };
  }
  if (/\bheaders$/.test(sourceText) || /\.headers\(\)$/.test(sourceText)) {
    return { confidence: 'medium', message: '{source} holds the client’s credentials, and {sink} writes all of it.' };
  }
  if (!/\b(?:body|cookies|payload)$/.test(sourceText)) return 'drop';
  const what = /cookies$/.test(sourceText) ? 'session cookies' : mentioned(flow.functionText);
  return what === undefined ? 'drop' : { confidence: 'medium', message: `{source} holds ${what}, and {sink} writes all of it.` };
}
