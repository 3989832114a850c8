import { Inject, Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import type { Config } from '../../libs/config/config';
import { CONFIG } from '../../libs/config/config.module';
import { Database } from '../../libs/database/database';
import { inTurn } from '../../libs/events/in-turn';
import { RecordEvent } from '../../libs/events/record-event';
import { DeliveryQueue } from './deliveries/delivery-queue';
import { NewsRepository } from './inbox/news.repository';
import { NOTIFICATION_RULES, type Rule } from './rules/notification-rules';
import { accountOf, permissionOf, recordOf } from './rules/records';
import { recipientsOf, tellingsOf } from './rules/recipients';
import { type Listener, mailsOf, robotMessagesOf } from './rules/ways';
import { choicesOf } from './settings/choices';

/** Decides who is told of what happened, in the transaction in which it does: both or neither. */
@Injectable()
export class NotificationsListener {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly news: NewsRepository,
    private readonly queue: DeliveryQueue,
  ) {}

  @OnEvent(RecordEvent.event, { suppressErrors: false })
  tell(event: RecordEvent): Promise<void> {
    return inTurn(event, () => this.write(event));
  }

  private async write(event: RecordEvent): Promise<void> {
    const rule = event.oneOfMany ? undefined : NOTIFICATION_RULES[event.kind];
    const record = recordOf(event);
    const viewer = rule && record ? this.database.viewerIfAny : null;
    if (!rule || !record || !viewer) return;
    const listeners = await this.audience(rule, event);
    if (listeners.length === 0) return;
    // What a job does on somebody's behalf has been done by nobody: they are told of it like everybody.
    const actorId = viewer.origin?.via === 'job' ? null : viewer.userId;
    const recipients = recipientsOf(rule, event, listeners, permissionOf(record.type), actorId);
    if (recipients.length === 0) return;
    const id = await this.news.newId();
    const now = new Date();
    const robots = await this.news.robots(event.branchId);
    const deliveries = [
      ...(this.config.mail ? mailsOf(id, recipients, listeners, now) : []),
      ...robotMessagesOf(id, recipients, listeners, robots, now),
    ];
    const { branchId, kind } = event;
    const { sha256: _hash, ...facts } = event.facts;
    await this.news.insert(
      id,
      { branchId, kind, record, actorId, causedBy: viewer.userId, facts },
      recipients.map((recipient) => ({ ...recipient, inApp: inApp(listeners, recipient) })),
      deliveries,
    );
    this.queue.wake(deliveries.filter(({ state }) => state === 'pending').map((delivery) => delivery.id));
  }

  private audience(rule: Rule, event: RecordEvent): Promise<Listener[]> {
    const tellings = tellingsOf(rule, event);
    const accountId = accountOf(event);
    return this.news.audience({
      branchId: event.branchId,
      accountId,
      openTo: rule.open === 'team' ? accountId : null,
      records: [event.subject, ...event.related],
      named: tellings.flatMap(({ who }) => who?.(event) ?? []),
      everybody: tellings.some(({ because }) => because === 'approver'),
    });
  }
}

function inApp(
  listeners: readonly Listener[],
  { userId, category }: { userId: string; category: keyof ReturnType<typeof choicesOf> },
): boolean {
  const stored = listeners.find((listener) => listener.userId === userId)?.categories ?? null;
  return choicesOf(stored)[category].inApp;
}
