import { Router } from 'express';
import { pool } from '../db';
import { principalOf } from '../middleware/authenticate';
import { asyncHandler } from '../middleware/errors';

/** What becomes of orders that somebody does not want after all. */
export const returnRoutes = Router();

returnRoutes.get(
  '/:id/lines',
  asyncHandler(async (req, res) => {
    const lines = await pool.query('select product, quantity from order_lines where order_id = $1', [req.params.id]);
    res.json(lines.rows);
  }),
);

returnRoutes.get(
  '/:id/cancel',
  asyncHandler(async (req, res) => {
    await pool.query("update orders set status = 'cancelled' where id = $1 and customer = $2", [req.params.id, principalOf(res).id]);
    res.redirect('/orders');
  }),
);

returnRoutes.post(
  '/:id/refund',
  asyncHandler(async (req, res) => {
    await pool.query("update orders set status = 'refunded' where id = $1 and status = 'paid'", [req.params.id]);
    res.sendStatus(204);
  }),
);
