import { EventBus, type FreightEvents, createLogger } from '@freight/core';
import { MongoTrackingLog, SqlShipmentStore } from '@freight/persistence';
import { HttpPartnerClient } from '@freight/transport';
import { MongoClient } from 'mongodb';
import { Pool } from 'pg';
import { createApp } from '~/app';
import { printLabels } from '~/labels/printing';

const log = createLogger('api');

async function main(): Promise<void> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  const mongo = await MongoClient.connect(process.env.MONGO_URL ?? 'mongodb://localhost:27017');
  const events = new EventBus<FreightEvents>();
  printLabels(events);
  const app = createApp({
    shipments: new SqlShipmentStore(pool),
    tracking: new MongoTrackingLog(mongo.db('freight').collection('tracking')),
    partners: new HttpPartnerClient(process.env.PARTNER_KEY ?? ''),
    events,
  });
  const port = Number(process.env.PORT ?? 4000);
  app.listen(port, () => log.info('listening', { port }));
}

void main();
