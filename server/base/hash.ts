/** A fast 128-bit hash for names of things: fingerprints, cache keys. Not for secrets. MurmurHash3 x86_128 by Austin Appleby (public domain). */

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

const encoder = new TextEncoder();

/** 32 hex digits of the text's UTF-8 bytes. */
export function hash128(text: string): string {
  return hashBytes(encoder.encode(text));
}

export function hashBytes(bytes: Uint8Array): string {
  return murmur128(bytes, 0)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

/** Four unsigned 32-bit words. */
export function murmur128(bytes: Uint8Array, seed: number): number[] {
  const blocks = bytes.length >> 4;
  let h1 = seed;
  let h2 = seed;
  let h3 = seed;
  let h4 = seed;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let b = 0; b < blocks; b++) {
    const at = b << 4;
    h1 ^= Math.imul(rotate(Math.imul(view.getUint32(at, true), C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(view.getUint32(at + 4, true), C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(view.getUint32(at + 8, true), C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(view.getUint32(at + 12, true), C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  const tail = [0, 0, 0, 0];
  for (let i = blocks << 4; i < bytes.length; i++) tail[(i & 15) >> 2] |= bytes[i] << ((i & 3) << 3);
  h4 ^= Math.imul(rotate(Math.imul(tail[3], C4), 18), C1);
  h3 ^= Math.imul(rotate(Math.imul(tail[2], C3), 17), C4);
  h2 ^= Math.imul(rotate(Math.imul(tail[1], C2), 16), C3);
  h1 ^= Math.imul(rotate(Math.imul(tail[0], C1), 15), C2);
  return mix(h1 ^ bytes.length, h2 ^ bytes.length, h3 ^ bytes.length, h4 ^ bytes.length);
}

function mix(h1: number, h2: number, h3: number, h4: number): number[] {
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = finish((h2 + h1) | 0);
  h3 = finish((h3 + h1) | 0);
  h4 = finish((h4 + h1) | 0);
  h1 = finish(h1);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return [h1, h2 + h1, h3 + h1, h4 + h1].map((word) => word >>> 0);
}

function finish(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
