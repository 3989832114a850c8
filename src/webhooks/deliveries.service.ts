import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import type { RecordEvent } from '../../libs/events/record-event';
import { JobQueue } from '../../libs/queue/job-queue';
import { DELIVER_WEBHOOK } from './deliverer.service';
import { DeliveriesRepository, type DeliveryRow } from './deliveries.repository';
import type { DeliveryQueryDto, ReplayDto } from './webhook.dto';
import { isTold, messageOf } from './webhook-message';
import { TEST_KIND } from './webhook-words';
import { deliveryNotFound, deliveryUnderWay, webhookInactive } from './webhooks.errors';
import { WebhooksService } from './webhooks.service';

/** Messages one request sends again. */
const MOST_REPLAYED = 10_000;

@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksService,
    private readonly jobs: JobQueue,
  ) {}

  /** Writes the event into the outbox, in the transaction in which it happens: both or neither. */
  async tell(event: RecordEvent): Promise<void> {
    if (!isTold(event.kind)) return;
    const at = new Date();
    const body = JSON.stringify(messageOf(event, at));
    for (const id of await this.deliveries.tell(event.branchId, event.kind, body, at)) this.wake(id);
  }

  async page(endpointId: string, query: DeliveryQueryDto): Promise<Page<DeliveryRow>> {
    await this.webhooks.get(endpointId);
    return this.deliveries.page(endpointId, query);
  }

  /** Sends a message that says nothing, to see whether it arrives. */
  async test(endpointId: string): Promise<DeliveryRow> {
    const { branchId, active } = await this.webhooks.get(endpointId);
    if (!active) throw webhookInactive();
    const data = { branchId, subject: { type: 'webhook', id: endpointId } };
    const body = JSON.stringify({ type: TEST_KIND, timestamp: new Date().toISOString(), data });
    const id = await this.deliveries.insert(endpointId, branchId, TEST_KIND, body);
    this.wake(id);
    return (await this.deliveries.byId(id))!;
  }

  async replay(id: string): Promise<DeliveryRow> {
    const delivery = await this.deliveries.byId(id);
    if (!delivery) throw deliveryNotFound();
    if (!delivery.active) throw webhookInactive();
    if (delivery.state === 'due') throw deliveryUnderWay();
    await this.deliveries.replay(id);
    this.wake(id);
    return (await this.deliveries.byId(id))!;
  }

  /** The oldest 10,000 of the range; whoever needs more asks again. */
  async replayRange(endpointId: string, range: ReplayDto): Promise<{ count: number }> {
    const { active } = await this.webhooks.get(endpointId);
    if (!active) throw webhookInactive();
    return { count: await this.deliveries.replayRange(endpointId, range, MOST_REPLAYED) };
  }

  private wake(deliveryId: string): void {
    this.database.afterCommit(() => this.jobs.add(DELIVER_WEBHOOK, { deliveryId }));
  }
}
