/** Tasks spread over threads: answers, failures, and threads that die. */
import assert from 'node:assert/strict';
import { folder, removeFolders } from '../harness/folder';
import { LostWorker, startPool } from '../harness/host';

/** Answers as the bundle's own end does. */
const WORK = `const { parentPort, workerData, threadId } = require('node:worker_threads');
parentPort.on('message', (task) => {
  if (task === 'throw') parentPort.postMessage({ error: 'broken on purpose' });
  else if (task === 'crash') throw new Error('crashed');
  else if (task === 'leave') process.exit(0);
  else if (task !== 'hang') parentPort.postMessage({ answer: [workerData.greeting, task, threadId] });
});
`;

describe('host: a pool of threads', () => {
  afterEach(removeFolders);

  function pool(size: number) {
    return startPool(folder({ 'work.js': WORK }).at('work.js'), [], { greeting: 'hello' }, size);
  }

  it('answers every task, by no more threads than it may have', async () => {
    const threads = pool(2);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => threads.run(() => i)));
    assert.deepEqual(
      answers.map((a) => (a as unknown[]).slice(0, 2)),
      Array.from({ length: 20 }, (_, i) => ['hello', i]),
    );
    assert.ok(new Set(answers.map((a) => (a as unknown[])[2])).size <= 2);
    await threads.close();
  });

  it('replaces a thread that dies, at the cost of its task', async function () {
    this.timeout(60_000);
    const threads = pool(1);
    await assert.rejects(
      threads.run(() => 'throw'),
      { message: 'broken on purpose' },
    );
    await assert.rejects(
      threads.run(() => 'crash'),
      (error) => error instanceof LostWorker && error.message === 'crashed',
    );
    await assert.rejects(
      threads.run(() => 'leave'),
      LostWorker,
    );
    const [lost, next] = await Promise.allSettled([threads.run(() => 'crash'), threads.run(() => 'after')]);
    assert.equal(lost.status, 'rejected');
    assert.equal(next.status, 'fulfilled');
    await threads.close();
  });

  it('ends at once when it is closed', async () => {
    const threads = pool(1);
    const [first, second] = [threads.run(() => 'hang'), threads.run(() => 'never begun')];
    const both = Promise.allSettled([first, second]);
    await threads.close();
    assert.deepEqual(
      (await both).map((p) => p.status),
      ['rejected', 'rejected'],
    );
    await assert.rejects(
      threads.run(() => 'late'),
      LostWorker,
    );
  });
});
