import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Request, Response } from 'express';
import { config } from '../config';
import { escapeHtml, page } from '../lib/html';
import { sendCacheable } from '../middleware/etag';
import { HttpError } from '../middleware/errors';
import { findProduct, listPrices, searchProducts } from '../repositories/productRepository';
import { makeThumbnail } from '../services/thumbnails';

export async function search(req: Request, res: Response): Promise<void> {
  const { q = '', category, sort = 'name', page: number = '1' } = req.query as Record<string, string | undefined>;
  const products = await searchProducts({ term: q, category, sort, page: Math.max(1, Number(number) || 1) });
  sendCacheable(req, res, products);
}

/** The same for browsers without scripts. */
export async function searchPage(req: Request, res: Response): Promise<void> {
  const term = String(req.query.q ?? '');
  const products = await searchProducts({ term, sort: 'name', page: 1 });
  const items = products.map(({ id, name }) => `<li><a href="/products/${encodeURIComponent(id)}">${escapeHtml(name)}</a></li>`).join('');
  res.send(page('Search', `<h1>Results for “${escapeHtml(term)}”</h1><ul>${items}</ul>`));
}

export async function show(req: Request, res: Response): Promise<void> {
  const product = await findProduct(Number(req.params.id));
  if (product === undefined) throw new HttpError(404, 'There is no such product.');
  sendCacheable(req, res, product);
}

export async function thumbnail(req: Request, res: Response): Promise<void> {
  const file = await makeThumbnail(config.imageFolder, Number(req.params.id), String(req.query.size ?? 'medium'));
  res.type('jpg');
  createReadStream(file).pipe(res);
}

export async function manual(req: Request, res: Response): Promise<void> {
  const folder = path.resolve(config.imageFolder, 'manuals');
  const file = path.resolve(folder, `${req.params.name}.pdf`);
  if (!file.startsWith(folder + path.sep)) throw new HttpError(404, 'There is no such manual.');
  res.type('pdf');
  createReadStream(file).pipe(res);
}

export async function prices(_req: Request, res: Response): Promise<void> {
  res.json(await listPrices());
}
