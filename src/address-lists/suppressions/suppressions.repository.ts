import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import type { SuppressionQueryDto } from './suppression.dto';
import type { SuppressionKind, SuppressionReason } from './suppression-kind';
import type { Suppression } from './suppression.entity';

export interface SuppressionRow {
  id: string;
  branchId: string;
  branchName: string;
  kind: SuppressionKind;
  reason: SuppressionReason;
  source: string;
  createdBy: string;
  createdByName: string | null;
  createdAt: Date;
}

const COLUMNS = `s.id, s.branch_id AS "branchId", b.name AS "branchName", s.kind, s.reason, s.source,
  s.created_by AS "createdBy", u.name AS "createdByName", s.created_at AS "createdAt"`;
const FROM = `FROM suppression s JOIN branch b ON b.id = s.branch_id
  LEFT JOIN user_account u ON u.id = s.created_by`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM suppression s',
  filter: '($1::text IS NULL OR s.kind = $1) AND ($2::text IS NULL OR s.reason = $2)',
  sortColumns: {
    createdAt: { expression: 's.created_at', type: 'timestamptz' },
  },
  defaultSort: '-createdAt',
  idColumn: 's.id',
};

@Injectable()
export class SuppressionsRepository {
  constructor(private readonly database: Database) {}

  page(query: SuppressionQueryDto): Promise<Page<SuppressionRow>> {
    return readPage(this.database.manager, LIST, query, [query.kind ?? null, query.reason ?? null]);
  }

  async byId(id: string): Promise<SuppressionRow | undefined> {
    const rows: SuppressionRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE s.id = $1`,
      [id],
    );
    return rows[0];
  }

  async insert(entry: Omit<Suppression, 'id' | 'createdAt'>): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO suppression (branch_id, kind, hash, reason, source, created_by)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [entry.branchId, entry.kind, entry.hash, entry.reason, entry.source, entry.createdBy],
    );
    return row!.id;
  }

  /** @returns false when there is no such entry in the viewer's branches */
  async delete(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      'DELETE FROM suppression WHERE id = $1',
      [id],
    );
    return count === 1;
  }
}
