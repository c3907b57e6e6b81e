/** The methods that a handler for all of them tells apart itself, where it turns the others away. */
import type { RouteFacts } from '../facts';

const METHOD = /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g;

export function methodsTold(facts: RouteFacts | undefined): readonly string[] {
  if (!facts?.flow || !facts.events.some((e) => e.event === 'answer' && (e.status === 405 || e.status === 404 || e.status === 400)))
    return ['*'];
  const found = new Set<string>();
  // A case of a choice stands by itself.
  for (const { text, words } of Object.values(facts.flow.conditions))
    if (words.includes('method') || /^['"][A-Z]+['"]$/.test(text)) for (const [method] of text.matchAll(METHOD)) found.add(method);
  return found.size > 0 ? [...found] : ['*'];
}
