import type { Pool, QueryResultRow } from 'pg';
import { Select } from './select';

/** What all tables have in common; `T` is a row as the program sees it. */
export abstract class SqlStore<T, Row extends QueryResultRow = QueryResultRow> {
  protected abstract readonly table: string;

  constructor(protected readonly pool: Pool) {}

  protected abstract fromRow(row: Row): T;

  protected select(): Select {
    return new Select(this.table);
  }

  protected async all(select: Select): Promise<T[]> {
    const { text, values } = select.build();
    const { rows } = await this.pool.query<Row>(text, [...values]);
    return rows.map((row) => this.fromRow(row));
  }

  protected async first(select: Select): Promise<T | undefined> {
    const [row] = await this.all(select.limit(1));
    return row;
  }
}
