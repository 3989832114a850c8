import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { ENGINE_VERSION, type Finding, type PrintResult } from '../../../libs/letterpress';
import { MOST_FAILURES } from './most-failures';

/** A chunk this worker holds until its lease ends. Every later write names the fence and fails without it. */
export interface LeasedChunk {
  batchId: string;
  chunkNo: number;
  fence: number;
  firstSeq: number;
  lastSeq: number;
  /** Prints chosen pieces of the batch again. */
  makeGood: boolean;
}

export interface ChunkFile {
  chunkNo: number;
  sha256: string | null;
  printed: number;
  pages: number;
  bytes: number;
}

export interface WrittenChunk extends ChunkFile {
  state: 'pending' | 'leased' | 'written' | 'verified';
  makeGood: boolean;
}

/** The batch's own chunks are printed while it prints, make-goods once it is closed. */
const PRINTS = `m.state = CASE WHEN c.make_good_pieces IS NULL THEN 'printing' ELSE 'closed' END`;

@Injectable()
export class ChunksRepository {
  constructor(private readonly database: Database) {}

  /** Takes the chunk unless somebody holds it or it is done. Time is the database's: workers' clocks differ. */
  async lease(batchId: string, chunkNo: number, seconds: number): Promise<LeasedChunk | undefined> {
    const [rows]: [LeasedChunk[]] = await this.database.manager.query(
      `UPDATE mail_chunk c
       SET state = 'leased', fence = c.fence + 1,
           lease_until = clock_timestamp() + make_interval(secs => $3)
       FROM mail_batch m
       WHERE c.batch_id = $1 AND c.chunk_no = $2 AND m.id = c.batch_id AND ${PRINTS}
         AND (c.state = 'pending' OR (c.state = 'leased' AND c.lease_until < clock_timestamp()))
       RETURNING c.batch_id AS "batchId", c.chunk_no AS "chunkNo", c.fence,
                 c.first_seq AS "firstSeq", c.last_seq AS "lastSeq",
                 c.make_good_pieces IS NOT NULL AS "makeGood"`,
      [batchId, chunkNo, seconds],
    );
    return rows[0];
  }

  /** @returns false when the lease is lost */
  async renew({ batchId, chunkNo, fence }: LeasedChunk, seconds: number): Promise<boolean> {
    const [, count] = await this.database.manager.query(
      `UPDATE mail_chunk SET lease_until = clock_timestamp() + make_interval(secs => $4)
       WHERE batch_id = $1 AND chunk_no = $2 AND fence = $3 AND state = 'leased'`,
      [batchId, chunkNo, fence, seconds],
    );
    return count === 1;
  }

  /** The chunk's next pieces after `afterSeq`, with their fields as JSON text, which the print thread parses. */
  pieces(
    { batchId, chunkNo, lastSeq, makeGood }: LeasedChunk,
    afterSeq: number,
    limit: number,
  ): Promise<{ seq: number; fields: string }[]> {
    if (makeGood) {
      return this.database.manager.query(
        `SELECT p.seq, p.fields::text AS fields FROM mail_spoilage s
         JOIN mail_piece p ON p.batch_id = s.batch_id AND p.seq = s.seq
         WHERE s.batch_id = $1 AND s.chunk_no = $2 AND s.seq > $3 ORDER BY s.seq LIMIT $4`,
        [batchId, chunkNo, afterSeq, limit],
      );
    }
    return this.database.manager.query(
      `SELECT seq, fields::text AS fields FROM mail_piece
       WHERE batch_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
      [batchId, afterSeq, lastSeq, limit],
    );
  }

  /** @returns false when the lease is lost: another worker has the chunk, and its bytes are the same */
  async written(chunk: LeasedChunk, result: PrintResult): Promise<boolean> {
    const [, count] = await this.database.manager.query(
      `UPDATE mail_chunk SET state = 'written', lease_until = NULL, sha256 = $4, bytes = $5, printed = $6,
              pages = $7, held_out = $8, generator_version = $9, error_code = NULL
       WHERE batch_id = $1 AND chunk_no = $2 AND fence = $3 AND state = 'leased'`,
      [
        chunk.batchId,
        chunk.chunkNo,
        chunk.fence,
        result.printed > 0 ? result.sha256 : null,
        result.bytes,
        result.printed,
        result.pages,
        result.heldOut.length,
        ENGINE_VERSION,
      ],
    );
    if (count !== 1) return false;
    // A make-good spans pieces that are none of its own.
    if (!chunk.makeGood) await this.replaceFindings(chunk, result.heldOut);
    return true;
  }

  private async replaceFindings(
    chunk: LeasedChunk,
    heldOut: { seq: number; findings: Finding[] }[],
  ): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM mail_piece_finding WHERE batch_id = $1 AND seq BETWEEN $2 AND $3',
      [chunk.batchId, chunk.firstSeq, chunk.lastSeq],
    );
    if (heldOut.length === 0) return;
    await this.database.manager.query(
      `INSERT INTO mail_piece_finding (batch_id, seq, branch_id, findings)
       SELECT m.id, f.seq, m.branch_id, f.findings
       FROM jsonb_to_recordset($2::jsonb) AS f(seq integer, findings jsonb) CROSS JOIN mail_batch m WHERE m.id = $1`,
      [chunk.batchId, JSON.stringify(heldOut)],
    );
  }

  async byNo(batchId: string, chunkNo: number): Promise<WrittenChunk | undefined> {
    const rows: WrittenChunk[] = await this.database.manager.query(
      `SELECT chunk_no AS "chunkNo", state, sha256, printed, pages, bytes,
              make_good_pieces IS NOT NULL AS "makeGood" FROM mail_chunk
       WHERE batch_id = $1 AND chunk_no = $2`,
      [batchId, chunkNo],
    );
    return rows[0];
  }

  async verified(batchId: string, chunkNo: number, sha256: string | null): Promise<void> {
    await this.database.manager.query(
      `UPDATE mail_chunk SET state = 'verified'
       WHERE batch_id = $1 AND chunk_no = $2 AND state = 'written' AND sha256 IS NOT DISTINCT FROM $3`,
      [batchId, chunkNo, sha256],
    );
  }

  /**
   * Gives the chunk back to be done again, and counts it.
   *
   * @param fence of the worker that rendered it; null when the written file did not verify
   */
  async failed(batchId: string, chunkNo: number, fence: number | null, errorCode: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE mail_chunk SET state = 'pending', lease_until = NULL, failures = failures + 1, error_code = $4
       WHERE batch_id = $1 AND chunk_no = $2
         AND CASE WHEN $3::integer IS NULL THEN state = 'written' ELSE state = 'leased' AND fence = $3 END`,
      [batchId, chunkNo, fence, errorCode],
    );
  }

