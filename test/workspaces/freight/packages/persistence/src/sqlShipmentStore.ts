import type { Shipment, ShipmentStore } from '@freight/core';
import { SqlStore } from './sqlStore';

interface ShipmentRow {
  id: number;
  reference: string;
  customer_id: number;
  status: string;
  weight: string;
}

export class SqlShipmentStore extends SqlStore<Shipment, ShipmentRow> implements ShipmentStore {
  protected readonly table = 'shipments';

  byReference(reference: string): Promise<Shipment | undefined> {
    return this.first(this.select().where('reference', reference));
  }

  search({ customerId, status, text, sort }: { customerId: number; status?: string; text?: string; sort?: string }): Promise<readonly Shipment[]> {
    return this.all(
      this.select().where('customer_id', customerId).where('status', status).containing('reference', text).orderBy(sort).limit(200),
    );
  }

  async save({ reference, customerId, status, weight }: Omit<Shipment, 'id'>): Promise<Shipment> {
    const { rows } = await this.pool.query<ShipmentRow>(
      'insert into shipments (reference, customer_id, status, weight) values ($1, $2, $3, $4) returning *',
      [reference, customerId, status, weight],
    );
    return this.fromRow(rows[0]);
  }

  protected fromRow({ id, reference, customer_id: customerId, status, weight }: ShipmentRow): Shipment {
    return { id, reference, customerId, status, weight: Number(weight) };
  }
}
