/** A select statement that grows step by step. */
export class Select {
  private readonly conditions: string[] = [];
  private readonly bound: unknown[] = [];
  private order = '';
  private rows: number | undefined;

  constructor(private readonly table: string) {}

  where(column: string, value: unknown): this {
    if (value === undefined) return this;
    this.bound.push(value);
    this.conditions.push(`${column} = $${this.bound.length}`);
    return this;
  }

  containing(column: string, text: string | undefined): this {
    if (text === undefined) return this;
    this.bound.push(`%${text}%`);
    this.conditions.push(`${column} ilike $${this.bound.length}`);
    return this;
  }

  orderBy(order: string | undefined): this {
    if (order) this.order = ` order by ${order}`;
    return this;
  }

  limit(rows: number): this {
    this.rows = rows;
    return this;
  }

  build(): { text: string; values: readonly unknown[] } {
    let text = `select * from ${this.table}`;
    if (this.conditions.length > 0) text += ` where ${this.conditions.join(' and ')}`;
    text += this.order;
    if (this.rows !== undefined) text += ` limit ${this.rows}`;
    return { text, values: this.bound };
  }
}
