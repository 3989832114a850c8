import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { type Cell, narrowedList } from '../../../libs/lists/narrowed-list';
import type { SuppressionQueryDto } from './suppression.dto';
import type { SuppressionKind, SuppressionReason } from './suppression-kind';
import { SUPPRESSION_FROM } from './suppression-list';
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
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

const COLUMNS = `s.id, s.branch_id AS "branchId", b.name AS "branchName", s.kind, s.reason, s.source,
  s.created_by AS "createdBy", u.name AS "createdByName", s.created_at AS "createdAt"`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: SUPPRESSION_FROM,
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
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
  ) {}

  async page(query: SuppressionQueryDto): Promise<Page<SuppressionRow>> {
    const own = [query.kind ?? null, query.reason ?? null];
    const catalogue = () => this.lists.catalogueOf(this.lists.named('suppressions'));
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  async byId(id: string): Promise<SuppressionRow | undefined> {
    const rows: SuppressionRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${SUPPRESSION_FROM} WHERE s.id = $1`,
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
