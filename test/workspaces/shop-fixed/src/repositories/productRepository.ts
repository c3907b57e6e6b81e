import { pool } from '../db';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly price: number;
  readonly stock: number;
}

export interface ProductSearch {
  readonly term: string;
  readonly category?: string;
  readonly sort: string;
  readonly page: number;
}

const COLUMNS = ['id', 'name', 'description', 'price', 'stock'];
const SORTABLE = ['name', 'price', 'stock'];
const PAGE_SIZE = 24;

export async function searchProducts({ term, category, sort, page }: ProductSearch): Promise<Product[]> {
  const conditions = ['(name ilike $1 or description ilike $1)'];
  const values: unknown[] = [`%${term}%`];
  if (category !== undefined) {
    values.push(category);
    conditions.push(`category = $${values.length}`);
  }
  const order = SORTABLE.includes(sort) ? sort : 'name';
  const result = await pool.query<Product>(
    `select ${COLUMNS.join(', ')} from products where ${conditions.join(' and ')} order by ${order} limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
    values,
  );
  return result.rows;
}

export async function findProduct(id: number): Promise<Product | undefined> {
  const result = await pool.query<Product>(`select ${COLUMNS.join(', ')} from products where id = $1`, [id]);
  return result.rows[0];
}

export async function findProducts(ids: readonly number[]): Promise<Product[]> {
  const places = ids.map((_, index) => `$${index + 1}`).join(', ');
  const result = await pool.query<Product>(`select ${COLUMNS.join(', ')} from products where id in (${places})`, [...ids]);
  return result.rows;
}

export async function listPrices(): Promise<{ id: number; price: number }[]> {
  const result = await pool.query('select id, price from products where stock > 0 order by id');
  return result.rows;
}
