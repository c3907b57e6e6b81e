const { logger } = require('../utils/logger');

// eslint-disable-next-line no-unused-vars
function errorHandler(error, req, res, next) {
  logger.error('request failed', { id: req.id, reason: error.message });
  const status = Number.isInteger(error.status) ? error.status : 500;
  res.status(status).json({ error: status === 500 ? 'Something went wrong.' : error.message });
}

module.exports = { errorHandler };
