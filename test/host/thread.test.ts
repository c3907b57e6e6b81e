/** Work in a second thread: its messages, its failures, and that it can be talked to. */
import assert from 'node:assert/strict';
import { folder, removeFolders } from '../harness/folder';
import { startThread } from '../harness/host';

const WORK = `const { parentPort, workerData } = require('node:worker_threads');
parentPort.postMessage(workerData.greeting + ' ' + process.argv.slice(2).join(' '));
parentPort.on('message', (message) => {
  if (process.argv.includes('fail')) throw new Error('broken on purpose');
  parentPort.postMessage('heard ' + message);
  parentPort.close();
});
`;

describe('host: a second thread', () => {
  afterEach(removeFolders);

  it('is given arguments and data, sends and hears messages', async () => {
    const seen: unknown[] = [];
    const thread = startThread(folder({ 'work.js': WORK }).at('work.js'), ['scan', 'x'], { greeting: 'hello' }, (message) =>
      seen.push(message),
    );
    thread.send('stop');
    assert.deepEqual(await thread.ended, { kind: 'done' });
    assert.deepEqual(seen, ['hello scan x', 'heard stop']);
  });

  it('reports its failure instead of taking the process with it', async () => {
    const seen: unknown[] = [];
    // What is sent right before a failure may be lost; it fails once it has been heard.
    const thread = startThread(folder({ 'work.js': WORK }).at('work.js'), ['fail'], { greeting: 'hello' }, (message) => {
      seen.push(message);
      thread.send('go on');
    });
    const ending = await thread.ended;
    assert.ok(ending.kind === 'failed');
    assert.equal(ending.error.message, 'broken on purpose');
    assert.deepEqual(seen, ['hello fail']);
  });
});
