/** Bytes of a file → the text the analysis sees, or the reason why there is none. */

export type Decoded = { readonly text: string; readonly remark?: string } | { readonly reason: string };

/** How many bytes are looked at to tell text from binary. */
const PROBE = 8192;

/**
 * A byte order mark is dropped, as editors do, so that offsets mean the same everywhere. UTF-16 is read when its mark says so.
 * Text that is not valid UTF-8 is read with replacement characters, which is what an editor shows; `remark` says so.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.subarray(0, PROBE).includes(0)) return { reason: 'binary, not text' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), remark: 'not valid UTF-8; the damaged characters were read as �' };
  }
}
