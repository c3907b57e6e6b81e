import type { ShipmentQuery, ShipmentService } from '@freight/core';
import type { Request, Response, Router } from 'express';
import { Controller } from '~/http/controller';

export class ShipmentController extends Controller {
  constructor(private readonly shipments: ShipmentService) {
    super();
  }

  routes(router: Router): void {
    router.get('/', this.action(this.search));
    router.get('/:reference', this.action(this.show));
    router.post('/', this.action(this.book));
  }

  private async search(req: Request, res: Response): Promise<void> {
    const query = req.query as ShipmentQuery;
    this.ok(res, await this.shipments.search(req.customerId ?? 0, query));
  }

  private async show(req: Request, res: Response): Promise<void> {
    this.ok(res, await this.shipments.byReference(req.params.reference));
  }

  private async book({ body, customerId = 0 }: Request, res: Response): Promise<void> {
    this.ok(res, await this.shipments.book(customerId, String(body.reference), Number(body.weight)));
  }
}
