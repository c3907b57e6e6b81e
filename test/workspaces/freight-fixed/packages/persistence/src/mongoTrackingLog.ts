import type { TrackingEvent, TrackingFilter, TrackingLog } from '@freight/core';
import type { Collection } from 'mongodb';

export class MongoTrackingLog implements TrackingLog {
  constructor(private readonly events$: Collection<TrackingEvent>) {}

  async append(event: TrackingEvent): Promise<void> {
    await this.events$.insertOne({ ...event });
  }

  async *events(filter: TrackingFilter): AsyncIterable<TrackingEvent> {
    const cursor = this.events$.find(Object.assign({ hidden: false }, filter)).limit(500);
    for await (const event of cursor) yield event;
  }
}
