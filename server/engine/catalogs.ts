/** Models kept apart by language: what one says of an API holds for no module of another. */
import { Catalog } from './catalog';
import type { Model } from './model';

export class Catalogs {
  private readonly byLanguage = new Map<string, Catalog>();
  private readonly empty = new Catalog([]);

  constructor(models: readonly Model[]) {
    for (const language of new Set(models.map((m) => m.language)))
      this.byLanguage.set(language, new Catalog(models.filter((m) => m.language === language)));
  }

  of(language: string): Catalog {
    return this.byLanguage.get(language) ?? this.empty;
  }
  get all(): readonly Catalog[] {
    return [...this.byLanguage.values()];
  }
}
