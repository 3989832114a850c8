import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { followNotFound, recordNotFound, tooManyFollows } from '../notifications.errors';
import { pathOf, permissionOf } from '../rules/records';
import type { FollowQueryDto, FollowRecordDto } from './follow.dto';
import { type FollowRow, FollowsRepository } from './follows.repository';

const MOST = 2_000;

/** Records somebody wants to hear of. Following an account brings the news of what belongs to it, too. */
@Injectable()
export class FollowsService {
  constructor(
    private readonly database: Database,
    private readonly follows: FollowsRepository,
  ) {}

  async page(query: FollowQueryDto) {
    const page = await this.follows.page(query);
    return { ...page, items: page.items.map(viewOf) };
  }

  /**
   * Follows the record; done twice it is followed once.
   *
   * @throws AppError `not-found`, also for a record the viewer may not open; `follow.too-many`
   */
  async follow(record: FollowRecordDto) {
    const mayOpen = this.database.viewer.permissions.includes(permissionOf(record.recordType));
    if (!mayOpen || !(await this.follows.isSeen(record))) throw recordNotFound();
    await this.follows.insert(record);
    if ((await this.follows.count()) > MOST) throw tooManyFollows(MOST);
    const { items } = await this.follows.page({ ...record, limit: 1 });
    return viewOf(items[0]!);
  }

  async unfollow(id: string): Promise<void> {
    if (!(await this.follows.remove(id))) throw followNotFound();
  }
}

function viewOf({ seen, ...row }: FollowRow) {
  return { ...row, path: seen ? pathOf({ type: row.recordType, id: row.recordId }) : null };
}
