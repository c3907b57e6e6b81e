import type { EventBus, FreightEvents, PartnerClient, ShipmentStore, TrackingLog } from '@freight/core';
import { AccountService, LabelService, PartnerService, ShipmentService, TrackingService } from '@freight/core';
import { TemplateFolder } from '@freight/core/application/templateFolder';
import express, { type Express } from 'express';
import { AccountController } from '~/accounts/accountController';
import { customer } from '~/http/customer';
import { failure } from '~/http/failure';
import { mount } from '~/http/mount';
import { LabelController } from '~/labels/labelController';
import { PartnerController } from '~/partners/partnerController';
import { ShipmentController } from '~/shipments/shipmentController';
import { TrackingController } from '~/tracking/trackingController';

export interface Parts {
  readonly shipments: ShipmentStore;
  readonly tracking: TrackingLog;
  readonly partners: PartnerClient;
  readonly events: EventBus<FreightEvents>;
}

export function createApp({ shipments, tracking, partners, events }: Parts): Express {
  const app = express();
  app.use(express.json());
  app.use('/accounts', mount(new AccountController(new AccountService())));
  app.use(customer);
  app.use('/shipments', mount(new ShipmentController(new ShipmentService(shipments, events))));
  app.use('/tracking', mount(new TrackingController(new TrackingService(tracking))));
  app.use('/labels', mount(new LabelController(new LabelService(new TemplateFolder('templates'), events))));
  app.use('/partners', mount(new PartnerController(new PartnerService(partners))));
  app.use(failure);
  return app;
}
