import { createLogger, DomainError } from '@freight/core';
import type { ErrorRequestHandler } from 'express';

const log = createLogger('http');

export const failure: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error instanceof DomainError ? error.status : 500;
  if (status === 500) log.warn('request failed', { reason: error instanceof Error ? error.message : 'unknown' });
  res.status(status).json({ error: status === 500 ? 'Something went wrong.' : error.message });
};
