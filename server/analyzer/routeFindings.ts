/** What route rules say of a whole program, by the file that it is said of. */
import type { Finding } from '../base/finding';
import { compareFindings } from '../base/finding';
import type { RouteEntry, RouteList } from '../base/route';
import { isPublic, type Policy } from '../policy/policy';
import type { RuleRunner } from './ruleRunner';

/** `textOf` is asked for files with findings only. A route is pointed at by the line it begins on, not by all of its handler. */
export function routeFindings(
  { routes, signs }: RouteList,
  runner: RuleRunner,
  policy: Policy,
  textOf: (file: string) => string | undefined,
): ReadonlyMap<string, readonly Finding[]> {
  const out = new Map<string, Finding[]>();
  const isDeclaredPublic = (route: RouteEntry): boolean => isPublic(policy, route);
  for (const found of [...runner.fromRoutes({ routes, signs, isDeclaredPublic })].sort(compareFindings)) {
    const text = textOf(found.file);
    const at = out.get(found.file);
    const narrowed = text === undefined ? found : { ...found, span: firstLine(text, found.span) };
    if (at) at.push(narrowed);
    else out.set(found.file, [narrowed]);
  }
  return out;
}

function firstLine(text: string, { start, end }: Finding['span']): Finding['span'] {
  const line = text.slice(start, end).search(/[\r\n]/);
  return line < 0 ? { start, end } : { start, end: start + text.slice(start, start + line).trimEnd().length };
}
