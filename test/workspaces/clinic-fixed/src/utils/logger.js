const winston = require('winston');

const logger = winston.createLogger({
  level: process.env.LOG_LEVEL || 'info',
  format: winston.format.json(),
  transports: [new winston.transports.Console()],
});

/** The first letter and the domain, enough to tell two apart. */
function maskEmail(address) {
  const [name, domain] = address.split('@');
  return `${name.slice(0, 1)}***@${domain}`;
}

/** Who did what, for those who have to explain it later. */
function audit(action, details) {
  logger.info(action, details);
}

module.exports = { logger, audit, maskEmail };
