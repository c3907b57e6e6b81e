/** What the status bar says and when it keeps silent. */
import assert from 'node:assert/strict';
import { statusText } from '../harness/client';
import type { SummaryParams } from '../harness/lspServer';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const READY: SummaryParams = { state: 'ready', workspace: NONE, files: {}, scanned: false, notes: [] };
const FILE = 'file:///shop/app.ts';

describe('status bar', () => {
  it('is hidden when there is nothing to say, and shows its name beside a supported file', () => {
    assert.equal(statusText(READY, undefined, false), undefined);
    assert.equal(statusText(READY, FILE, true)?.text, '$(shield) Gatehouse');
  });

  it('names the two worst kinds and adds up the rest', () => {
    const workspace = { critical: 1, high: 0, medium: 3, low: 2, info: 5 };
    assert.equal(statusText({ ...READY, workspace }, undefined, false)?.text, '$(shield) 1 critical, 3 medium +7');
    assert.equal(statusText({ ...READY, workspace: { ...NONE, high: 2 } }, undefined, false)?.text, '$(shield) 2 high');
  });

  it('shows busy and failing, with the reason', () => {
    const busy = statusText({ ...READY, state: 'busy', message: 'Scanning the workspace' }, undefined, false);
    assert.equal(busy?.text, '$(sync~spin) Gatehouse');
    assert.match(busy?.tooltip ?? '', /Scanning the workspace/);
    const failing = statusText({ ...READY, state: 'failing', workspace: { ...NONE, high: 1 } }, undefined, false);
    assert.deepEqual([failing?.text, failing?.isWarning], ['$(warning) 1 high', true]);
  });

  it('has a table of the file and the workspace, and says what the numbers cover', () => {
    const files = { [FILE]: { ...NONE, high: 1 } };
    const opened = statusText({ ...READY, files, workspace: { ...NONE, high: 4 } }, FILE, true);
    assert.match(opened?.tooltip ?? '', /\| This file \| 0 \| 1 \| 0 \| 0 \| 0 \|\n\| Files opened so far \| 0 \| 4 \|/);
    assert.match(statusText({ ...READY, scanned: true }, FILE, true)?.tooltip ?? '', /\| Workspace \|/);
  });

  it('lists a few notes, harmless whatever the files are called', () => {
    const notes = ['[x](command:evil).ts: it is too long', 'b', 'c', 'd', 'e', 'f', 'g'];
    const tooltip = statusText({ ...READY, notes }, FILE, true)?.tooltip ?? '';
    assert.match(tooltip, /\\\[x\\\]\\\(command:evil\\\)/);
    assert.match(tooltip, /and 2 more notes/);
  });
});
