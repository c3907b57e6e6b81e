import type { TrackingEvent, TrackingFilter, TrackingLog } from '../domain/tracking.js';

export class TrackingService {
  constructor(private readonly log: TrackingLog) {}

  /** The way of a shipment, oldest first. */
  async history(filter: TrackingFilter): Promise<TrackingEvent[]> {
    const events: TrackingEvent[] = [];
    for await (const event of this.log.events({ ...filter })) events.push(event);
    return events.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  record(event: Omit<TrackingEvent, 'at'>): Promise<void> {
    return this.log.append({ ...event, at: new Date() });
  }
}
