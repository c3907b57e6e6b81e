/** Shows rules the calls and assignments that models name, with what is known of the values in them. */
import { deepTaints, loadField } from './access';
import type { CallRoles } from './catalogState';
import { developmentOnly } from './conditions';
import type { ObservedCall } from './environment';
import type { Frame } from './frame';
import { SIGNS } from './kinds';
import { elementsOf, objectComplete } from './places';
import { noteSign } from './routes/record/signs';
import type { ArgumentValue } from './summary';
import type { Site, Value } from './values';

interface Observable {
  readonly self: Value | undefined;
  readonly args: readonly ArgumentValue[];
  readonly site: Site;
  readonly name: string;
  readonly carried: boolean;
  /** What takes the result, and the functions around. */
  readonly names: readonly string[];
}

export function observe(frame: Frame, roles: CallRoles, { self, args, site, name, carried, names }: Observable): void {
  const call: ObservedCall = {
    kind: roles.kind,
    roles,
    args,
    self,
    site,
    carried,
    name,
    developmentOnly: developmentOnly(frame),
    names,
    text: frame.module.text,
    functionAt: () => functionAround(frame, site),
    read: (value, field) => loadField(frame, value, field, site, undefined),
    elements: (value) => elementsOf(frame, value),
    isComplete: (value) => objectComplete(frame, value),
    taints: (value) => deepTaints(frame, value),
  };
  if (roles.kind in SIGNS) noteSign(frame, call);
  frame.env.observeCall(call);
}

/** The innermost function that holds the place; a call that was left to its caller stands in another one than that. */
function functionAround(frame: Frame, { file, at }: Site): { readonly start: number; readonly end: number } {
  if (file !== frame.module.file) return { start: 0, end: 0 };
  let found = frame.module.functions[0].at;
  for (const f of frame.module.functions)
    if (f.at.start <= at.start && at.end <= f.at.end && f.at.end - f.at.start < found.end - found.start) found = f.at;
  return found;
}

/** Something is assigned to a place, or to a variable of the module, that rules look at. */
export function observeAssignment(frame: Frame, settings: readonly CallRoles[], self: Value | undefined, value: Value, site: Site): void {
  const args = [{ value, site, spread: false, name: undefined }];
  const name = frame.textAt(site.at);
  for (const roles of settings)
    observe(frame, roles, { self, args, site, name, carried: false, names: frame.callShapes.namesAround(undefined) });
}

/** A variable of the module's top level whose name alone says what it is for. */
export function observeVariable(frame: Frame, name: string, value: Value, site: Site): void {
  observeAssignment(frame, frame.env.paths.global(name).valueFacts.settings, undefined, value, site);
}
