import express from 'express';
import { Pool } from 'pg';

export const app = express();
const pool = new Pool();

app.get('/orders', async (req, res) => {
  const found = await pool.query(`select * from orders where customer = '${req.query.customer}'`);
  res.json(found.rows);
});

app.get('/orders/:number', async (req, res) => {
  const found = await pool.query('select * from orders where number = $1', [req.params.number]);
  res.json(found.rows);
});
