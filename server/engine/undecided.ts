/**
 * Calls of a library that models tell apart by an argument which only the callers know: `hash(algorithm)`. The callers carry
 * them out; what they return has a name of its own until then.
 */
import { type CallSite, MAX_HOPS } from './calls';
import type { CalleeFacts } from './catalogState';
import type { Frame } from './frame';
import type { PathNode } from './paths';
import type { ArgumentValue } from './summary';
import { NOTHING, ofPaths, type Value, withPaths } from './values';

/** Begins the name of what such a call returns. */
const MARK = '=';

/** Leaves the call to the callers when they may decide it. Returns what stands for its result. */
export function leaveUndecided(frame: Frame, c: CallSite, node: PathNode, facts: CalleeFacts): Value | undefined {
  if (c.hops >= MAX_HOPS || c.args.some((a) => a.spread)) return undefined;
  if (!c.args.some((arg, i) => isOpen(arg.value) && isHeeded(node, facts, i))) return undefined;
  frame.addCall({
    callee: withPaths(NOTHING, [node]),
    self: c.self,
    args: c.args,
    kind: c.kind,
    site: c.site,
    name: c.name,
    hops: c.hops + 1,
    marks: c.marks,
  });
  const input = frame.env.paths.input(undecidedName(node, c.args));
  return ofPaths([input], [{ label: frame.env.labels.input(input), mask: 0, trace: undefined }]);
}

export function isUndecided(name: string): boolean {
  return name.startsWith(MARK);
}

/** The same for all calls of one place that are given the same inputs. */
export function undecidedName(callee: PathNode, args: readonly ArgumentValue[]): string {
  const given = args.map(({ value }) => value.paths.filter((p) => p.symbolic).map((p) => p.text)[0] ?? '');
  return `${MARK}${callee.text}(${given.join()})`;
}

/** It is an input as it came. */
function isOpen(value: Value): boolean {
  return value.consts === undefined && value.shape === undefined && value.paths.some((p) => p.symbolic);
}

function isHeeded(node: PathNode, facts: CalleeFacts, index: number): boolean {
  if (node.filteredArguments.includes(index)) return true;
  if (facts.sinks.some((s) => s.position.filters.some((f) => f.argument === index))) return true;
  return facts.calls.some((c) => [...c.roles.values()].some((p) => p.selector?.select === 'index' && p.selector.index === index));
}
