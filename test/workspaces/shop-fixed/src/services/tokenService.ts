import jwt from 'jsonwebtoken';
import { config } from '../config';
import type { Principal } from '../middleware/authenticate';
import type { User } from '../repositories/userRepository';

export function issueToken(user: User): string {
  return jwt.sign({ sub: String(user.id), role: user.role }, config.jwtSecret, { algorithm: 'HS256', expiresIn: '15m', issuer: config.publicUrl });
}

export function readToken(token: string): Principal | undefined {
  try {
    const claims = jwt.verify(token, config.jwtSecret, { algorithms: ['HS256'], issuer: config.publicUrl }) as jwt.JwtPayload;
    return { id: Number(claims.sub), role: String(claims.role) };
  } catch {
    return undefined;
  }
}

/** Whose sign-in it is, for the mail that tells of a new device. */
export function customerOf(token: string): number {
  const claims = jwt.verify(token, config.jwtSecret, { algorithms: ['HS256'], issuer: config.publicUrl }) as jwt.JwtPayload | null;
  return Number(claims?.sub);
}
