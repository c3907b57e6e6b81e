import { Router } from 'express';
import { pool } from '../db';
import { principalOf } from '../middleware/authenticate';
import { asyncHandler } from '../middleware/errors';
import { sendTestEvent, webhookKey } from '../services/webhookService';

export const webhookRoutes = Router();

webhookRoutes.post(
  '/test',
  asyncHandler(async (req, res) => {
    const { url } = req.body;
    const key = await webhookKey(principalOf(res).id);
    res.json(await sendTestEvent(url, key));
  }),
);

/** What the payment service has to say of payments. */
export const paymentEvents = Router();

paymentEvents.post(
  '/events',
  asyncHandler(async (req, res) => {
    const { order, state } = req.body;
    if (state === 'paid') await pool.query("update orders set status = 'paid' where id = $1", [Number(order)]);
    res.sendStatus(204);
  }),
);
