import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { runningNumber } from '../../../libs/database/running-number';
import { Database } from '../../../libs/database/database';
import { containsPattern } from '../../../libs/database/like';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { RecordEvent } from '../../../libs/events/record-event';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { type Cell, narrowedList } from '../../../libs/lists/narrowed-list';
import type { BatchQueryDto } from './batch.dto';
import { BATCH_FROM } from './batch-list';
import { batchEvent, type BatchNews, NEWS_COLUMNS } from './batch-news';
import { batchStates, type BatchState } from './batch-states';
import { MOST_FAILURES } from '../printing/most-failures';
import { MailBatch } from './mail-batch.entity';

export interface BatchRow {
  id: string;
  code: string;
  branchId: string;
  branchName: string;
  campaignId: string | null;
  campaignName: string | null;
  accountId: string | null;
  accountName: string | null;
  listId: string;
  listName: string;
  designId: string;
  designName: string;
  designVersionId: string | null;
  generatorVersion: string | null;
  state: BatchState;
  errorCode: string | null;
  planned: number;
  mailed: number;
  heldOut: number;
  suppressed: number;
  spoiled: number;
  cancelled: number;
  pricePerPieceFen: number | null;
  needsSecondPerson: boolean;
  createdById: string;
  createdByName: string | null;
  approvedByName: string | null;
  approval: 'person' | 'console' | null;
  manifestHash: string | null;
  chunks: number;
  chunksDone: number;
  files: number;
  version: number;
  createdAt: Date;
  frozenAt: Date | null;
  approvedAt: Date | null;
  closedAt: Date | null;
  dispatchedAt: Date | null;
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

export interface BatchProgress {
  state: BatchState;
  errorCode: string | null;
  planned: number;
  printed: number;
  heldOut: number;
  suppressed: number;
  chunks: number;
  chunksDone: number;
  chunksGivenUp: number;
}

/** Chunks of the batch itself; a make-good prints their pieces again and counts for none. */
const OWN = 'k.make_good_pieces IS NULL';
const COLUMNS = `m.id, m.code, m.branch_id AS "branchId", b.name AS "branchName",
  m.campaign_id AS "campaignId", c.name AS "campaignName", m.account_id AS "accountId", a.name AS "accountName",
  m.list_id AS "listId", coalesce(l.name, '') AS "listName",
  m.design_id AS "designId", coalesce(d.name, '') AS "designName", m.design_version_id AS "designVersionId",
  m.generator_version AS "generatorVersion", m.state, m.error_code AS "errorCode", m.planned, m.mailed, m.held_out AS "heldOut", m.suppressed, m.spoiled,
  m.cancelled, m.price_per_piece_fen AS "pricePerPieceFen", m.needs_second_person AS "needsSecondPerson",
  m.created_by AS "createdById", u.name AS "createdByName", v.name AS "approvedByName", m.approval,
  m.manifest_hash AS "manifestHash", m.version, m.created_at AS "createdAt", m.frozen_at AS "frozenAt",
  m.approved_at AS "approvedAt", m.closed_at AS "closedAt", m.dispatched_at AS "dispatchedAt",
  (SELECT count(*)::integer FROM mail_chunk k WHERE k.batch_id = m.id AND ${OWN}) AS chunks,
  (SELECT count(*)::integer FROM mail_chunk k WHERE k.batch_id = m.id AND ${OWN} AND k.state = 'verified') AS "chunksDone",
  (SELECT count(*)::integer FROM mail_chunk k WHERE k.batch_id = m.id AND ${OWN} AND k.sha256 IS NOT NULL) AS files`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: BATCH_FROM,
  filter: `($1::text IS NULL OR m.code ILIKE $1 OR c.name ILIKE $1 OR a.name ILIKE $1)
    AND ($2::text IS NULL OR m.state = $2) AND ($3::uuid IS NULL OR m.campaign_id = $3)
    AND ($4::uuid IS NULL OR m.account_id = $4)`,
  sortColumns: {
    createdAt: { expression: 'm.created_at', type: 'timestamptz' },
    code: { expression: 'm.code', type: 'text' },
    planned: { expression: 'm.planned', type: 'integer' },
  },
  defaultSort: '-createdAt',
  idColumn: 'm.id',
};

