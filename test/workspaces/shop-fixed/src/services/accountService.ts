import { createHash, randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import { HttpError } from '../middleware/errors';
import { createUser, findUserByEmail, savePasswordHash, saveReset, takeReset, type User } from '../repositories/userRepository';
import { sendResetLink } from './mailService';

const ROUNDS = 12;
const RESET_MINUTES = 30;

export async function register(email: string, name: string, password: string): Promise<number> {
  if ((await findUserByEmail(email)) !== undefined) throw new HttpError(409, 'There is an account with this address.');
  return createUser(email, name, await bcrypt.hash(password, ROUNDS));
}

export async function signIn(email: string, password: string): Promise<User> {
  const user = await findUserByEmail(email);
  if (user === undefined || !(await bcrypt.compare(password, user.passwordHash))) {
    throw new HttpError(401, 'Address or password is wrong.');
  }
  return user;
}

/** Whoever asks learns nothing: with an unknown address nothing happens. */
export async function beginReset(email: string): Promise<void> {
  const user = await findUserByEmail(email);
  if (user === undefined) return;
  const resetToken = randomBytes(32).toString('hex');
  await saveReset(user.id, digestOf(resetToken), new Date(Date.now() + RESET_MINUTES * 60_000));
  await sendResetLink(user.email, resetToken);
}

export async function finishReset(resetToken: string, password: string): Promise<void> {
  const user = await takeReset(digestOf(resetToken));
  if (user === undefined) throw new HttpError(400, 'This link is no longer good.');
  await savePasswordHash(user, await bcrypt.hash(password, ROUNDS));
}

export function avatarOf(email: string): string {
  return `https://www.gravatar.com/avatar/${createHash('md5').update(email.trim().toLowerCase()).digest('hex')}?d=identicon`;
}

function digestOf(resetToken: string): string {
  return createHash('sha256').update(resetToken).digest('hex');
}
