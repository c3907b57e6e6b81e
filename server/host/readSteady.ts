/** All bytes of an open file, or the reason why there are none: never some of them. */

/** An open file; `host/` gives the disk's, tests their own. */
export interface OpenBytes {
  /** Size in bytes and when the content last changed, in milliseconds. */
  stat(): { readonly size: number; readonly changed: number };
  /** Reads up to `length` bytes from `position` into `bytes` at `offset`; returns how many there were, 0 at the end. */
  read(bytes: Uint8Array, offset: number, length: number, position: number): number;
}

export type Bytes = { readonly bytes: Uint8Array } | { readonly tooLarge: number } | { readonly unsteady: true };

/** How often a file that changes while it is read is read again. */
const ATTEMPTS = 3;
/** Bytes read at once where the size says nothing, as for files that are made while they are read. */
const CHUNK = 64 * 1024;

export function readSteady(file: OpenBytes, limit: number): Bytes {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = file.stat();
    if (before.size > limit) return { tooLarge: before.size };
    const bytes = readToEnd(file, before.size, limit);
    if (bytes === undefined) return { tooLarge: Math.max(limit + 1, file.stat().size) };
    const after = file.stat();
    // Size 0 is also said of files that have no size.
    if (after.changed === before.changed && after.size === before.size && (bytes.length === after.size || after.size === 0))
      return { bytes };
  }
  return { unsteady: true };
}

/** Undefined when there is more than the limit, whatever the size said. */
function readToEnd(file: OpenBytes, size: number, limit: number): Uint8Array | undefined {
  // One byte more, to see that the end is the end.
  let bytes = new Uint8Array(size + 1);
  let at = 0;
  for (;;) {
    const got = file.read(bytes, at, bytes.length - at, at);
    if (got === 0) return bytes.subarray(0, at);
    at += got;
    if (at > limit) return undefined;
    if (at < bytes.length) continue;
    const larger = new Uint8Array(bytes.length + CHUNK);
    larger.set(bytes);
    bytes = larger;
  }
}
