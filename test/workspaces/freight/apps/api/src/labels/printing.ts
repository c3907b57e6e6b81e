import { exec } from 'node:child_process';
import type { EventBus, FreightEvents } from '@freight/core';
import { labelFile } from './labelFile';

/** Sends labels to the printers of the warehouse. */
export function printLabels(events: EventBus<FreightEvents>): void {
  events.on('label.requested', async ({ reference, printer, copies }) => {
    const file = labelFile(reference);
    exec(`lp -d ${printer} -n ${copies} ${file}`);
  });
}
