import type { RequestHandler } from 'express';

declare global {
  namespace Express {
    interface Request {
      customerId?: number;
    }
  }
}

/** The gateway in front of us has checked the key and says whose it is. */
export const customer: RequestHandler = (req, res, next) => {
  const id = Number(req.get('x-customer-id'));
  if (!Number.isInteger(id)) {
    res.sendStatus(401);
    return;
  }
  req.customerId = id;
  next();
};
