import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import type { Followable } from '../rules/categories';
import type { FollowQueryDto, FollowRecordDto } from './follow.dto';

export interface FollowRow {
  id: string;
  recordType: Followable;
  recordId: string;
  name: string | null;
  seen: boolean;
  createdAt: Date;
}

const LIST: ListSource = {
  columns: 'f.id, f.record_type AS "recordType", f.record_id AS "recordId", f.created_at AS "createdAt"',
  from: 'FROM follow f',
  filter: `f.user_id = (SELECT app_user_id()) AND ($1::text IS NULL OR f.record_type = $1)
    AND ($2::uuid IS NULL OR f.record_id = $2)`,
  sortColumns: { createdAt: { expression: 'f.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  idColumn: 'f.id',
  around: (page, direction) => `SELECT p.*, r.name, r.branch_id IS NOT NULL AS seen
    FROM (${page}) p LEFT JOIN LATERAL notification_record(p."recordType", p."recordId") r ON true
    ORDER BY p."createdAt" ${direction}, p.id ${direction}`,
};

@Injectable()
export class FollowsRepository {
  constructor(private readonly database: Database) {}

  page({ recordType, recordId, ...request }: FollowQueryDto): Promise<Page<FollowRow>> {
    return readPage(this.database.manager, LIST, request, [recordType ?? null, recordId ?? null]);
  }

  async isSeen({ recordType, recordId }: FollowRecordDto): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query('SELECT 1 FROM notification_record($1, $2)', [
      recordType,
      recordId,
    ]);
    return rows.length > 0;
  }

  async insert({ recordType, recordId }: FollowRecordDto): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO follow (user_id, record_type, record_id) VALUES (app_user_id(), $1, $2) ON CONFLICT DO NOTHING`,
      [recordType, recordId],
    );
  }

  async count(): Promise<number> {
    const [row]: [{ count: number }] = await this.database.manager.query(
      'SELECT count(*)::integer AS count FROM follow WHERE user_id = app_user_id()',
    );
    return row.count;
  }

  /** @returns false when the viewer has none of this id */
  async remove(id: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.database.manager.query(
      'DELETE FROM follow WHERE id = $1',
      [id],
    );
    return removed === 1;
  }
}
