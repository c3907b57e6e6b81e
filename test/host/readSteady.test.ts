/** A file that changes while it is read is read whole or not at all. */
import assert from 'node:assert/strict';
import { type OpenBytes, readSteady } from '../harness/host';

/** A file whose content is what `content` says at each read. */
function file(content: () => string, sizeOf: () => number = () => content().length, changed: () => number = () => 1): OpenBytes {
  return {
    stat: () => ({ size: sizeOf(), changed: changed() }),
    read(bytes, offset, length, position) {
      const part = Buffer.from(content()).subarray(position, position + length);
      bytes.set(part, offset);
      return part.length;
    },
  };
}
const text = (result: ReturnType<typeof readSteady>): unknown => ('bytes' in result ? Buffer.from(result.bytes).toString() : result);

describe('host: reading a file that changes', () => {
  it('reads one that does not', () => {
    assert.equal(
      text(
        readSteady(
          file(() => 'let a;'),
          100,
        ),
      ),
      'let a;',
    );
    assert.equal(
      text(
        readSteady(
          file(() => ''),
          100,
        ),
      ),
      '',
    );
  });
  it('reads it again when it has grown or shrunk meanwhile', () => {
    for (const [first, then] of [
      ['let a;', 'let a; let b;'],
      ['let a; let b;', 'let a;'],
    ]) {
      let reads = 0;
      const changing = file(() => (reads > 1 ? then : first));
      const counted: OpenBytes = {
        ...changing,
        read: (...args) => {
          reads++;
          return changing.read(...args);
        },
      };
      assert.equal(text(readSteady(counted, 100)), then);
    }
  });
  it('reads it again when only its time has changed', () => {
    let stats = 0;
    const touched = file(
      () => 'let a;',
      undefined,
      () => Math.min(++stats, 2),
    );
    assert.equal(text(readSteady(touched, 100)), 'let a;');
    assert.ok(stats >= 4);
  });
  it('gives up one that changes each time, and says so', () => {
    let times = 0;
    const restless = file(
      () => 'let a;',
      undefined,
      () => ++times,
    );
    assert.deepEqual(text(readSteady(restless, 1000)), { unsteady: true });
  });
  it('does not read on for ever', () => {
    const endless: OpenBytes = {
      stat: () => ({ size: 0, changed: 1 }),
      read(bytes, offset, length) {
        bytes.fill(120, offset, offset + length);
        return length;
      },
    };
    assert.deepEqual(readSteady(endless, 1000), { tooLarge: 1001 });
    const long = file(() => 'x'.repeat(1001));
    assert.deepEqual(readSteady(long, 1000), { tooLarge: 1001 });
  });
  it('reads files of no known size whole', () => {
    const made = 'y'.repeat(200_000);
    assert.equal(
      text(
        readSteady(
          file(
            () => made,
            () => 0,
          ),
          300_000,
        ),
      ),
      made,
    );
  });
});
