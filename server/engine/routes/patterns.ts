/** Paths as frameworks write them: joining them, and whether one of them covers another. */

/** Stands for a piece of a path that is not known. */
export const SOMETHING = '…';

/** `{id}` or, with a pattern of its own, `{id:[0-9]+}`. */
const NAMED = /^\{\w+(?::[^{}]*)?\}$/;

export function joinPaths(prefix: string, path: string): string {
  const joined = `${prefix}/${path}`.replace(/\/{2,}/g, '/');
  return joined.length > 1 ? joined.replace(/\/$/, '') : '/';
}

export type Covers = 'yes' | 'no' | 'maybe';

/** Whether a request for `route` passes what stands at `control`; `whole`: the control's path is no mere beginning. */
export function covers(control: string, route: string, whole: boolean): Covers {
  const wanted = segments(control);
  const given = segments(route);
  let doubt = false;
  for (const [i, part] of wanted.entries()) {
    if (isRest(part)) return doubt ? 'maybe' : 'yes';
    const own = given[i];
    if (own === undefined) return isOptional(part) ? (doubt ? 'maybe' : 'yes') : 'no';
    if (isRest(own)) return 'maybe';
    if (part.includes(SOMETHING) || own.includes(SOMETHING)) doubt = true;
    else if (part === own) continue;
    else if (isParameter(part)) doubt ||= /[(+]/.test(part);
    else if (isParameter(own)) doubt = true;
    else if (/[*()?+{}]/.test(part)) doubt = true;
    else if (part.toLowerCase() !== own.toLowerCase()) return 'no';
  }
  if (whole && given.length > wanted.length) return given.slice(wanted.length).every(isOptional) ? 'maybe' : 'no';
  return doubt ? 'maybe' : 'yes';
}

/** The same of a regular expression, for a route without parameters; it is only known where it speaks of the whole path. */
export function patternCovers(source: string, flags: string, route: string): Covers {
  // Code under analysis is hostile: only what cannot take long is tried.
  if (source.length > 300 || /\)[*+{]|\\\d|\(\?</.test(source) || (source.match(/[*+]/g) ?? []).length > 3) return 'maybe';
  const isOpen = /[:*…]/.test(route);
  // What a pattern leaves out by how a path begins, it leaves out whatever stands in the parameters.
  if (isOpen && (!source.includes('(?!') || route.includes(SOMETHING))) return source === '.*' || source === '' ? 'yes' : 'maybe';
  try {
    if (isOpen) return new RegExp(source, flags.includes('i') ? 'i' : '').test(route.replace(/:\w+\*?|\*\w*/g, 'a')) ? 'maybe' : 'no';
    return new RegExp(source, flags.includes('i') ? 'i' : '').test(route) ? 'yes' : 'no';
  } catch {
    return 'maybe';
  }
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((p) => p !== '');
}
function isRest(part: string): boolean {
  return /^(?:\*|\(\.\*\)|\{?\*\w+\}?|:\w+\*|\{\w+\.{3}\}|:\w+\(\.\*\))$/.test(part);
}
function isParameter(part: string): boolean {
  return part.startsWith(':') || NAMED.test(part);
}
function isOptional(part: string): boolean {
  return /\?$|^\{.*\}$|^\*$/.test(part) && !NAMED.test(part);
}
