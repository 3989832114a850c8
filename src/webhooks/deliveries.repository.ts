import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { type ListSource, readPage } from '../../libs/database/list-page';
import type { DeliveryQueryDto } from './webhook.dto';
import type { DeliveryState } from './webhook-words';

export interface DeliveryRow {
  id: string;
  eventId: string;
  kind: string;
  state: DeliveryState;
  attempts: number;
  statusCode: number | null;
  fault: string | null;
  durationMs: number | null;
  attemptedAt: Date | null;
  nextAttemptAt: Date | null;
  createdAt: Date;
  body: string;
}

/** A message that was taken in hand for one attempt. */
export interface ClaimedDelivery {
  id: string;
  endpointId: string;
  eventId: string;
  body: string;
  /** This attempt's number; also what its outcome is written under. */
  attempt: number;
  url: string;
  secret: Buffer;
  oldSecret: Buffer | null;
}

/** What came of one attempt. */
export interface Outcome {
  state: DeliveryState;
  afterSeconds: number;
  statusCode: number | null;
  fault: string | null;
  durationMs: number;
}

/** Longer than an attempt can take: a worker that is alive has written down its outcome by then. */
const LEASE_SECONDS = 60;
const KEPT_DAYS = 30;
const MOST_SWEPT = 5_000;

