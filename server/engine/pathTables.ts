/** A table of paths for each language, made when it is first asked for. */
import type { Catalogs } from './catalogs';
import { PathTable } from './paths';

export class PathTables {
  private readonly byLanguage = new Map<string, PathTable>();

  constructor(readonly catalogs: Catalogs) {}

  of(language: string): PathTable {
    let table = this.byLanguage.get(language);
    if (!table) {
      table = new PathTable(this.catalogs.of(language));
      this.byLanguage.set(language, table);
    }
    return table;
  }

  /** Nodes that were ever made. */
  get size(): number {
    let size = 0;
    for (const table of this.byLanguage.values()) size += table.size;
    return size;
  }
}
