/**
 * Paths with wildcards, as lists of rules have them: one star for one segment, two for any number of them, also in the middle;
 * `{name}` for one segment, `{*name}` for the rest. And whether one covers all that a route answers, some of it, or nothing.
 */
import { type Covers, SOMETHING } from '../patterns';

const MAX_SEGMENTS = 40;

/** Of all requests for `route`: `yes` all, `maybe` some, or it is not known. */
export function wildcardsCover(pattern: string, route: string): Covers {
  const wanted = segments(pattern);
  const given = segments(route);
  if (wanted.length > MAX_SEGMENTS || given.length > MAX_SEGMENTS) return 'maybe';
  return from(wanted, 0, given, 0);
}

function from(wanted: readonly string[], i: number, given: readonly string[], j: number): Covers {
  const part = wanted[i];
  const own = given[j];
  if (part === undefined) return own === undefined ? 'yes' : isOpen(own) ? 'maybe' : 'no';
  if (isRest(part)) {
    if (i === wanted.length - 1) return 'yes';
    let best: Covers = 'no';
    for (let k = j; k <= given.length && best !== 'yes'; k++) best = better(best, from(wanted, i + 1, given, k));
    return best;
  }
  if (own === undefined) return 'no';
  if (isOpen(own)) return 'maybe';
  const here = segment(part, own);
  return here === 'no' ? 'no' : worse(here, from(wanted, i + 1, given, j + 1));
}

function segment(part: string, own: string): Covers {
  if (part === '*' || /^\{[^:*{}]*\}$/.test(part)) return 'yes';
  if (part.includes(SOMETHING) || own.includes(SOMETHING) || part.includes('{') || isParameter(own)) return 'maybe';
  if (!/[*?]/.test(part)) return part === own ? 'yes' : 'no';
  const pieces = part.split(/([*?])/).map((p) => (p === '*' ? '.*' : p === '?' ? '.' : p.replace(/[.+^$()|[\]\\]/g, '\\$&')));
  return pieces.length < 10 && new RegExp(`^${pieces.join('')}$`).test(own) ? 'yes' : 'no';
}

function segments(path: string): readonly string[] {
  const out: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of path) {
    if (char === '{') depth++;
    else if (char === '}') depth--;
    if (char === '/' && depth <= 0) {
      if (part !== '') out.push(part);
      part = '';
    } else part += char;
  }
  return part === '' ? out : [...out, part];
}

function isRest(part: string): boolean {
  return part === '**' || /^\{\*\w*\}$/.test(part);
}
/** Any number of segments of a route: what is not known may have some in it. */
function isOpen(own: string): boolean {
  return isRest(own) || own.replaceAll(/\{[^{}]*\}/g, '').includes(SOMETHING);
}
function isParameter(own: string): boolean {
  return own.includes('{') || own.includes('*') || own.startsWith(':');
}
function better(a: Covers, b: Covers): Covers {
  return a === 'yes' || b === 'yes' ? 'yes' : a === 'maybe' || b === 'maybe' ? 'maybe' : 'no';
}
function worse(a: Covers, b: Covers): Covers {
  return a === 'no' || b === 'no' ? 'no' : a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';
}
