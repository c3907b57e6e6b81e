import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { logger } from '../logger';

export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function asyncHandler(handler: (req: Request, res: Response) => Promise<unknown>): RequestHandler {
  return (req, res, next) => {
    handler(req, res).catch(next);
  };
}

export function errorHandler(error: Error, req: Request, res: Response, _next: NextFunction): void {
  if (error instanceof HttpError) {
    res.status(error.status).json({ error: error.message });
  } else if (error instanceof ZodError) {
    res.status(400).json({ error: 'The request is not complete.', fields: error.issues.map((issue) => issue.path.join('.')) });
  } else {
    logger.error('request failed', { method: req.method, path: req.path, reason: error.message });
    res.status(500).json({ error: 'Something went wrong.' });
  }
}
