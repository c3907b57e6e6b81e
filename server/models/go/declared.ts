/** Types by the paths of their packages: Go writes the major version of a module into its path. */

/** Values declared to be of a type, for each path of its package; those made of what embeds it, too. */
export function declared(paths: readonly string[], ...names: readonly string[]): readonly string[] {
  return paths.flatMap((path) => names.flatMap((name) => [`<${path}.${name}>`, `"${path}".${name}()`]));
}

/** A path with each of these major versions, and without one. */
export function versions(path: string, from: number, to: number): readonly string[] {
  const out = [path];
  for (let v = from; v <= to; v++) out.push(`${path}/v${v}`);
  return out;
}

/** Packages, as places. */
export function packages(paths: readonly string[]): readonly string[] {
  return paths.map((path) => `"${path}"`);
}
