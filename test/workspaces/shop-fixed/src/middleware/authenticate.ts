import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { readToken } from '../services/tokenService';
import { HttpError } from './errors';

export interface Principal {
  readonly id: number;
  readonly role: string;
}

/** Who asks, after `authenticate` has let the request through. */
export function principalOf(res: Response): Principal {
  return res.locals.principal as Principal;
}

export function authenticate(req: Request, res: Response, next: NextFunction): void {
  const token = req.cookies.session ?? req.get('authorization')?.replace(/^Bearer /, '');
  const principal = token === undefined ? undefined : readToken(token);
  if (principal === undefined) {
    next(new HttpError(401, 'Please sign in.'));
    return;
  }
  res.locals.principal = principal;
  next();
}

export function requireRole(role: string): RequestHandler {
  return (_req, res, next) => {
    next(principalOf(res).role === role ? undefined : new HttpError(403, 'This is not yours to see.'));
  };
}
