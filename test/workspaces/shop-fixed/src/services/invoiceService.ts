import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { config } from '../config';
import { escapeHtml, page } from '../lib/html';
import type { Order } from '../repositories/orderRepository';

const run = promisify(execFile);

/** Renders the invoice and returns the name of its file. */
export async function createInvoice(order: Order, reference: string): Promise<string> {
  const name = `invoice-${order.id}`;
  const source = path.join(config.invoiceFolder, `${name}.html`);
  await writeFile(source, page(`Invoice ${order.id}`, `<h1>Invoice ${order.id}</h1><p>Your reference: ${escapeHtml(reference)}</p>`));
  await run('wkhtmltopdf', ['--quiet', '--title', `Invoice ${order.id} (${reference})`, source, path.join(config.invoiceFolder, `${name}.pdf`)]);
  return `${name}.pdf`;
}

export function readInvoice(file: string): Promise<Buffer> {
  return readFile(path.join(config.invoiceFolder, path.basename(file)));
}

/** Whoever holds the link of the invoice may open it without signing in. */
export function invoiceLink(order: Order): string {
  const accessToken = createHmac('sha256', config.linkSecret).update(`${order.id}:${order.email}`).digest('hex');
  return `${config.publicUrl}/orders/${order.id}/invoice?key=${accessToken}`;
}