const COLUMNS = `d.id, d.event_id AS "eventId", d.kind, d.state, d.attempts, d.status_code AS "statusCode", d.fault,
  d.duration_ms AS "durationMs", d.attempted_at AS "attemptedAt",
  CASE WHEN d.state = 'due' THEN d.next_attempt_at END AS "nextAttemptAt", d.created_at AS "createdAt", d.body`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: 'FROM webhook_delivery d',
  countFrom: 'FROM webhook_delivery d',
  filter: 'd.endpoint_id = $1 AND ($2::text IS NULL OR d.state = $2) AND ($3::text IS NULL OR d.kind = $3)',
  sortColumns: { createdAt: { expression: 'd.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  idColumn: 'd.id',
};

const TELL = `SELECT told.id
  FROM jsonb_to_recordset($1::jsonb) AS e (branch_id uuid, kind text, body text, at timestamptz),
       webhook_tell(e.branch_id, e.kind, e.body, e.at) AS told (id)`;

/** Events of one transaction that are waiting to be written together. */
interface Waiting {
  entries: object[];
  written: Promise<string[]>;
}

@Injectable()
export class DeliveriesRepository {
  private readonly waiting = new WeakMap<EntityManager, Waiting>();

  constructor(private readonly database: Database) {}

  /**
   * Writes an event down for every endpoint of the branch, and of those above it, that asked for its kind. What
   * is told in the same breath (thousands of records changed at once) goes into one statement.
   *
   * @returns the deliveries to come, of all that was told together, to whoever told first
   */
  async tell(branchId: string, kind: string, body: string, at: Date): Promise<string[]> {
    const { manager } = this.database;
    const entry = { branch_id: branchId, kind, body, at };
    const open = this.waiting.get(manager);
    if (open) {
      open.entries.push(entry);
      await open.written;
      return [];
    }
    const entries = [entry];
    const written = Promise.resolve().then(async () => {
      this.waiting.delete(manager);
      const rows: { id: string }[] = await manager.query(TELL, [JSON.stringify(entries)]);
      return rows.map(({ id }) => id);
    });
    this.waiting.set(manager, { entries, written });
    return written;
  }

  page(endpointId: string, query: DeliveryQueryDto): Promise<Page<DeliveryRow>> {
    const filters = [endpointId, query.state ?? null, query.kind ?? null];
    return readPage(this.database.manager, LIST, query, filters);
  }

  async byId(id: string): Promise<(DeliveryRow & { active: boolean }) | undefined> {
    const rows: (DeliveryRow & { active: boolean })[] = await this.database.manager.query(
      `SELECT ${COLUMNS}, e.active FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
       WHERE d.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** @returns the delivery's id */
  async insert(endpointId: string, branchId: string, kind: string, body: string): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO webhook_delivery (endpoint_id, branch_id, event_id, kind, body)
       VALUES ($1, $2, uuidv7(), $3, $4) RETURNING id`,
      [endpointId, branchId, kind, body],
    );
    return row!.id;
  }

  /** Sends it again, from the first attempt on, under the same id. */
  async replay(id: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE webhook_delivery SET state = 'due', attempts = 0, next_attempt_at = now() WHERE id = $1`,
      [id],
    );
  }

  /** The oldest `most` of those that came about from `from` until before `to`. @returns how many */
  async replayRange(
    endpointId: string,
    range: { from: string; to: string; states: readonly string[] },
    most: number,
  ): Promise<number> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      `UPDATE webhook_delivery SET state = 'due', attempts = 0, next_attempt_at = now() WHERE id IN (
         SELECT d.id FROM webhook_delivery d
         WHERE d.endpoint_id = $1 AND d.created_at >= $2 AND d.created_at < $3 AND d.state = ANY ($4)
         ORDER BY d.created_at, d.id LIMIT $5)`,
      [endpointId, range.from, range.to, range.states, most],
    );
    return count;
  }

  /** As the system role. */
  due(limit: number): Promise<{ deliveryId: string }[]> {
    return this.database.manager.query(
      `SELECT d.id AS "deliveryId" FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
       WHERE d.state = 'due' AND d.next_attempt_at <= now() AND e.active
         AND (d.leased_until IS NULL OR d.leased_until < now())
       ORDER BY d.next_attempt_at LIMIT $1`,
      [limit],
    );
  }

  /** As the system role: whose endpoint the message is for. */
  async owner(id: string): Promise<{ branchId: string; createdBy: string } | undefined> {
    const rows: { branchId: string; createdBy: string }[] = await this.database.manager.query(
      `SELECT e.branch_id AS "branchId", e.created_by AS "createdBy" FROM webhook_delivery d
       JOIN webhook_endpoint e ON e.id = d.endpoint_id WHERE d.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** As the system role: lets go of what nobody will ask for any more. */
  async sweep(): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM webhook_delivery WHERE id = ANY (ARRAY(
         SELECT id FROM webhook_delivery WHERE created_at < now() - make_interval(days => $1) LIMIT $2))`,
      [KEPT_DAYS, MOST_SWEPT],
    );
  }

  /** @returns undefined when the message is not due, in other hands, or its endpoint is off */
  async claim(id: string): Promise<ClaimedDelivery | undefined> {
    const [rows]: [ClaimedDelivery[]] = await this.database.manager.query(
      `UPDATE webhook_delivery d SET attempts = d.attempts + 1, attempted_at = now(),
              leased_until = now() + make_interval(secs => $2)
       FROM webhook_endpoint e
       WHERE d.id = $1 AND e.id = d.endpoint_id AND e.active AND d.state = 'due' AND d.next_attempt_at <= now()
         AND (d.leased_until IS NULL OR d.leased_until < now())
       RETURNING d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.body, d.attempts AS attempt, e.url,
                 e.secret, CASE WHEN e.old_secret_until > now() THEN e.old_secret END AS "oldSecret"`,
      [id, LEASE_SECONDS],
    );
    return rows[0];
  }

  /** @returns false when the message has been taken over or replayed meanwhile */
  async settle({ id, attempt }: ClaimedDelivery, outcome: Outcome): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      `UPDATE webhook_delivery SET state = $3, status_code = $4, fault = $5, duration_ms = $6, leased_until = NULL,
              next_attempt_at = now() + make_interval(secs => $7)
       WHERE id = $1 AND attempts = $2`,
      [
        id,
        attempt,
        outcome.state,
        outcome.statusCode,
        outcome.fault,
        outcome.durationMs,
        outcome.afterSeconds,
      ],
    );
    return count === 1;
  }
}