  /** A person says try again: chunks that were given up on are due once more. */
  async forgive(batchId: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE mail_chunk SET failures = 0, error_code = NULL WHERE batch_id = $1 AND failures > 0 AND state <> 'verified'`,
      [batchId],
    );
  }

  openChunks(batchId: string): Promise<{ chunkNo: number; fence: number }[]> {
    return this.database.manager.query(
      `SELECT chunk_no AS "chunkNo", fence FROM mail_chunk WHERE batch_id = $1 AND state <> 'verified' ORDER BY chunk_no`,
      [batchId],
    );
  }

  async anyOpen(batchId: string): Promise<boolean> {
    const [{ open }] = await this.database.manager.query(
      `SELECT EXISTS (SELECT 1 FROM mail_chunk WHERE batch_id = $1 AND state <> 'verified') AS open`,
      [batchId],
    );
    return open as boolean;
  }

  /** The batch's own files in order, without make-goods; a chunk of which every piece was held out has none. */
  files(batchId: string): Promise<(ChunkFile & { heldOut: number; generatorVersion: string })[]> {
    return this.database.manager.query(
      `SELECT chunk_no AS "chunkNo", sha256, printed, pages, bytes, held_out AS "heldOut",
              generator_version AS "generatorVersion" FROM mail_chunk
       WHERE batch_id = $1 AND make_good_pieces IS NULL ORDER BY chunk_no`,
      [batchId],
    );
  }

  /** As system: chunks that should be running and are not. */
  due(limit: number): Promise<{ batchId: string; chunkNo: number; fence: number }[]> {
    return this.database.manager.query(
      `SELECT c.batch_id AS "batchId", c.chunk_no AS "chunkNo", c.fence
       FROM mail_chunk c JOIN mail_batch m ON m.id = c.batch_id
       WHERE ${PRINTS} AND c.state <> 'verified' AND c.failures < $2
         AND (c.state IN ('pending', 'written') OR (c.state = 'leased' AND c.lease_until < clock_timestamp()))
       ORDER BY c.batch_id, c.chunk_no LIMIT $1`,
      [limit, MOST_FAILURES],
    );
  }

  /** As system: printing batches whose every chunk is verified. */
  dueToClose(limit: number): Promise<{ batchId: string }[]> {
    return this.database.manager.query(
      `SELECT m.id AS "batchId" FROM mail_batch m
       WHERE m.state = 'printing'
         AND NOT EXISTS (SELECT 1 FROM mail_chunk c WHERE c.batch_id = m.id AND c.state <> 'verified')
       LIMIT $1`,
      [limit],
    );
  }

  /** As system: batches whose freeze was asked for. */
  dueToFreeze(limit: number): Promise<{ batchId: string }[]> {
    return this.database.manager.query(
      `SELECT id AS "batchId" FROM mail_batch WHERE state = 'freezing' ORDER BY id LIMIT $1`,
      [limit],
    );
  }
}
