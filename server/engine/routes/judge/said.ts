/** What is said of what a function does, and what calls of certain kinds come to. */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { RouteEvent } from '../facts';
import type { ControlNames } from '../names';
import type { Check, Evidence } from './behaviour';
import { wordsOf } from './flow';
import { type Made, NOTHING_DONE, type Point } from './points';

export function demanded({ site, name }: Extract<RouteEvent, { event: 'demand' }>, names: ControlNames): Evidence {
  const words = wordsOf(name);
  const said = names.kindsOf({ status: 401, redirect: false, texts: [], words, near: words, written: words });
  // Its name may say that it is about something else; what verifies something finds out who it is.
  const kinds = names.kindsByName(name.replace(/\(.*/s, '')) ?? (words.some((w) => /^verif(?:y|ies)/.test(w)) ? said : BOTH);
  return { site, message: `\`${name}\` may turn them away`, kinds };
}
const BOTH: readonly ControlKind[] = ['authentication', 'authorisation'];

/** What it answers, and what that depends on. */
export function saidOf({ status, redirect, texts }: Point, on: string | undefined): string {
  const answer = status > 0 ? `answers ${status}` : redirect ? `redirects${texts.length > 0 ? ` to ${texts[0]}` : ''}` : 'ends the request';
  return on ? `${answer} depending on \`${on.length > 70 ? `${on.slice(0, 69)}…` : on}\`` : answer;
}

/** On what it depends that some requests go on without it. */
export function notForAll(why: string | undefined, isPath: boolean): string {
  if (isPath) return `not for all requests: \`${why ?? ''}\``;
  return why === undefined ? 'some requests go on without it' : `it depends on \`${why}\``;
}

/** A call that is known to throw otherwise. */
export function checked({ site, name }: Extract<RouteEvent, { event: 'check' | 'demand' }>, kinds: readonly ControlKind[]): Made {
  const evidence: Evidence = { site, message: `\`${name}\` throws otherwise` };
  const own = new Map<ControlKind, Check>(kinds.map((k) => [k, { holds: 'always', evidence: [evidence] }]));
  return { does: 'check', inner: { ...NOTHING_DONE, own, refuses: true } };
}

/** What goes on is in the hands of something that nobody knows, unless its name speaks of something else. */
export function inHandsOf(names: ControlNames, { name, site }: { readonly name: string; readonly site: Site }): Evidence | undefined {
  return names.isHarmless(name) ? undefined : { site, message: `\`${name}\` is not known` };
}

/** A control that a model knows is called. */
export function knownFor(
  { site, name }: Pick<Evidence, 'site'> & { readonly name: string },
  kinds: readonly ControlKind[],
  goesOn: boolean,
): Made {
  const evidence: Evidence = { site, message: `\`${name}\` is known for it` };
  const guards = new Map<ControlKind, Check>(kinds.map((k) => [k, { holds: 'always', evidence: [evidence] }]));
  return { does: 'check', inner: { ...NOTHING_DONE, guards, goesOn, refuses: guards.size > 0 } };
}

export function thrownAs({ status, name }: { readonly status: number; readonly name: string }): Made {
  return { does: 'refuse', status, texts: [name], fault: status === 0, thrown: true };
}

/** What a client sends by itself, as against what has been found out about it. */
const SENT = /query|body|param|header|cookie|json|\b(?:args?|form|GET|POST|data)\b/i;

/** What is tested for is who asks, as something that stands before has found out. */
export function isFoundOut(names: ControlNames, text: string, words: readonly string[]): boolean {
  return names.testsPrincipal(text) && !SENT.test(words.join(' '));
}
