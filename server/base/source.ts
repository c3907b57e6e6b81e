/** One source text under analysis. */
export interface Source {
  /** Path relative to the workspace root, always with `/`; the identity of the file in every room. */
  readonly file: string;
  /** Language id, one of the ids listed in `languages/index.ts`. */
  readonly language: string;
  readonly text: string;
}
