import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { keysetSql, Page, SortColumn, toPage } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import type { ApiKeyQueryDto } from './api-key.dto';

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  userName: string;
  scopes: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
}

const SORT_COLUMNS: Record<string, SortColumn> = {
  name: { expression: 'k.name COLLATE "zh-x-icu"', type: 'text' },
  createdAt: { expression: 'k.created_at', type: 'timestamptz' },
};

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly database: Database) {}

  async page(query: ApiKeyQueryDto): Promise<Page<ApiKeyRow>> {
    const filter = `($1::text IS NULL OR k.name ILIKE $1)`;
    const keyset = keysetSql(SORT_COLUMNS, query.sort ?? '-createdAt', query.cursor, 'k.id', 2);
    const rows = await this.database.manager.query(
      `SELECT k.id, k.name, k.prefix, u.name AS "userName", k.scopes, k.expires_at AS "expiresAt",
              k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", k.created_at AS "createdAt",
              ${keyset.sortValue} AS sort_value
       FROM api_key k JOIN user_account u ON u.id = k.user_id
       WHERE ${filter} AND ${keyset.where} ORDER BY ${keyset.orderBy} LIMIT ${query.limit + 1}`,
      [containsPattern(query.q), ...keyset.parameters],
    );
    const [{ total }] = await this.database.manager.query(
      `SELECT count(*)::integer AS total FROM api_key k WHERE ${filter}`,
      [containsPattern(query.q)],
    );
    return toPage(rows as (ApiKeyRow & { sort_value: string })[], query.limit, total as number, (row) => row);
  }

  async insert(key: {
    branchId: string;
    userId: string;
    name: string;
    prefix: string;
    keyHash: Buffer;
    scopes: string[];
    expiresInDays: number | null;
  }): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO api_key (branch_id, user_id, name, prefix, key_hash, scopes, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) RETURNING id`,
      [key.branchId, key.userId, key.name, key.prefix, key.keyHash, key.scopes, key.expiresInDays],
    );
    return row!.id;
  }

  /** @returns false when there is no such key */
  async revoke(id: string): Promise<boolean> {
    const [, count] = await this.database.manager.query(
      'UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1',
      [id],
    );
    return count === 1;
  }
}
