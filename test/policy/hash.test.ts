/** The hash is MurmurHash3 x86_128 and nothing that merely looks like it. */
import assert from 'node:assert/strict';
import { hash128, murmur128 } from '../harness/policy';

describe('hash', () => {
  it('passes the verification of the reference implementation', () => {
    // SMHasher's procedure: keys 0, 0-1, 0-2 … of 0 to 255 bytes, each with its own seed, then the hash of all hashes.
    const all = new DataView(new ArrayBuffer(256 * 16));
    for (let length = 0; length < 256; length++) {
      const key = new Uint8Array(length).map((_, i) => i);
      murmur128(key, 256 - length).forEach((word, i) => void all.setUint32(length * 16 + i * 4, word, true));
    }
    assert.equal(murmur128(new Uint8Array(all.buffer), 0)[0], 0xb3ece62a);
  });

  it('is 32 hex digits of the UTF-8 bytes', () => {
    assert.equal(hash128(''), '0'.repeat(32));
    assert.match(hash128('grüße'), /^[0-9a-f]{32}$/);
    assert.notEqual(hash128('grüße'), hash128('grusse'));
  });
});
