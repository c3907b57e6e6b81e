/** What the name of a field says that it holds, read as a field or by a method that nobody knows. */
import type { CallSite } from './calls';
import { GUESSED, MASK } from './catalog';
import type { Frame } from './frame';
import { joinTaints, type Site, type Value, withTaints } from './values';

/** What has these bits alone is still what its name says. */
export const STILL_ITSELF = GUESSED | MASK.text | MASK['usually-text'];

/** The field's name says what it holds, where nothing better is known. */
export function withData(frame: Frame, value: Value, detail: string, name: string, site: Site | undefined): Value {
  if (
    value.functions.length > 0 ||
    (value.consts !== undefined && value.consts.length > 0) ||
    value.taints.some((t) => t.label.kind === 'data')
  )
    return value;
  if (value.taints.some((t) => (t.mask & ~STILL_ITSELF) !== 0 && t.label.kind !== undefined)) return value;
  return withTaints(value, joinTaints(value.taints, [frame.source('data', detail, name, site)]));
}

/** A value nothing else is known of is what the name of its variable says. */
export function named(frame: Frame, value: Value, name: string, owner: string | undefined, site: Site): Value {
  if (value.taints.some((t) => t.label.kind === 'data') && frame.env.names.isAbout(name))
    return withTaints(
      value,
      value.taints.filter((t) => t.label.kind !== 'data'),
    );
  if (value.consts !== undefined || value.functions.length > 0 || value.objects.length > 0 || value.fields) return value;
  // Input is what its name says; what has been checked, changed or gone through something unknown may not be.
  if (value.taints.some((t) => t.label.kind === 'data' || (t.label.kind !== undefined && (t.mask & ~STILL_ITSELF) !== 0))) return value;
  const detail = frame.env.names.dataType(name, owner);
  if (detail === undefined) return value;
  return withTaints(value, joinTaints(value.taints, [frame.source('data', detail, name, site)]));
}

/** `account.getEmail()` of a class that is not read is what the field would be. */
export function readByMethod(frame: Frame, { instr, args, self, name, site }: CallSite, value: Value): Value {
  if (!instr || !self || args.length > 0) return value;
  const [owner, method] = name.split('.').slice(-2);
  const field = method === undefined ? undefined : frame.env.names.fieldRead(method);
  const detail = field === undefined ? undefined : frame.env.names.dataType(field, /^\w+$/.test(owner) ? owner : undefined);
  return field === undefined || detail === undefined ? value : withData(frame, value, detail, field, site);
}
