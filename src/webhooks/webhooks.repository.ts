import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { containsPattern } from '../../libs/database/like';
import { type ListSource, readPage } from '../../libs/database/list-page';
import { saveVersion } from '../../libs/database/save-version';
import type { WebhookQueryDto } from './webhook.dto';
import { WebhookEndpoint } from './webhook-endpoint.entity';
import type { DisabledReason } from './webhook-words';

export interface WebhookRow {
  id: string;
  branchId: string;
  branchName: string;
  name: string;
  url: string;
  topics: string[];
  active: boolean;
  disabledReason: DisabledReason | null;
  failingSince: Date | null;
  oldSecretUntil: Date | null;
  due: number;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export type WebhookChange = Partial<Omit<WebhookEndpoint, 'id' | 'version' | 'createdAt' | 'updatedAt'>>;

const COLUMNS = `e.id, e.branch_id AS "branchId", b.name AS "branchName", e.name, e.url, e.topics, e.active,
  e.disabled_reason AS "disabledReason", e.failing_since AS "failingSince",
  CASE WHEN e.old_secret_until > now() THEN e.old_secret_until END AS "oldSecretUntil",
  (SELECT count(*)::integer FROM webhook_delivery d WHERE d.endpoint_id = e.id AND d.state = 'due') AS due,
  e.version, e.created_at AS "createdAt", e.updated_at AS "updatedAt"`;
const FROM = 'FROM webhook_endpoint e JOIN branch b ON b.id = e.branch_id';
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM webhook_endpoint e',
  filter: '$1::text IS NULL OR e.name ILIKE $1 OR e.url ILIKE $1',
  sortColumns: {
    name: { expression: 'e.name COLLATE "zh-x-icu"', type: 'text' },
    createdAt: { expression: 'e.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  idColumn: 'e.id',
};

@Injectable()
export class WebhooksRepository {
  constructor(private readonly database: Database) {}

  page(query: WebhookQueryDto): Promise<Page<WebhookRow>> {
    return readPage(this.database.manager, LIST, query, [containsPattern(query.q)]);
  }

  async byId(id: string): Promise<WebhookRow | undefined> {
    const rows: WebhookRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE e.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Takes turns with whoever adds an endpoint to the same branch, so that none is added beyond the limit. */
  async countOf(branchId: string): Promise<number> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('webhook ' || $1, 0))`, [
      branchId,
    ]);
    const [row]: [{ count: number }] = await this.database.manager.query(
      'SELECT count(*)::integer AS count FROM webhook_endpoint WHERE branch_id = $1',
      [branchId],
    );
    return row.count;
  }

  async insert(endpoint: WebhookChange): Promise<string> {
    const { identifiers } = await this.database.manager.insert(WebhookEndpoint, endpoint);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: WebhookChange): Promise<void> {
    return saveVersion(this.database.manager, WebhookEndpoint, id, version, change);
  }

  /** The present secret goes on for `overlapHours` beside the new one. */
  async rotate(id: string, secret: Buffer, overlapHours: number): Promise<void> {
    await this.database.manager.query(
      `UPDATE webhook_endpoint SET old_secret = secret, old_secret_until = now() + make_interval(hours => $3),
              secret = $2, version = version + 1, updated_at = now() WHERE id = $1`,
      [id, secret, overlapHours],
    );
  }

  async delete(id: string): Promise<void> {
    await this.database.manager.query('DELETE FROM webhook_endpoint WHERE id = $1', [id]);
  }

  /** Something was taken: whatever failed before is over. */
  async hasTaken(id: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE webhook_endpoint SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL',
      [id],
    );
  }

  /** @returns whether nothing has been taken for `days`, by the clock of the database */
  async hasFailed(id: string, days: number): Promise<boolean> {
    const [rows]: [{ long: boolean }[]] = await this.database.manager.query(
      `UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, now()) WHERE id = $1
       RETURNING failing_since < now() - make_interval(days => $2) AS long`,
      [id, days],
    );
    return rows[0]?.long ?? false;
  }

  /** @returns the endpoint's name, or undefined when it was off already */
  async disable(id: string, reason: DisabledReason): Promise<string | undefined> {
    const [rows]: [{ name: string }[]] = await this.database.manager.query(
      `UPDATE webhook_endpoint SET active = false, disabled_reason = $2, version = version + 1, updated_at = now()
       WHERE id = $1 AND active RETURNING name`,
      [id, reason],
    );
    return rows[0]?.name;
  }
}
