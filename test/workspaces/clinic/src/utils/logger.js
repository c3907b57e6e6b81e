const winston = require('winston');

const logger = winston.createLogger({
  level: process.env.LOG_LEVEL || 'info',
  format: winston.format.json(),
  transports: [new winston.transports.Console()],
});

/** Who did what, for those who have to explain it later. */
function audit(action, details) {
  logger.info(action, details);
}

module.exports = { logger, audit };
