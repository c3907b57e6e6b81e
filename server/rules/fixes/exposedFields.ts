/** The fields that a finding says nobody should get, as its steps name them. */
import type { Finding } from '../../base/finding';
import type { FixContext } from '../fix';

export interface ExposedFields {
  readonly names: readonly string[];
  /** What they are declared in: the type's name, or the schema's. */
  readonly of: string;
  readonly file: string;
}

/** Undefined where they are declared in several files. */
export function exposedFields({ steps }: Finding): ExposedFields | undefined {
  const found = steps.flatMap(({ file, message }) => {
    const told = /^`(\w+)` of `(\w+)`$/.exec(message);
    return told ? [{ file, name: told[1], of: told[2] }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ file }) => file !== first.file)) return undefined;
  return { names: found.map(({ name }) => name), of: first.of, file: first.file };
}

/** `a`, `b` */
export function inWords(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** Fields of the type, and of those above it, that may be handed out. */
export function openFields({ remedy }: FixContext, exposed: ExposedFields) {
  const seen = new Set<string>(exposed.names);
  return (remedy?.types ?? []).flatMap(({ fields }) => fields.filter(({ name }) => !seen.has(name) && seen.add(name)));
}