@Injectable()
export class BatchesRepository {
  constructor(
    private readonly database: Database,
    private readonly events: EventEmitter2,
    private readonly lists: ListRegistry,
  ) {}

  async page(query: BatchQueryDto): Promise<Page<BatchRow>> {
    const own = [
      containsPattern(query.q),
      query.state ?? null,
      query.campaignId ?? null,
      query.accountId ?? null,
    ];
    const catalogue = () => this.lists.catalogueOf(this.lists.named('batches'));
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  async byId(id: string): Promise<BatchRow | undefined> {
    const rows: BatchRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${BATCH_FROM} WHERE m.id = $1`,
      [id],
    );
    return rows[0];
  }

  async insert(
    batch: Pick<
      MailBatch,
      | 'branchId'
      | 'campaignId'
      | 'accountId'
      | 'listId'
      | 'designId'
      | 'pricePerPieceFen'
      | 'chunkPieces'
      | 'createdBy'
    >,
  ): Promise<string> {
    const [row]: [BatchNews] = await this.database.manager.query(
      `INSERT INTO mail_batch (code, branch_id, campaign_id, account_id, list_id, design_id, price_per_piece_fen,
                               chunk_pieces, created_by)
       VALUES (${runningNumber('B', 'mail_batch_number')}, $1, $2, $3, $4, $5, $6, $7, $8)
       RETURNING ${NEWS_COLUMNS}`,
      [
        batch.branchId,
        batch.campaignId,
        batch.accountId,
        batch.listId,
        batch.designId,
        batch.pricePerPieceFen,
        batch.chunkPieces,
        batch.createdBy,
      ],
    );
    await this.events.emitAsync(RecordEvent.event, batchEvent('created', row));
    return row.id;
  }

  /** The batch, locked until the transaction ends, so that two workers or two clicks take turns. */
  lock(id: string): Promise<MailBatch | null> {
    return this.database.manager.findOne(MailBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * Moves the batch on if the table of states allows it from where it stands, and tells of it: no batch moves unseen.
   *
   * @returns false when it stands elsewhere by now
   */
  async move(id: string, next: BatchState, change: Partial<MailBatch> = {}): Promise<boolean> {
    const result = await this.database.manager
      .createQueryBuilder()
      .update(MailBatch)
      .set({ ...change, state: next, version: () => 'version + 1' })
      .where('id = :id AND state IN (:...from)', { id, from: batchStates.before(next) })
      .returning(NEWS_COLUMNS)
      .execute();
    const [moved] = result.raw as BatchNews[];
    if (moved) await this.events.emitAsync(RecordEvent.event, batchEvent(next, moved));
    return moved !== undefined;
  }

  /** Leaves word on the batch of what stands in its way. */
  async note(id: string, errorCode: string | null): Promise<void> {
    await this.database.manager.update(MailBatch, { id }, { errorCode });
  }

  async progress(id: string): Promise<BatchProgress | undefined> {
    const rows: BatchProgress[] = await this.database.manager.query(
      `SELECT m.state, m.error_code AS "errorCode", m.planned, m.suppressed,
              coalesce(sum(k.printed), 0)::integer AS printed, coalesce(sum(k.held_out), 0)::integer AS "heldOut",
              count(k.chunk_no)::integer AS chunks,
              (count(*) FILTER (WHERE k.state = 'verified'))::integer AS "chunksDone",
              (count(*) FILTER (WHERE k.state <> 'verified' AND k.failures >= $2))::integer AS "chunksGivenUp"
       FROM mail_batch m LEFT JOIN mail_chunk k ON k.batch_id = m.id AND ${OWN} WHERE m.id = $1 GROUP BY m.id`,
      [id, MOST_FAILURES],
    );
    return rows[0];
  }

  /** As system: whose batch is this, for a job's viewer. */
  async owner(id: string): Promise<{ branchId: string; createdBy: string } | undefined> {
    const rows: { branchId: string; createdBy: string }[] = await this.database.manager.query(
      'SELECT branch_id AS "branchId", created_by AS "createdBy" FROM mail_batch WHERE id = $1',
      [id],
    );
    return rows[0];
  }
}
