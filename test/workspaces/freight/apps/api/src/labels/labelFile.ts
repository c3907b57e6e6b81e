import { createHash } from 'node:crypto';

/** Labels lie under a name that says nothing of what was typed. */
export function labelFile(reference: string): string {
  return `/var/spool/labels/${createHash('sha256').update(reference).digest('hex')}.pdf`;
}
