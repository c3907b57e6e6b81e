import { Router } from 'express';
import type { Controller } from './controller';

export function mount(controller: Controller): Router {
  const router = Router();
  controller.routes(router);
  return router;
}
