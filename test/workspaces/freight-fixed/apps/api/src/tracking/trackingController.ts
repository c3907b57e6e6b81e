import type { TrackingService } from '@freight/core';
import type { Request, Response, Router } from 'express';
import { Controller } from '~/http/controller';

export class TrackingController extends Controller {
  constructor(private readonly tracking: TrackingService) {
    super();
  }

  routes(router: Router): void {
    router.post('/search', this.action(this.search));
    router.post('/:reference', this.action(this.record));
  }

  private async search(req: Request, res: Response): Promise<void> {
    const { reference, place, note } = req.body;
    const filter = { reference: this.text(reference), place: this.text(place), note: this.text(note) };
    this.ok(res, await this.tracking.history(filter));
  }

  private async record(req: Request, res: Response): Promise<void> {
    const { place, note } = req.body;
    await this.tracking.record({ reference: req.params.reference, place: String(place), note: String(note) });
    res.sendStatus(204);
  }
}
