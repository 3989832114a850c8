import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Database } from '../../../libs/database/database';
import { STAGED_COLUMNS } from './copy-text';
import type { ImportClaim } from './import-progress';

/** Pages (8 KiB) of staged rows that one statement moves: under a second's work, so that cancel is heard. */
const PAGES_A_STEP = 1024;
const COLUMNS = STAGED_COLUMNS.join(', ');

/**
 * COPY refuses tables with row security, so rows go by way of a temporary table. It lives in the import's one
 * transaction and connection: whatever kills the worker also removes what it had staged, and nobody else sees it.
 */
@Injectable()
export class StagingRepository {
  constructor(private readonly database: Database) {}

  async open(): Promise<void> {
    await this.database.manager.query(
      `CREATE TEMPORARY TABLE staged_record (
         row_number integer, name text, company text, address text, postcode text, phone text, extra jsonb,
         recipient_hash bytea, person_hash bytea, address_hash bytea
       ) ON COMMIT DROP`,
    );
  }

  /** A stream of lines in COPY's text format. Until it has finished, the transaction takes no other statement. */
  async copyIn(): Promise<Writable> {
    const client = (await this.runner.connect()) as Client;
    return client.query(copyFrom(`COPY pg_temp.staged_record (${COLUMNS}) FROM STDIN`));
  }

  /** First pages of the steps in which `move` takes the rows, in the order they were copied. */
  async steps(): Promise<number[]> {
    const [{ pages }]: [{ pages: number }] = await this.database.manager.query(
      `SELECT (pg_relation_size('pg_temp.staged_record') / current_setting('block_size')::integer)::integer AS pages`,
    );
    return Array.from({ length: Math.ceil(pages / PAGES_A_STEP) }, (_, step) => step * PAGES_A_STEP);
  }

  /** Moves one step into the list; of equal recipients the first stays. @returns how many rows were new */
  async move(firstPage: number, claim: ImportClaim): Promise<number> {
    const result = await this.runner.query(
      `INSERT INTO address_record (list_id, branch_id, import_id, ${COLUMNS})
       SELECT $1, $2, $3, ${COLUMNS} FROM pg_temp.staged_record WHERE ctid >= $4::tid AND ctid < $5::tid
       ON CONFLICT (list_id, recipient_hash) DO NOTHING`,
      [claim.listId, claim.branchId, claim.id, `(${firstPage},0)`, `(${firstPage + PAGES_A_STEP},0)`],
      true,
    );
    return result.affected ?? 0;
  }

  private get runner() {
    const runner = this.database.manager.queryRunner;
    if (!runner) throw new Error('staging works inside a transaction only');
    return runner;
  }
}
