export interface Shipment {
  readonly id: number;
  readonly reference: string;
  readonly customerId: number;
  readonly status: string;
  readonly weight: number;
}

/** Where shipments are kept; the persistence package has one over SQL. */
export interface ShipmentStore {
  byReference(reference: string): Promise<Shipment | undefined>;
  search(criteria: { customerId: number; status?: string; text?: string; sort?: string }): Promise<readonly Shipment[]>;
  save(shipment: Omit<Shipment, 'id'>): Promise<Shipment>;
}
