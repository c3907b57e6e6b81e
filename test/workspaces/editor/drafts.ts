import express from 'express';
import { Pool } from 'pg';

export const drafts = express.Router();
const pool = new Pool();

drafts.get('/drafts/:id', async (req, res) => {
  const found = await pool.query('select * from drafts where id = $1', [req.params.id]);
  res.json(found.rows);
});
