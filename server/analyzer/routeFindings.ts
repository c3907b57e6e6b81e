/** What route rules say of a whole program, by the file that it is said of, and what can be done about it. */
import type { Finding } from '../base/finding';
import { compareFindings } from '../base/finding';
import type { RouteEntry, RouteList } from '../base/route';
import { isPublic, requirementsOf } from '../policy/endpointPolicy';
import type { Policy } from '../policy/policy';
import type { Remedy } from '../rules/fix';
import type { ProgramRoutes, RouteFlow } from '../rules/rule';
import type { RuleRunner } from './ruleRunner';

/** What rules have asked to see of the program beside its endpoints. */
interface FlowList {
  readonly flows: readonly RouteFlow[];
}

/** `textOf` is asked for files with findings only. A route is pointed at by the line it begins on, not by all of its handler. */
export function routeFindings(
  list: RouteList & FlowList,
  runner: RuleRunner,
  policy: Policy,
  textOf: (file: string) => string | undefined,
): ReadonlyMap<string, readonly Finding[]> {
  const out = new Map<string, Finding[]>();
  const all = runner.fromRoutes(programOf(list, policy)).map(({ finding }) => finding);
  for (const found of all.sort(compareFindings)) {
    const text = textOf(found.file);
    const at = out.get(found.file);
    const narrowed = text === undefined ? found : { ...found, span: firstLine(text, found.span) };
    if (at) at.push(narrowed);
    else out.set(found.file, [narrowed]);
  }
  return out;
}

/** What can be done about findings of routes; these are told by what they say where. */
export function remediesOf(list: RouteList & FlowList, runner: RuleRunner, policy: Policy): (finding: Finding) => Remedy | undefined {
  const known = new Map(runner.fromRoutes(programOf(list, policy)).map(({ finding, remedy }) => [keyOf(finding), remedy]));
  return (finding) => known.get(keyOf(finding));
}

function keyOf({ rule, file, span, message }: Finding): string {
  return `${rule} ${file}:${span.start} ${message}`;
}

function programOf({ routes, signs, types, flows }: RouteList & FlowList, policy: Policy): ProgramRoutes {
  const isDeclaredPublic = (route: RouteEntry): boolean => isPublic(policy, route);
  const requirements = (route: RouteEntry) => requirementsOf(policy, route);
  return { routes, signs, types, flows, isDeclaredPublic, requirements };
}

function firstLine(text: string, { start, end }: Finding['span']): Finding['span'] {
  const line = text.slice(start, end).search(/[\r\n]/);
  return line < 0 ? { start, end } : { start, end: start + text.slice(start, start + line).trimEnd().length };
}
