/** Models kept apart by language: what one says of an API holds for no module of another. Read when a language is first met. */
import { Catalog } from './catalog';
import type { Model } from './model';
import type { Routes } from './routes/model/model';

export class Catalogs {
  /** How each framework that models speak of brings requests to handlers. */
  readonly frameworks: ReadonlyMap<string, Routes>;
  private readonly byLanguage = new Map<string, Catalog>();

  constructor(private readonly models: readonly Model[]) {
    this.frameworks = new Map(models.flatMap(({ name, routes }) => (routes === undefined ? [] : [[name, routes] as const])));
  }

  of(language: string): Catalog {
    let catalog = this.byLanguage.get(language);
    if (!catalog) {
      catalog = new Catalog(this.models.filter((m) => m.language === language));
      this.byLanguage.set(language, catalog);
    }
    return catalog;
  }
}
