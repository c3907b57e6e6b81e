const { createApp } = require('./app');
const { createContainer } = require('./container');
const { logger } = require('./utils/logger');
const config = require('./config');

async function start() {
  const container = await createContainer(config);
  const app = createApp(container);
  app.listen(config.port, () => logger.info(`clinic listening on ${config.port}`));
}

start().catch((error) => {
  logger.error('cannot start', { reason: error.message });
  process.exitCode = 1;
});
