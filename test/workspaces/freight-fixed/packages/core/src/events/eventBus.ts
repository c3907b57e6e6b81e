type Handler<T> = (payload: T) => void | Promise<void>;

/** Typed events inside one process. A handler's failure is nobody else's. */
export class EventBus<Events extends Record<string, unknown>> {
  private readonly handlers: { [K in keyof Events]?: Handler<Events[K]>[] } = {};

  on<K extends keyof Events>(event: K, handler: Handler<Events[K]>): () => void {
    const list = (this.handlers[event] ??= []);
    list.push(handler);
    return () => {
      this.handlers[event] = list.filter((other) => other !== handler);
    };
  }

  async publish<K extends keyof Events>(event: K, payload: Events[K]): Promise<void> {
    for (const handler of this.handlers[event] ?? []) {
      try {
        await handler(payload);
      } catch {
        // The next handler goes on.
      }
    }
  }
}

export interface FreightEvents extends Record<string, unknown> {
  'label.requested': { reference: string; printer: string; copies: number };
  'shipment.booked': { id: number; customerId: number };
}
