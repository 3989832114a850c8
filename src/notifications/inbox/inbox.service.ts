import { Injectable } from '@nestjs/common';
import { notificationNotFound } from '../notifications.errors';
import type { Category } from '../rules/categories';
import { pathOf } from '../rules/records';
import { sentenceOf } from '../rules/sentences';
import { type InboxRow, InboxRepository } from './inbox.repository';
import type { MarkAllDto, NotificationQueryDto } from './notification.dto';

/** What somebody has been told, and what of it they have read. */
@Injectable()
export class InboxService {
  constructor(private readonly inbox: InboxRepository) {}

  async page(query: NotificationQueryDto) {
    const page = await this.inbox.page(query);
    return { ...page, items: page.items.map(viewOf) };
  }

  async unread() {
    const rows = await this.inbox.unread();
    const byCategory = Object.fromEntries(rows.map(({ category, count }) => [category, count]));
    return {
      total: rows.reduce((sum, { count }) => sum + count, 0),
      byCategory: byCategory as Partial<Record<Category, number>>,
    };
  }

  /** @throws AppError `not-found`, also for somebody else's */
  async mark(id: string, read: boolean) {
    await this.inbox.mark(id, read);
    const row = await this.inbox.byId(id);
    if (!row) throw notificationNotFound();
    return viewOf(row);
  }

  /** Marks what is unread; the instant it is marked with names the marking, so that it can be taken back whole. */
  async markAll({ category, upTo }: MarkAllDto) {
    const readAt = new Date();
    return { changed: await this.inbox.markAll(category ?? null, upTo ?? null, readAt), readAt };
  }

  async undo(readAt: string): Promise<{ changed: number }> {
    return { changed: await this.inbox.undo(readAt) };
  }
}

function viewOf(row: InboxRow) {
  const { recordType, recordId, facts, name, seen, ...rest } = row;
  const record = { type: recordType, id: recordId };
  return {
    ...rest,
    record,
    path: seen ? pathOf(record) : null,
    text: sentenceOf({ ...rest, recordType, name, facts }),
  };
}
