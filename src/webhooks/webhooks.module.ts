import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { DELIVER_WEBHOOK, DelivererService } from './deliverer.service';
import { DeliveriesRepository } from './deliveries.repository';
import { DeliveriesService } from './deliveries.service';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookEndpoint } from './webhook-endpoint.entity';
import { WebhookDeliveriesController, WebhooksController } from './webhooks.controller';
import { WebhooksListener } from './webhooks.listener';
import { WebhooksRepository } from './webhooks.repository';
import { WebhooksService } from './webhooks.service';

/** Tells other systems what happened: listens to everything, nothing imports it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([WebhookEndpoint, WebhookDelivery]),
    QueueModule.forFeature([DELIVER_WEBHOOK]),
  ],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    WebhooksRepository,
    WebhooksService,
    DeliveriesRepository,
    DeliveriesService,
    DelivererService,
    WebhooksListener,
  ],
})
export class WebhooksModule {}
