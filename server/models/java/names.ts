/** Types that moved from `javax` to `jakarta`: models speak of both. */

export function eitherType(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`<javax.${name}>`, `<jakarta.${name}>`]);
}

/** A place in a package under both names: `package`, then the rest of the place. */
export function either(pack: string, place: string): string[] {
  return [`"javax.${pack}"${place}`, `"jakarta.${pack}"${place}`];
}
