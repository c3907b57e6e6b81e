import { createLogger, TrackingService } from '@freight/core';
import { MongoTrackingLog } from '@freight/persistence';
import { MongoClient } from 'mongodb';
import { silent } from './silent';

const log = createLogger('worker');

/** Tells, once a day, how many shipments have not moved. */
async function main(): Promise<void> {
  const mongo = await MongoClient.connect(process.env.MONGO_URL ?? 'mongodb://localhost:27017');
  const tracking = new TrackingService(new MongoTrackingLog(mongo.db('freight').collection('tracking')));
  const history = await tracking.history({ place: 'depot' });
  log.info('not moved', { shipments: silent(history, Date.now()).length });
  await mongo.close();
}

void main();
