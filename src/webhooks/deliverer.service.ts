import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { z } from 'zod';
import type { Config } from '../../libs/config/config';
import { CONFIG } from '../../libs/config/config.module';
import { Database } from '../../libs/database/database';
import { RecordEvent } from '../../libs/events/record-event';
import { OutgoingError } from '../../libs/outgoing-http/outgoing-errors';
import { OutgoingHttp } from '../../libs/outgoing-http/outgoing-http';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../libs/queue/due-work';
import { defineJob } from '../../libs/queue/job-definition';
import { type JobContext, HandlesJob } from '../../libs/queue/job-handler';
import { unseal, UnsealError } from '../../libs/sealed/sealed-text';
import { ViewersService } from '../identity/sessions/viewers.service';
import { type ClaimedDelivery, DeliveriesRepository, type Outcome } from './deliveries.repository';
import { FAILING_DAYS, retryAfter, secondsAsked } from './retry-schedule';
import { signedHeaders } from './webhook-signature';
import type { DisabledReason } from './webhook-words';
import { WEBHOOK_SECRET } from './webhooks.service';
import { WebhooksRepository } from './webhooks.repository';

/** Attempts are counted in the table, with pauses of hours: the job itself is tried once. */
export const DELIVER_WEBHOOK = defineJob({
  name: 'deliver-webhook',
  queue: 'webhooks',
  schema: z.strictObject({ deliveryId: z.uuid() }),
  attempts: 1,
  concurrency: 4,
  timeoutMs: 30_000,
});

const ANSWER_LIMIT_MS = 15_000;
const GONE = 410;

/** What a receiver made of a message. */
type Attempt = Omit<Outcome, 'state' | 'afterSeconds'> & { askedFor: number | null };

/** Sends what the tables say is due: at least once each, under an id that stays, in no promised order. */
@Injectable()
@DueWorkSource()
export class DelivererService implements DueWork {
  readonly name = 'webhooks';
  readonly intervalMs = 5_000;

  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveriesRepository,
    private readonly endpoints: WebhooksRepository,
    private readonly viewers: ViewersService,
    private readonly http: OutgoingHttp,
    private readonly events: EventEmitter2,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  findDue(limit: number): Promise<DueJob[]> {
    return this.database.asSystem(async () => {
      await this.deliveries.sweep();
      return (await this.deliveries.due(limit)).map((row) => dueJob(DELIVER_WEBHOOK, row));
    });
  }

  @HandlesJob(DELIVER_WEBHOOK)
  async deliver({ deliveryId }: { deliveryId: string }, { signal }: JobContext): Promise<void> {
    const owner = await this.database.asSystem(() => this.deliveries.owner(deliveryId));
    // Its endpoint was removed meanwhile.
    if (!owner) return;
    const viewer = await this.viewers.ofJob(owner.branchId, owner.createdBy, ['webhooks:admin']);
    const claimed = await this.database.asViewer(viewer, () => this.deliveries.claim(deliveryId));
    if (!claimed) return;
    const attempt = await this.attempt(claimed, signal);
    await this.database.asViewer(viewer, () => this.settle(claimed, attempt, owner.branchId));
  }

  private async attempt(claimed: ClaimedDelivery, signal: AbortSignal): Promise<Attempt> {
    const start = performance.now();
    try {
      const { url, body } = claimed;
      const headers = this.headersOf(claimed);
      const answer = await this.http.send({ url, headers, body, timeoutMs: ANSWER_LIMIT_MS, signal });
      const askedFor = secondsAsked(answer.headers['retry-after']);
      return { statusCode: answer.status, fault: null, durationMs: answer.durationMs, askedFor };
    } catch (error) {
      if (!(error instanceof OutgoingError || error instanceof UnsealError)) throw error;
      const durationMs = Math.round(performance.now() - start);
      return { statusCode: null, fault: error.code, durationMs, askedFor: null };
    }
  }

  /** @throws UnsealError when the installation's key is not the one the secret was kept with */
  private headersOf({ eventId, body, secret, oldSecret }: ClaimedDelivery): Record<string, string> {
    const secrets = [secret, ...(oldSecret ? [oldSecret] : [])].map((sealed) =>
      unseal(this.config.hashKey, WEBHOOK_SECRET, sealed),
    );
    return {
      ...signedHeaders(secrets, eventId, Math.floor(Date.now() / 1000), body),
      'content-type': 'application/json',
      'user-agent': 'hongyan-webhooks',
    };
  }

  private async settle(
    claimed: ClaimedDelivery,
    { askedFor, ...attempt }: Attempt,
    branchId: string,
  ): Promise<void> {
    const { statusCode } = attempt;
    const taken = statusCode !== null && statusCode >= 200 && statusCode < 300;
    const { afterSeconds } = retryAfter(claimed.attempt, askedFor, Math.random());
    const state = taken ? 'delivered' : afterSeconds === null ? 'given-up' : 'due';
    const outcome = { ...attempt, state, afterSeconds: afterSeconds ?? 0 } as const;
    if (!(await this.deliveries.settle(claimed, outcome))) return;
    if (taken) return this.endpoints.hasTaken(claimed.endpointId);
    const failsForDays = await this.endpoints.hasFailed(claimed.endpointId, FAILING_DAYS);
    if (statusCode === GONE) await this.disable(claimed.endpointId, branchId, 'gone');
    else if (failsForDays) await this.disable(claimed.endpointId, branchId, 'failing');
  }

  /** Whoever looks after the endpoint is told: by the event, and by its state on the page. */
  private async disable(id: string, branchId: string, reason: DisabledReason): Promise<void> {
    const name = await this.endpoints.disable(id, reason);
    if (name === undefined) return;
    const event = new RecordEvent({
      kind: 'webhook.disabled',
      branchId,
      subject: { type: 'webhook', id },
      facts: { name, why: reason },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
