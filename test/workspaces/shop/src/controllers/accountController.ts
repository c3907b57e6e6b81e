import type { Request, Response } from 'express';
import { z } from 'zod';
import { config } from '../config';
import { escapeHtml, page } from '../lib/html';
import { logger } from '../logger';
import * as accounts from '../services/accountService';
import { issueToken } from '../services/tokenService';

const SignUp = z.object({ email: z.string().email(), name: z.string().min(1), password: z.string().min(12) });
const LANGUAGES = ['de', 'en', 'fr', 'it'];

export async function signUp(req: Request, res: Response): Promise<void> {
  const { email, name, password } = SignUp.parse(req.body);
  const id = await accounts.register(email, name, password);
  logger.info('account opened', { id });
  res.status(201).json({ id, avatar: accounts.avatarOf(email) });
}

export async function signIn(req: Request, res: Response): Promise<void> {
  logger.debug('sign-in requested', req.body);
  const { email, password } = req.body;
  const user = await accounts.signIn(String(email), String(password));
  logger.info('signed in', { user: user.id });
  res.cookie('session', issueToken(user), { secure: config.isProduction, sameSite: 'lax' });
  res.redirect((req.query.returnTo as string) || '/account');
}

export async function requestReset(req: Request, res: Response): Promise<void> {
  const email = String(req.body.email);
  await accounts.beginReset(email);
  res.send(page('Check your mail', `<p>If ${escapeHtml(email)} has an account, a link is on its way.</p>`));
}

export async function finishReset(req: Request, res: Response): Promise<void> {
  await accounts.finishReset(String(req.body.token), String(req.body.password));
  res.redirect('/account/sign-in');
}

export function changeLanguage(req: Request, res: Response): void {
  const { language } = req.params;
  res.redirect(LANGUAGES.includes(language) ? `/${language}` : '/');
}
