import type { Request, RequestHandler, Response, Router } from 'express';

/** What controllers share: answers of the same form, and errors that reach the error handler. */
export abstract class Controller {
  abstract routes(router: Router): void;

  protected ok(res: Response, body: unknown): void {
    res.status(200).json(body);
  }

  protected page(res: Response, html: string): void {
    res.type('html').send(html);
  }

  protected seeOther(res: Response, target: string): void {
    res.redirect(303, target);
  }

  protected action(work: (req: Request, res: Response) => Promise<void>): RequestHandler {
    return (req, res, next) => {
      work.call(this, req, res).catch(next);
    };
  }
}
