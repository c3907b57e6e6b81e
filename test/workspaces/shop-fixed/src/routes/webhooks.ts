import { Router } from 'express';
import { pool } from '../db';
import { principalOf } from '../middleware/authenticate';
import { asyncHandler } from '../middleware/errors';
import { isFromPayments, sendTestEvent, webhookKey } from '../services/webhookService';

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
    if (!isFromPayments(req.body, req.get('x-payments-signature'))) return res.sendStatus(401);
    const { order, state } = JSON.parse(req.body.toString('utf8'));
    if (state === 'paid') await pool.query("update orders set status = 'paid' where id = $1", [Number(order)]);
    return res.sendStatus(204);
  }),
);
