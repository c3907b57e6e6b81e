/** What all tables have in common. */
class BaseRepository {
  constructor(pool, table) {
    this.pool = pool;
    this.table = table;
  }

  async query(sql, params = []) {
    const [rows] = await this.pool.query(sql, params);
    return rows;
  }

  async byId(id) {
    const rows = await this.query(`select * from ${this.table} where id = ?`, [id]);
    return rows[0];
  }

  async insert(row) {
    const [result] = await this.pool.query(`insert into ${this.table} set ?`, row);
    return result.insertId;
  }

  /** One page of the rows that have these values. */
  async page(where, { orderBy = 'id', direction = 'asc', limit = 50, offset = 0 } = {}) {
    const conditions = Object.keys(where).map((column) => `${this.pool.escapeId(column)} = ?`);
    const filter = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const sql = `select * from ${this.table} ${filter} order by ${orderBy} ${direction} limit ? offset ?`;
    const [rows] = await this.pool.query(sql, [...Object.values(where), limit, offset]);
    return rows;
  }
}

module.exports = { BaseRepository };
