import axios from 'axios';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { config } from '../config';
import { pool } from '../db';
import { logger, maskCard } from '../logger';
import { principalOf } from '../middleware/authenticate';
import { HttpError } from '../middleware/errors';
import { OrderRepository } from '../repositories/orderRepository';
import { findProducts } from '../repositories/productRepository';
import { createInvoice, invoiceLink, readInvoice } from '../services/invoiceService';
import { discountFor } from '../services/promotionService';
import { trackParcel } from '../services/webhookService';

const orders = new OrderRepository(pool);

const NewOrder = z.object({
  lines: z.array(z.object({ product: z.number().int(), quantity: z.number().int().positive() })).min(1),
  code: z.string().max(20).optional(),
});

export async function list(req: Request, res: Response): Promise<void> {
  const { id } = principalOf(res);
  const status = req.query.status as string | undefined;
  res.json(status === undefined ? await orders.list(id, String(req.query.sort)) : await orders.listByStatus(id, status));
}

export async function create(req: Request, res: Response): Promise<void> {
  const { lines, code } = NewOrder.parse(req.body);
  const products = new Map((await findProducts(lines.map(({ product }) => product))).map((product) => [product.id, product]));
  const total = lines.reduce((sum, { product, quantity }) => sum + (products.get(product)?.price ?? 0) * quantity, 0);
  const id = await orders.create(principalOf(res).id, lines, total - discountFor(code ?? '', { lines, total }));
  logger.info('order placed', { order: id, lines: lines.length });
  res.status(201).json({ id });
}

export async function pay(req: Request, res: Response): Promise<void> {
  const order = await ownOrder(req, res);
  const { cardNumber, expiry, cvv } = req.body;
  logger.info(`charging order ${order.id} to card ${maskCard(String(cardNumber))}`, { total: order.total });
  const answer = await axios.post(
    new URL('charges', config.payments.endpoint).href,
    { merchant: config.payments.merchant, amount: order.total, card: { number: cardNumber, expiry, cvv } },
    { headers: { 'x-api-key': config.payments.apiKey }, timeout: 10_000 },
  );
  await orders.markPaid(order.id);
  logger.info('order paid', { order: order.id, card: maskCard(String(cardNumber)), charge: answer.data.id });
  res.sendStatus(204);
}

export async function invoice(req: Request, res: Response): Promise<void> {
  const order = await ownOrder(req, res);
  const file = await createInvoice(order, req.body.reference ?? '');
  res.status(201).json({ file, link: invoiceLink(order) });
}

export async function download(req: Request, res: Response): Promise<void> {
  await ownOrder(req, res);
  const content = await readInvoice(req.params.file);
  res.type('pdf').send(content);
}

export async function parcel(req: Request, res: Response): Promise<void> {
  const { id } = await ownOrder(req, res);
  const state = await trackParcel(req.params.carrier, `${id}-${req.params.parcel}`);
  if (state === undefined) throw new HttpError(404, 'There is no such carrier.');
  res.json(state);
}

async function ownOrder(req: Request, res: Response) {
  const order = await orders.find(Number(req.params.id), principalOf(res).id);
  if (order === undefined) throw new HttpError(404, 'There is no such order.');
  return order;
}
