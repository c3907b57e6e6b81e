export { SqlShipmentStore } from './sqlShipmentStore';
export { MongoTrackingLog } from './mongoTrackingLog';
