import { DomainError, NotFound } from '../domain/errors.js';
import type { Shipment, ShipmentStore } from '../domain/shipment.js';
import type { EventBus, FreightEvents } from '../events/eventBus.js';

export interface ShipmentQuery {
  status?: string;
  text?: string;
  sort?: string;
}

const STATES = ['booked', 'collected', 'delivered'];

export class ShipmentService {
  constructor(
    private readonly shipments: ShipmentStore,
    private readonly events: EventBus<FreightEvents>,
  ) {}

  async search(customerId: number, { sort = 'id', ...query }: ShipmentQuery): Promise<readonly Shipment[]> {
    if (query.status !== undefined && !STATES.includes(query.status)) throw new DomainError('No such state.');
    return this.shipments.search({ customerId, ...query, sort });
  }

  async byReference(reference: string): Promise<Shipment> {
    const shipment = await this.shipments.byReference(reference);
    if (!shipment) throw new NotFound('shipment');
    return shipment;
  }

  async book(customerId: number, reference: string, weight: number): Promise<Shipment> {
    const shipment = await this.shipments.save({ customerId, reference, weight, status: 'booked' });
    await this.events.publish('shipment.booked', { id: shipment.id, customerId });
    return shipment;
  }
}
