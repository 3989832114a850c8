import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { MOST_FAILURES } from '../printing/most-failures';
import type { Dispatch } from './dispatch.entity';

export interface DispatchRow {
  id: string;
  batchId: string;
  channel: 'folder';
  target: string;
  key: string;
  manifestHash: string;
  state: Dispatch['state'];
  attempts: number;
  errorCode: string | null;
  requestedByName: string | null;
  requestedAt: Date;
  deliveredAt: Date | null;
}

/** A hand-over this worker alone may carry out until the lease ends. */
export interface LeasedDispatch {
  id: string;
  batchId: string;
  key: string;
  manifestHash: string;
  target: string;
  fence: number;
}

const COLUMNS = `x.id, x.batch_id AS "batchId", x.channel, x.target, x.key, x.manifest_hash AS "manifestHash",
  x.state, x.attempts, x.error_code AS "errorCode", u.name AS "requestedByName", x.requested_at AS "requestedAt",
  x.delivered_at AS "deliveredAt"`;

@Injectable()
export class DispatchesRepository {
  constructor(private readonly database: Database) {}

  async ofBatch(batchId: string): Promise<DispatchRow | undefined> {
    const rows: DispatchRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} FROM dispatch x LEFT JOIN user_account u ON u.id = x.requested_by WHERE x.batch_id = $1`,
      [batchId],
    );
    return rows[0];
  }

  /** Commits the intent. A batch has one, for ever: a second click finds the first. */
  async intend(
    intent: Pick<Dispatch, 'batchId' | 'branchId' | 'target' | 'key' | 'manifestHash' | 'requestedBy'>,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO dispatch (batch_id, branch_id, channel, target, key, manifest_hash, requested_by)
       VALUES ($1, $2, 'folder', $3, $4, $5, $6) ON CONFLICT (batch_id) DO NOTHING`,
      [intent.batchId, intent.branchId, intent.target, intent.key, intent.manifestHash, intent.requestedBy],
    );
  }

  async lease(id: string, seconds: number): Promise<LeasedDispatch | undefined> {
    const [rows]: [LeasedDispatch[]] = await this.database.manager.query(
      `UPDATE dispatch SET fence = fence + 1, attempts = attempts + 1,
              lease_until = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND state = 'intended' AND (lease_until IS NULL OR lease_until < clock_timestamp())
       RETURNING id, batch_id AS "batchId", key, manifest_hash AS "manifestHash", target, fence`,
      [id, seconds],
    );
    return rows[0];
  }

  /** @returns false when the lease is lost */
  async renew({ id, fence }: LeasedDispatch, seconds: number): Promise<boolean> {
    const [, count] = await this.database.manager.query(
      `UPDATE dispatch SET lease_until = clock_timestamp() + make_interval(secs => $3)
       WHERE id = $1 AND fence = $2 AND state = 'intended'`,
      [id, fence, seconds],
    );
    return count === 1;
  }

  /** @returns the time of delivery, or undefined when somebody else settled it before */
  async settle(
    { id, fence }: LeasedDispatch,
    state: 'delivered' | 'uncertain',
    errorCode: string | null,
  ): Promise<Date | null | undefined> {
    const [rows]: [{ delivered_at: Date | null }[]] = await this.database.manager.query(
      `UPDATE dispatch SET state = $3, error_code = $4, lease_until = NULL,
              delivered_at = CASE WHEN $3 = 'delivered' THEN now() END
       WHERE id = $1 AND fence = $2 AND state = 'intended' RETURNING delivered_at`,
      [id, fence, state, errorCode],
    );
    return rows[0]?.delivered_at;
  }

  /**
   * Nothing was handed over yet: let the next attempt come at once, unless there were too many.
   *
   * @returns whether it is given up until a person asks for it again
   */
  async release({ id, fence }: LeasedDispatch, errorCode: string): Promise<boolean> {
    const [rows]: [{ failures: number }[]] = await this.database.manager.query(
      `UPDATE dispatch SET lease_until = NULL, error_code = $3, failures = failures + 1
       WHERE id = $1 AND fence = $2 AND state = 'intended' RETURNING failures`,
      [id, fence, errorCode],
    );
    return (rows[0]?.failures ?? 0) >= MOST_FAILURES;
  }

  /** A person says try again. */
  async forgive(id: string): Promise<void> {
    await this.database.manager.query('UPDATE dispatch SET failures = 0, error_code = NULL WHERE id = $1', [
      id,
    ]);
  }

  /**
   * A person says what became of an uncertain hand-over.
   *
   * @returns the row as settled, or undefined when it is not uncertain
   */
  async resolve(
    batchId: string,
    delivered: boolean,
    userId: string,
  ): Promise<Pick<Dispatch, 'id' | 'key' | 'deliveredAt'> | undefined> {
    const [rows]: [Pick<Dispatch, 'id' | 'key' | 'deliveredAt'>[]] = await this.database.manager.query(
      `UPDATE dispatch SET state = CASE WHEN $2 THEN 'delivered' ELSE 'intended' END, settled_by = $3,
              error_code = NULL, lease_until = NULL, delivered_at = CASE WHEN $2 THEN now() END
       WHERE batch_id = $1 AND state = 'uncertain' RETURNING id, key, delivered_at AS "deliveredAt"`,
      [batchId, delivered, userId],
    );
    return rows[0];
  }

  /** As system: whose is it. */
  async batchOf(id: string): Promise<string | undefined> {
    const rows: { batchId: string }[] = await this.database.manager.query(
      'SELECT batch_id AS "batchId" FROM dispatch WHERE id = $1',
      [id],
    );
    return rows[0]?.batchId;
  }

  /** As system: hand-overs that should be running and are not. */
  due(limit: number): Promise<{ dispatchId: string }[]> {
    return this.database.manager.query(
      `SELECT id AS "dispatchId" FROM dispatch
       WHERE state = 'intended' AND failures < $2
         AND (lease_until IS NULL OR lease_until < clock_timestamp()) LIMIT $1`,
      [limit, MOST_FAILURES],
    );
  }
}
