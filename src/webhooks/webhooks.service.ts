import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Config } from '../../libs/config/config';
import { CONFIG } from '../../libs/config/config.module';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { fieldChanges, type FieldChange } from '../../libs/events/field-changes';
import { RecordEvent } from '../../libs/events/record-event';
import { AppError } from '../../libs/http/app-error';
import { OutgoingHttp } from '../../libs/outgoing-http/outgoing-http';
import { seal } from '../../libs/sealed/sealed-text';
import { BranchesService } from '../identity/branches/branches.service';
import type { CreateWebhookDto, RotateSecretDto, UpdateWebhookDto, WebhookQueryDto } from './webhook.dto';
import { newSecret } from './webhook-signature';
import { MOST_ENDPOINTS, tooManyWebhooks, webhookNotFound } from './webhooks.errors';
import { type WebhookChange, type WebhookRow, WebhooksRepository } from './webhooks.repository';

/** What secrets are sealed for. */
export const WEBHOOK_SECRET = 'webhook-secret';

/** The only answer that tells the secret. */
export type NewWebhook = WebhookRow & { secret: string };

@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhooksRepository,
    private readonly branches: BranchesService,
    private readonly http: OutgoingHttp,
    private readonly events: EventEmitter2,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  page(query: WebhookQueryDto): Promise<Page<WebhookRow>> {
    return this.webhooks.page(query);
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<WebhookRow> {
    const webhook = await this.webhooks.byId(id);
    if (!webhook) throw webhookNotFound();
    return webhook;
  }

  /** @throws AppError `webhook.too-many`, `outgoing.*` for an address that is not called */
  async create(input: CreateWebhookDto): Promise<NewWebhook> {
    await this.branches.get(input.branchId);
    this.checkUrl(input.url);
    if ((await this.webhooks.countOf(input.branchId)) >= MOST_ENDPOINTS) throw tooManyWebhooks();
    const secret = newSecret();
    const createdBy = this.database.viewer.userId;
    const id = await this.webhooks.insert({ ...input, secret: this.sealed(secret), createdBy });
    const created = await this.get(id);
    await this.tell('created', created);
    return { ...created, secret };
  }

  /** @throws AppError `not-found`, `record.stale`, `outgoing.*` */
  async update(id: string, { version, ...change }: UpdateWebhookDto): Promise<WebhookRow> {
    const before = await this.get(id);
    if (change.url !== undefined) this.checkUrl(change.url);
    // Switched on again, it has its days before it once more.
    const anew: WebhookChange = change.active === true ? { disabledReason: null, failingSince: null } : {};
    await this.webhooks.update(id, version, { ...change, ...anew });
    const after = await this.get(id);
    const changes = fieldChanges<WebhookChange>(before, change, ['name', 'url', 'topics', 'active']);
    if (changes.length > 0) await this.tell('changed', after, changes);
    return after;
  }

  async rotate(id: string, { overlapHours }: RotateSecretDto): Promise<NewWebhook> {
    await this.get(id);
    const secret = newSecret();
    await this.webhooks.rotate(id, this.sealed(secret), overlapHours);
    const after = await this.get(id);
    await this.tell('secret-rotated', after);
    return { ...after, secret };
  }

  async remove(id: string): Promise<void> {
    const webhook = await this.get(id);
    await this.webhooks.delete(id);
    await this.tell('removed', webhook);
  }

  private checkUrl(url: string): void {
    try {
      this.http.check(url);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const fault = { path: 'url', code: 'refused', ...error.sentence };
      throw new AppError(error.code, error.status, error.sentence, [fault]);
    }
  }

  private sealed(secret: string): Buffer {
    return seal(this.config.hashKey, WEBHOOK_SECRET, secret);
  }

  private async tell(
    verb: string,
    { id, branchId, name }: WebhookRow,
    changes: FieldChange[] = [],
  ): Promise<void> {
    const subject = { type: 'webhook', id };
    const event = new RecordEvent({ kind: `webhook.${verb}`, branchId, subject, changes, facts: { name } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
