import type { PartnerService } from '@freight/core';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { Controller } from '~/http/controller';

const partner = z.object({ name: z.string().min(1).max(60), endpoint: z.string().url() });

export class PartnerController extends Controller {
  constructor(private readonly partners: PartnerService) {
    super();
  }

  routes(router: Router): void {
    router.post('/', this.action(this.register));
    router.get('/quotes', this.action(this.quotes));
  }

  private async register(req: Request, res: Response): Promise<void> {
    this.partners.register(partner.parse(req.body));
    res.sendStatus(201);
  }

  private async quotes(req: Request, res: Response): Promise<void> {
    const weight = z.coerce.number().positive().parse(req.query.weight);
    this.ok(res, await this.partners.quotes(weight));
  }
}
