import { Router } from 'express';
import * as orders from '../controllers/orderController';
import { pool } from '../db';
import { principalOf } from '../middleware/authenticate';
import { asyncHandler } from '../middleware/errors';

export const orderRoutes = Router();

orderRoutes.get('/', asyncHandler(orders.list));
orderRoutes.post('/', asyncHandler(orders.create));
orderRoutes.post('/:id/payment', asyncHandler(orders.pay));
orderRoutes.post('/:id/invoice', asyncHandler(orders.invoice));
orderRoutes.get('/:id/parcels/:carrier/:parcel', asyncHandler(orders.parcel));
orderRoutes.get('/:id/invoice/:file', asyncHandler(orders.download));

orderRoutes.get(
  '/open/count',
  asyncHandler(async (_req, res) => {
    const open = await pool.query("select count(*)::int as number from orders where status = 'open' and customer = $1", [principalOf(res).id]);
    res.json(open.rows[0]);
  }),
);
