export interface TrackingEvent {
  readonly reference: string;
  readonly place: string;
  readonly note: string;
  readonly at: Date;
}

export type TrackingFilter = Partial<Record<keyof TrackingEvent, unknown>>;

export interface TrackingLog {
  append(event: TrackingEvent): Promise<void>;
  events(filter: TrackingFilter): AsyncIterable<TrackingEvent>;
}
