import type { Pool } from 'pg';
import { transaction } from '../db';

export interface OrderLine {
  readonly product: number;
  readonly quantity: number;
}

export interface Order {
  readonly id: number;
  readonly customer: number;
  readonly email: string;
  readonly status: string;
  readonly total: number;
  readonly createdAt: Date;
}

const SORTABLE: Record<string, string> = { newest: 'created_at desc', oldest: 'created_at asc', total: 'total desc' };

export class OrderRepository {
  constructor(private readonly db: Pool) {}

  async list(customer: number, sort: string): Promise<Order[]> {
    const order = SORTABLE[sort] ?? SORTABLE.newest;
    const result = await this.db.query<Order>(`select * from orders where customer = $1 order by ${order}`, [customer]);
    return result.rows;
  }

  async listByStatus(customer: number, status: string): Promise<Order[]> {
    const statement = 'select * from orders where customer = $1 and status = $2 order by created_at desc';
    const result = await this.db.query<Order>(statement, [customer, status]);
    return result.rows;
  }

  async find(id: number, customer: number): Promise<Order | undefined> {
    const result = await this.db.query<Order>('select * from orders where id = $1 and customer = $2', [id, customer]);
    return result.rows[0];
  }

  create(customer: number, lines: readonly OrderLine[], total: number): Promise<number> {
    return transaction(async (client) => {
      const order = await client.query('insert into orders (customer, total) values ($1, $2) returning id', [customer, total]);
      const id: number = order.rows[0].id;
      for (const { product, quantity } of lines) {
        await client.query('insert into order_lines (order_id, product, quantity) values ($1, $2, $3)', [id, product, quantity]);
        await client.query('update products set stock = stock - $2 where id = $1', [product, quantity]);
      }
      return id;
    });
  }

  async markPaid(id: number): Promise<void> {
    await this.db.query("update orders set status = 'paid' where id = $1", [id]);
  }
}
