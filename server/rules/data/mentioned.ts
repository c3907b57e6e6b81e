/** What the code around a value speaks of, where the value itself is a whole object. */
import { classify } from '../../data/classify';
import { dataTypeById, type Tier } from '../../data/taxonomy';

/** Somebody has thought of it. */
export const CARE = /redact|\*\*\*|\bmask|sanitiz|scrub|\bomit\(|delete \w+(?:\.\w+)*\.(?:password|token|card)/i;

const MAX_NAMES = 400;

/** The most sensitive data that the function's own names speak of. */
export function mentioned(text: string): string | undefined {
  let best: { tier: Tier; title: string } | undefined;
  let seen = 0;
  for (const [name] of withoutTexts(text).matchAll(/[A-Za-z_$][\w$]{2,60}/g)) {
    if (++seen > MAX_NAMES) break;
    const found = classify(name);
    if (!found || found.tier > 2 || found.confidence === 'low' || found.type === 'token' || found.type === 'secret-key') continue;
    const title = dataTypeById(found.type)?.title;
    if (title !== undefined && (!best || found.tier < best.tier)) best = { tier: found.tier, title };
  }
  return best?.title;
}

/** Words inside quotes are labels. */
function withoutTexts(text: string): string {
  return text.replace(/'[^'\n]{0,200}'|"[^"\n]{0,200}"/g, "''");
}
