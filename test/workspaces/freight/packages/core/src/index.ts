export * from './domain/index.js';
export * from './events/eventBus.js';
export { createLogger, type Logger } from './logging/logger.js';
export { LabelService } from './application/labelService.js';
export { ShipmentService, type ShipmentQuery } from './application/shipmentService.js';
export { TrackingService } from './application/trackingService.js';
export { PartnerService } from './application/partnerService.js';
export { AccountService } from './application/accountService.js';
