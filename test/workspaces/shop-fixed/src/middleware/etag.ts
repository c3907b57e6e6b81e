import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** Answers 304 when the client already has this very content. */
export function sendCacheable(req: Request, res: Response, content: unknown): void {
  const body = JSON.stringify(content);
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  res.set('ETag', etag);
  if (req.get('if-none-match') === etag) {
    res.sendStatus(304);
    return;
  }
  res.type('json').send(body);
}
