import type { AccountService } from '@freight/core';
import type { Request, Response, Router } from 'express';
import { Controller } from '~/http/controller';

export class AccountController extends Controller {
  constructor(private readonly accounts: AccountService) {
    super();
  }

  routes(router: Router): void {
    router.post('/', this.action(this.register));
    router.get('/confirm', this.action(this.confirm));
  }

  private async register(req: Request, res: Response): Promise<void> {
    const { company, email, password } = req.body;
    this.ok(res, await this.accounts.register({ company, email, password }));
  }

  private async confirm(req: Request, res: Response): Promise<void> {
    const { company, next } = req.query as { company: string; next?: string };
    this.seeOther(res, await this.accounts.confirm(company, next));
  }
}
