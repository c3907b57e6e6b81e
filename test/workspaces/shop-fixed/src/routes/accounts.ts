import { Router } from 'express';
import * as accounts from '../controllers/accountController';
import { asyncHandler } from '../middleware/errors';

export const accountRoutes = Router();

accountRoutes.post('/', asyncHandler(accounts.signUp));
accountRoutes.post('/sign-in', asyncHandler(accounts.signIn));
accountRoutes.post('/reset', asyncHandler(accounts.requestReset));
accountRoutes.post('/reset/finish', asyncHandler(accounts.finishReset));
accountRoutes.get('/language/:language', accounts.changeLanguage);
