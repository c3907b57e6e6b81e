/** All the world the analysis may see: reads only, below one root. `host/` implements it for Node; tests use maps. */
export interface Host {
  /** The file's text, or undefined when it does not exist, is not readable, or lies outside the workspace. */
  readText(file: string): string | undefined;
  /** True when `file` is a regular file inside the workspace. */
  exists(file: string): boolean;
}
