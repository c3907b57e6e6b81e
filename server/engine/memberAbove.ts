/** What values declared to be of a class of the program have from the library's class above it. */
import type { Frame } from './frame';
import { type FunctionValue, ofPaths, type Value } from './values';

/** A member of the library's class above, of a value that is only known to be declared so. */
export function memberAbove(frame: Frame, cls: FunctionValue, name: string, base: Value): Value | undefined {
  if (base.paths.some((p) => !p.symbolic && !p.isUnknown)) return undefined;
  const above = frame.env.classField(cls, '^parent')?.paths.filter((p) => !p.isUnknown && !p.symbolic) ?? [];
  const members = above.map((p) => p.call(false, () => false).member(name)).filter((p) => !p.isUnknown);
  return members.length > 0 ? ofPaths(members) : undefined;
}
