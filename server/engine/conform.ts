/** Values that a schema has let through: each field is what the field's own schema makes of it. */
import { allFields, ELEMENTS, hasOwn, loadElement, loadField } from './access';
import { type CallSite, call } from './calls';
import type { CalleeFacts, CompiledFlow } from './catalogState';
import type { Frame } from './frame';
import type { PathNode } from './paths';
import { type Value, withFields, withMask, withTaints } from './values';

/** Fields of the receiver that hold what it was made of: schemas of fields by name, and the schema of elements. */
const SHAPE = 'shape';
const ELEMENT = 'element';
const MAX_FIELDS = 80;

/** `made` is what the call returns as far as its flows tell, which say where in it the value is. */
export function conform(frame: Frame, c: CallSite, node: PathNode, facts: CalleeFacts, made: Value): Value {
  const flow = facts.flows.find((f) => f.to.some((p) => !p.selector));
  const given = c.args[flow?.from[0]?.selector?.select === 'index' ? flow.from[0].selector.index : 0]?.value;
  if (!c.self || !flow || !given || node.step.step !== 'member') return made;
  const method = node.step.name;
  const fields = new Map<string, Value>();
  if (hasOwn(frame, c.self, SHAPE)) {
    for (const [name, schema] of allFields(frame, loadField(frame, c.self, SHAPE, undefined, undefined)).fields) {
      if (fields.size >= MAX_FIELDS) break;
      fields.set(name, part(frame, c, flow, schema, method, loadField(frame, given, name, undefined, undefined)));
    }
  }
  if (hasOwn(frame, c.self, ELEMENT)) {
    const schema = loadField(frame, c.self, ELEMENT, undefined, undefined);
    fields.set(ELEMENTS, part(frame, c, flow, schema, method, loadElement(frame, given, undefined)));
  }
  if (fields.size === 0) return made;
  const place = flow.to.find((p) => !p.selector)?.below ?? [];
  const [below] = place;
  if (!below) return withFields(made, fields, false);
  if (below.sub !== 'field') return made;
  const inside = loadField(frame, made, below.name, undefined, undefined);
  return withFields(made, new Map(made.fields ?? []).set(below.name, withFields(inside, fields, false)), false);
}

/** What the schema of a field makes of its value. */
function part(frame: Frame, c: CallSite, flow: CompiledFlow, schema: Value, method: string, value: Value): Value {
  const callee = loadField(frame, schema, method, undefined, undefined);
  const known = callee.paths.some((p) => p.calleeFacts.known);
  // A schema nobody knows: no more than what holds of the whole.
  if (!known) return withTaints(value, withMask(value.taints, flow.mask));
  const args = [{ value, site: c.site, spread: false, name: undefined }];
  const made = call(frame, { ...c, callee, self: schema, args, instr: undefined });
  const below = flow.to.find((p) => !p.selector)?.below[0];
  return below?.sub === 'field' ? loadField(frame, made, below.name, undefined, undefined) : made;
}
