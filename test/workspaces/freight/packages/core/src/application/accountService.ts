import { Algorithms, Fingerprint } from '../crypto/index.js';
import { createLogger } from '../logging/logger.js';

export interface Registration {
  readonly company: string;
  readonly email: string;
  readonly password: string;
}

const log = createLogger('accounts');

export class AccountService {
  constructor(private readonly accessKeys = new Map<string, string>()) {}

  async register(registration: Registration): Promise<{ accessKey: string }> {
    const { password, ...profile } = registration;
    log.info('registered', { ...profile });
    const accessKey = Fingerprint.of(`${profile.company}:${password}`, Algorithms.accessKey);
    this.accessKeys.set(profile.company, accessKey);
    return { accessKey };
  }

  /** The page to go on with after something was confirmed by mail. */
  async confirm(company: string, next: string | undefined): Promise<string> {
    if (!this.accessKeys.has(company)) return '/register';
    return next ?? '/';
  }
}
