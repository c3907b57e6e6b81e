/** What a dying server is remembered for. */
import assert from 'node:assert/strict';
import { Crashes } from '../harness/client';

const FILE = 'file:///shop/app.ts';

describe('a server that dies', () => {
  it('is started again with growing pauses, and quickly again once it has run well', () => {
    const crashes = new Crashes();
    crashes.started(0);
    const pauses = [1, 2, 3, 4, 5, 6].map((now) => crashes.died(undefined, now).pause);
    assert.deepEqual(pauses, [100, 1000, 3000, 10_000, 30_000, 30_000]);
    crashes.started(1000);
    assert.deepEqual(crashes.died(undefined, 100_000), { pause: 100, count: 1, newlySetAside: undefined });
  });

  it('has its file set aside the second time, once', () => {
    const crashes = new Crashes();
    assert.equal(crashes.died(FILE, 0).newlySetAside, undefined);
    assert.deepEqual(crashes.setAside, []);
    assert.equal(crashes.died('file:///shop/other.ts', 0).newlySetAside, undefined);
    const second = crashes.died(FILE, 0);
    assert.equal(second.newlySetAside, FILE);
    assert.equal(second.pause, 100);
    assert.deepEqual(crashes.setAside, [FILE]);
    assert.equal(crashes.died(FILE, 0).newlySetAside, undefined);
  });

  it('is forgiven when the user restarts it', () => {
    const crashes = new Crashes();
    crashes.died(FILE, 0);
    crashes.died(FILE, 0);
    crashes.forget();
    assert.deepEqual(crashes.setAside, []);
    assert.deepEqual(crashes.died(FILE, 0), { pause: 100, count: 1, newlySetAside: undefined });
  });
});
