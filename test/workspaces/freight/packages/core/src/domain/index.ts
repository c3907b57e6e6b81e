export type { Shipment, ShipmentStore } from './shipment.js';
export type { TrackingEvent, TrackingLog, TrackingFilter } from './tracking.js';
export type { PartnerClient, Quote } from './partner.js';
export { DomainError, NotFound } from './errors.js';
