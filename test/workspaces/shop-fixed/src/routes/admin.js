const express = require('express');
const { config } = require('../config');
const { pool } = require('../db');
const { tryRule } = require('../services/promotionService');
const { removeImage } = require('../services/thumbnails');

const router = express.Router();

router.get('/sales', async (req, res, next) => {
  const { from, to } = req.query;
  try {
    const sales = await pool.query(
      "select date_trunc('day', created_at) as day, sum(total) as total from orders where created_at between $1 and $2 group by 1",
      [from, to],
    );
    res.json(sales.rows);
  } catch (error) {
    next(error);
  }
});

router.get('/sales/:year', async (req, res, next) => {
  const { year } = req.params;
  if (!/^\d{4}$/.test(year)) return res.status(400).json({ error: 'A year has four digits.' });
  try {
    const sales = await pool.query(`select month, total from sales_${year} order by month`);
    return res.json(sales.rows);
  } catch (error) {
    return next(error);
  }
});

router.post('/promotions/try', (req, res) => {
  const { minimum, percent, total } = req.body;
  res.json({ discount: tryRule({ minimum: Number(minimum), percent: Number(percent) }, { lines: [], total: Number(total) }) });
});

router.delete('/images', (req, res) => {
  removeImage(config.imageFolder, req.body.file);
  res.sendStatus(204);
});

module.exports = router;
