import { createHash } from 'node:crypto';

export class Fingerprint {
  static of(text: string, algorithm: string): string {
    return createHash(algorithm).update(text, 'utf8').digest('base64url');
  }
}
