import path from 'node:path';

export class TemplateFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  get root(): string {
    return this.#root;
  }

  fileOf(name: string): string {
    return path.join(this.root, `${name}.html`);
  }
}
