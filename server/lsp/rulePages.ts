/** gatehouse/explain and gatehouse/rules: what the rules say about themselves. */
import { readablePage } from '../report/page';
import type { ExplainParams, ExplainResult, RuleEntry } from './protocol';
import type { Session } from './session';

export function onExplain(session: Session, { rule }: ExplainParams): ExplainResult | null {
  const found = session.backend.rules.find(({ id }) => id === rule);
  return found === undefined ? null : { title: found.title, page: readablePage(found.page) };
}

export function onRules(session: Session): readonly RuleEntry[] {
  return session.backend.rules.map(({ id, title, severity }) => ({ id, title, severity }));
}
