import type { LabelService } from '@freight/core';
import type { Request, Response, Router } from 'express';
import { Controller } from '~/http/controller';

export class LabelController extends Controller {
  constructor(private readonly labels: LabelService) {
    super();
  }

  routes(router: Router): void {
    router.get('/preview', this.action(this.preview));
    router.post('/:reference/print', this.action(this.print));
  }

  private async preview(req: Request, res: Response): Promise<void> {
    const { template = 'standard', ...fields } = req.query as Record<string, string>;
    const html = await this.labels.preview(template, fields);
    this.page(res, html);
  }

  private async print(req: Request, res: Response): Promise<void> {
    const { printer, copies = 1 } = req.body;
    await this.labels.print(req.params.reference, printer, Number(copies));
    res.sendStatus(202);
  }
}
