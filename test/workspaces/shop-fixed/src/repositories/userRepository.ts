import { pool } from '../db';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly passwordHash: string;
}

const COLUMNS = 'id, email, name, role, password_hash as "passwordHash"';

export async function findUserByEmail(email: string): Promise<User | undefined> {
  const result = await pool.query<User>(`select ${COLUMNS} from users where lower(email) = lower($1)`, [email]);
  return result.rows[0];
}

export async function createUser(email: string, name: string, passwordHash: string): Promise<number> {
  const result = await pool.query('insert into users (email, name, password_hash) values ($1, $2, $3) returning id', [email, name, passwordHash]);
  return result.rows[0].id;
}

export async function saveReset(user: number, digest: string, ends: Date): Promise<void> {
  await pool.query('insert into password_resets (user_id, digest, ends_at) values ($1, $2, $3)', [user, digest, ends]);
}

export async function takeReset(digest: string): Promise<number | undefined> {
  const result = await pool.query('delete from password_resets where digest = $1 and ends_at > now() returning user_id', [digest]);
  return result.rows[0]?.user_id;
}

export async function savePasswordHash(user: number, passwordHash: string): Promise<void> {
  await pool.query('update users set password_hash = $2 where id = $1', [user, passwordHash]);
}
