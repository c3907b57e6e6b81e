import mongoose from 'mongoose';
import { createApp } from './app';
import { config } from './config';
import { logger } from './logger';
import { stockFeed } from './services/stockFeed';

async function main(): Promise<void> {
  await mongoose.connect(config.mongoUrl);
  stockFeed(createApp().listen(config.port, () => logger.info('listening', { port: config.port })));
}

main().catch((error) => {
  logger.error('the shop could not start', { reason: error.message });
  process.exit(1);
});
