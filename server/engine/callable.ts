/** Objects that are called as functions are, by a method that a language's models name. */
import { loadField } from './access';
import type { Frame } from './frame';
import { copyOf, type Value, withReceiver } from './values';

/** What is called when the value is: an object's own method where it has one for that. */
export function callable(frame: Frame, value: Value): Value {
  if (value.functions.length > 0 || (value.classes.length === 0 && value.objects.length === 0)) return value;
  const names = frame.env.paths.catalog.routes.handlerMethods;
  if (names.size === 0) return value;
  const methods = [...names].flatMap((name) =>
    loadField(frame, value, name, undefined, undefined).functions.filter((fn) => fn.kind === 'function'),
  );
  if (methods.length === 0) return value;
  const out = copyOf(value);
  out.functions = methods.map((fn) => (fn.self ? fn : withReceiver(fn, value)));
  return out;
}
