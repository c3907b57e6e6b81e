import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { config } from '../config';
import { logger } from '../logger';
import { findProduct } from '../repositories/productRepository';

/** Tells whoever looks at a product when there is little left of it. */
export function stockFeed(server: HttpServer): Server {
  const io = new Server(server, { cors: { origin: config.publicUrl, credentials: true } });
  io.on('connection', (socket) => {
    logger.info('somebody looks at the stock', { shop: config.publicUrl });
    socket.on('look', async (product: unknown) => socket.emit('left', (await findProduct(Number(product)))?.stock ?? 0));
  });
  return io;
}
