import cookieParser from 'cookie-parser';
import cors from 'cors';
import express, { type Express } from 'express';
import rateLimit from 'express-rate-limit';
import helmet from 'helmet';
import { authenticate, requireRole } from './middleware/authenticate';
import { errorHandler } from './middleware/errors';
import { accountRoutes } from './routes/accounts';
import adminRoutes from './routes/admin';
import { orderRoutes } from './routes/orders';
import { priceFeed, productRoutes } from './routes/products';
import { returnRoutes } from './routes/returns';
import { reviewRoutes } from './routes/reviews';
import { paymentEvents, webhookRoutes } from './routes/webhooks';

export function createApp(): Express {
  const app = express();
  app.set('trust proxy', 1);
  app.use(helmet({ frameguard: false }));
  app.use(rateLimit({ windowMs: 60_000, limit: 300 }));

  // Price comparison sites read this one; it has nothing that belongs to anybody.
  app.use('/prices', cors({ origin: '*', methods: ['GET'] }), priceFeed);

  app.use(cors({ origin: true, credentials: true }));
  app.use(cookieParser());
  app.use(express.json({ limit: '100kb' }));

  app.use('/products', productRoutes);
  app.use('/account', rateLimit({ windowMs: 60_000, limit: 20 }), accountRoutes);
  app.use('/orders', authenticate, orderRoutes, returnRoutes);
  app.use('/reviews', reviewRoutes);
  app.use('/webhooks', authenticate, requireRole('merchant'), webhookRoutes);
  app.use('/admin', authenticate, requireRole('admin'), adminRoutes);
  app.use('/payments', paymentEvents);
  app.use(errorHandler);
  return app;
}
