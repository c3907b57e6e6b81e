import path from 'node:path';
import { NotFound } from '../domain/errors.js';

export class TemplateFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  get root(): string {
    return this.#root;
  }

  fileOf(name: string): string {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new NotFound('template');
    return path.join(this.root, `${name}.html`);
  }
}
