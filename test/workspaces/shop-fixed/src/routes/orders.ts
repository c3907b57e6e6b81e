import { Router } from 'express';
import * as orders from '../controllers/orderController';
import { pool } from '../db';
import { principalOf, requireRole } from '../middleware/authenticate';
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

orderRoutes.get(
  '/:id/lines',
  asyncHandler(async (req, res) => {
    const lines = await pool.query('select product, quantity from order_lines join orders on orders.id = order_id where order_id = $1 and customer = $2', [req.params.id, principalOf(res).id]);
    res.json(lines.rows);
  }),
);

orderRoutes.post(
  '/:id/cancel',
  asyncHandler(async (req, res) => {
    await pool.query("update orders set status = 'cancelled' where id = $1 and customer = $2", [req.params.id, principalOf(res).id]);
    res.redirect('/orders');
  }),
);

orderRoutes.post(
  '/:id/refund',
  requireRole('admin'),
  asyncHandler(async (req, res) => {
    await pool.query("update orders set status = 'refunded' where id = $1 and status = 'paid'", [req.params.id]);
    res.sendStatus(204);
  }),
);
