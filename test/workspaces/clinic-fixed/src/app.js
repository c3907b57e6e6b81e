const express = require('express');
const helmet = require('helmet');
const cookieParser = require('cookie-parser');
const { requestContext } = require('./middleware/requestContext');
const { errorHandler } = require('./middleware/errorHandler');
const registerRoutes = require('./routes');

/** Everything the routers need comes from the container, so tests can put in their own. */
function createApp(container) {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(cookieParser());
  app.use(express.json({ limit: '200kb' }));
  app.use(requestContext);
  registerRoutes(app, container);
  app.use(errorHandler);
  return app;
}

module.exports = { createApp };
