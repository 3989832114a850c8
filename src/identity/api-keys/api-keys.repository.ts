import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import { type ListSource, readPage } from '../../../libs/database/list-page';
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

const LIST: ListSource = {
  columns: `k.id, k.name, k.prefix, u.name AS "userName", k.scopes, k.expires_at AS "expiresAt",
    k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", k.created_at AS "createdAt"`,
  from: 'FROM api_key k JOIN user_account u ON u.id = k.user_id',
  countFrom: 'FROM api_key k',
  filter: '$1::text IS NULL OR k.name ILIKE $1',
  sortColumns: {
    name: { expression: 'k.name COLLATE "zh-x-icu"', type: 'text' },
    createdAt: { expression: 'k.created_at', type: 'timestamptz' },
  },
  defaultSort: '-createdAt',
  idColumn: 'k.id',
};

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly database: Database) {}

  page(query: ApiKeyQueryDto): Promise<Page<ApiKeyRow>> {
    return readPage(this.database.manager, LIST, query, [containsPattern(query.q)]);
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

  /** @returns undefined when there is no such key */
  async revoke(id: string): Promise<{ branchId: string; name: string; prefix: string } | undefined> {
    const [rows]: [{ branchId: string; name: string; prefix: string }[]] = await this.database.manager.query(
      `UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1
       RETURNING branch_id AS "branchId", name, prefix`,
      [id],
    );
    return rows[0];
  }
}
