import { Router } from 'express';
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
