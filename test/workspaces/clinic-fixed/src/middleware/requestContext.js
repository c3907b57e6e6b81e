const { randomUUID } = require('node:crypto');

/** Gives every request an id that its log lines carry. */
function requestContext(req, res, next) {
  req.id = randomUUID();
  res.set('X-Request-Id', req.id);
  next();
}

module.exports = { requestContext };
