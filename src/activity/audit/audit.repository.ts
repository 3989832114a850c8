import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { type KeysetSql, keysetSql, type SortColumn, toPage } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import type { AuditFilterDto } from './audit.dto';
import { ENTRY_COLUMNS } from './entry-columns';
import type { AuditEntryContent } from './entry-hash';

export interface AuditRow extends AuditEntryContent {
  branchName: string | null;
  seq: number | null;
  hash: Buffer | null;
}

const BY_TIME: Record<string, SortColumn> = { at: { expression: 'e.at', type: 'timestamptz' } };
const FILTER = `($1::uuid IS NULL OR e.actor_id = $1)
  AND ($2::text IS NULL OR e.kind = $2)
  AND ($3::text IS NULL OR starts_with(e.kind, $3 || '.'))
  AND ($4::text IS NULL OR e.subject_type = $4)
  AND ($5::uuid IS NULL OR e.subject_id = $5)
  AND ($7::date IS NULL OR e.at >= $7::date::timestamp AT TIME ZONE z.name)
  AND ($8::date IS NULL OR e.at < ($8::date + 1)::timestamp AT TIME ZONE z.name)
  AND ($9::text IS NULL OR e.reason ILIKE $9 OR e.actor_name ILIKE $9 OR e.facts::text ILIKE $9
    OR e.changes::text ILIKE $9)`;

/**
 * The newest of every branch, and of these the newest: a county with few entries would otherwise be looked for among
 * all the province's. Own branches alone: what a timeline opens to somebody besides does not belong here.
 */
const newest = (keyset: KeysetSql, limit: number): string => `
  FROM (SELECT coalesce((SELECT time_zone FROM branch WHERE id = $10::uuid), 'Asia/Shanghai') AS name) z
  CROSS JOIN unnest((SELECT app_branch_ids())::uuid[]) AS own (id)
  CROSS JOIN LATERAL (
    SELECT * FROM audit_entry e WHERE e.branch_id = own.id AND ${FILTER} AND ${keyset.where}
    ORDER BY ${keyset.orderBy} LIMIT ${limit + 1}) e
  LEFT JOIN branch b ON b.id = e.branch_id
  LEFT JOIN audit_seal s ON s.entry_id = e.id
  WHERE $6::uuid IS NULL OR own.id IN (SELECT branch_subtree($6))
  ORDER BY ${keyset.orderBy} LIMIT ${limit + 1}`;

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. Not counted: the trail of years is searched, not paged to its end. */
  async page(
    filter: AuditFilterDto,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
    const parameters = this.parametersOf(filter);
    const keyset = keysetSql(BY_TIME, '-at', cursor, 'e.id', parameters.length + 1);
    const rows: (AuditRow & { sort_value: string })[] = await this.database.manager.query(
      `SELECT ${ENTRY_COLUMNS}, b.name AS "branchName", s.seq, s.hash, ${keyset.sortValue} AS sort_value ${newest(keyset, limit)}`,
      [...parameters, ...keyset.parameters],
    );
    const { items, nextCursor } = toPage(rows, limit, 0, (row) => row);
    return { items, nextCursor };
  }

  private parametersOf(filter: AuditFilterDto): unknown[] {
    const { kind, q } = filter;
    const isTopic = kind !== undefined && !kind.includes('.');
    return [
      filter.actorId ?? null,
      isTopic ? null : (kind ?? null),
      isTopic ? kind : null,
      filter.subjectType ?? null,
      filter.subjectId ?? null,
      filter.branchId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      containsPattern(q),
      this.database.viewer.branchId,
    ];
  }
}
