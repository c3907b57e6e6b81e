import { execFile } from 'node:child_process';
import type { EventBus, FreightEvents } from '@freight/core';
import { labelFile } from './labelFile';

const PRINTERS = new Set(['dock-1', 'dock-2', 'office']);

/** Sends labels to the printers of the warehouse. */
export function printLabels(events: EventBus<FreightEvents>): void {
  events.on('label.requested', async ({ reference, printer, copies }) => {
    const file = labelFile(reference);
    if (!PRINTERS.has(printer)) return;
    execFile('lp', ['-d', printer, '-n', String(copies), file]);
  });
}
