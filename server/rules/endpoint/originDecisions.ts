/** Functions that decide on origins by a part of their text, which other hosts have as well. */
import type { ValueView } from '../rule';

/** What such a function does wrong, or undefined. `fileText`: where it may stand when the call only names it. */
export function decisionFault(origin: ValueView, fileText: string): string | undefined {
  const text = functionText(origin, fileText);
  if (text === undefined) return undefined;
  for (const [, , method, , literal] of text.matchAll(ASKED)) {
    const why = methodFault(method, literal);
    if (why !== undefined) return why;
  }
  for (const [, method, , literal] of text.matchAll(ASKED_BY_PACKAGE)) {
    const why = methodFault(method.charAt(3) === 'P' ? 'startsWith' : method.charAt(3) === 'S' ? 'endsWith' : 'includes', literal);
    if (why !== undefined) return why;
  }
  return NULL_ORIGIN.test(text) ? 'lets the origin `null` pass, which sandboxed frames of any site have' : undefined;
}

/** `origin.endsWith('acme.example')`; what is looked up in a list has the list first. */
const ASKED = /\b(origin|o|url|requestOrigin|host)\??\.(includes|startsWith|endsWith|indexOf|startswith|endswith)\(\s*(['"`])([^'"`$]*)\3/g;
const ASKED_BY_PACKAGE = /\bstrings\.(HasPrefix|HasSuffix|Contains)\(\s*(origin|o|host)\s*,\s*"([^"]*)"/g;
const NULL_ORIGIN = /\borigin\s*={2,3}\s*(['"])null\1/;

function methodFault(method: string, literal: string): string | undefined {
  if (/^https?:\/\/(?:localhost|127\.0\.0\.1)/.test(literal) || literal === 'localhost') return undefined;
  // Only a scheme is asked for: `chrome-extension://`.
  if (/^[\w+-]+:(?:\/\/)?$/.test(literal) || !/[a-z]/i.test(literal)) return undefined;
  switch (method.toLowerCase()) {
    case 'startswith':
      return /[/:]$/.test(literal) ? undefined : `lets every host pass that begins with \`${literal}\``;
    case 'endswith':
      return /^(?:\.|https?:\/\/|:)/.test(literal) ? undefined : `lets every host pass that ends with \`${literal}\``;
    default:
      return `lets every host pass that has \`${literal}\` in it`;
  }
}

const FUNCTION = /=>|\bfunction\b|\bfunc\s*\(|\blambda\b/;

function functionText({ text, calledBack, returns }: ValueView, fileText: string): string | undefined {
  if (FUNCTION.test(text)) return /^\{/.test(text) ? fromOrigin(text) : text;
  if (calledBack.length === 0 && !returns) return undefined;
  return fromOrigin(fileText);
}

/** What follows where the decision on origins begins. */
function fromOrigin(text: string): string | undefined {
  const at = text.search(/\borigin\s*(?::|\()/);
  return at < 0 ? undefined : text.slice(at, at + 800);
}
