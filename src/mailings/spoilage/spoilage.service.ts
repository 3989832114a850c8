import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import { pieceSerial } from '../../../libs/letterpress';
import { spoilageMayChange } from '../batches/batch-states';
import type { FindingQueryDto } from '../batches/batch.dto';
import { BatchesRepository } from '../batches/batches.repository';
import { BatchesService } from '../batches/batches.service';
import type { MailBatch } from '../batches/mail-batch.entity';
import { batchNotFound } from '../mailings.errors';
import { MakeGoodsRepository } from '../printing/make-goods.repository';
import { PrintingService } from '../printing/printing.service';
import { type LineFault, readScans, standingFault } from './scanned-serials';
import type { RecordSpoilageDto } from './spoilage.dto';
import {
  spoilageLinesWrong,
  spoilageNoPosition,
  spoilageNothingGiven,
  spoilageRangeWrong,
  spoilageWrongState,
} from './spoilage.errors';
import { SpoilageRepository } from './spoilage.repository';

/** The pieces meant, each with the line that named it; null when a range of positions did. */
interface Chosen {
  pieces: Map<number, number | null>;
  faults: LineFault[];
}

/**
 * Pieces spoiled between printing and dispatch. Reprinted, they go into a make-good and stay mailed; withdrawn, they
 * are neither mailed nor charged. The batch is locked throughout, as the dispatch locks it: one of the two is first.
 */
@Injectable()
export class SpoilageService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesService,
    private readonly rows: BatchesRepository,
    private readonly spoilage: SpoilageRepository,
    private readonly makeGoods: MakeGoodsRepository,
    private readonly printing: PrintingService,
    private readonly events: EventEmitter2,
  ) {}

  /** All of it or nothing; recorded twice is recorded once. */
  async record(batchId: string, input: RecordSpoilageDto) {
    const batch = await this.lockOpen(batchId);
    const chosen = await this.chosen(batch, input);
    const fresh = await this.unrecorded(batch.id, chosen, input.outcome);
    const makeGoodChunkNo =
      input.outcome === 'reprinted' && fresh.length > 0 ? await this.makeGoods.add(batch.id, fresh) : null;
    const { outcome, reason, note } = input;
    const recordedBy = this.database.viewer.userId;
    const recorded =
      fresh.length === 0
        ? 0
        : await this.spoilage.insert(batch.id, fresh, {
            outcome,
            reason,
            note,
            chunkNo: makeGoodChunkNo,
            recordedBy,
          });
    if (outcome === 'withdrawn') await this.spoilage.withdraw(batch.id, recorded);
    else await this.printing.tryOpen(batch.id);
    if (recorded > 0) await this.tell('batch.spoiled', batch, { pieces: recorded, outcome, cause: reason });
    return { recorded, already: chosen.pieces.size - recorded, makeGoodChunkNo };
  }

  /** Takes back what is recorded of these pieces; a make-good is printed anew without them. */
  async undo(batchId: string, seqs: number[]): Promise<{ undone: number }> {
    const batch = await this.lockOpen(batchId);
    const removed = await this.spoilage.remove(batchId, seqs);
    for (const { chunkNo, pieces } of removed) {
      if (chunkNo === null) await this.spoilage.withdraw(batchId, -pieces);
      else await this.makeGoods.take(batchId, chunkNo, pieces);
    }
    await this.printing.tryOpen(batchId);
    const undone = removed.reduce((sum, { pieces }) => sum + pieces, 0);
    if (undone > 0) await this.tell('batch.spoilage-undone', batch, { pieces: undone });
    return { undone };
  }

  async page(batchId: string, { cursor, limit }: FindingQueryDto) {
    const { code } = await this.batches.get(batchId);
    const rows = await this.spoilage.after(batchId, Number(cursor ?? 0) || 0, limit);
    const items = rows.slice(0, limit).map((row) => ({ ...row, serial: pieceSerial(code, row.seq) }));
    return {
      items,
      nextCursor: rows.length > limit ? String(items[items.length - 1]!.seq) : null,
      total: await this.spoilage.count(batchId),
    };
  }

  async makeGoodsOf(batchId: string) {
    await this.batches.get(batchId);
    return { items: await this.makeGoods.ofBatch(batchId) };
  }

  private async tell(
    kind: string,
    { id, branchId, code, campaignId, accountId }: MailBatch,
    facts: Record<string, string | number>,
  ): Promise<void> {
    const related = [
      ...(campaignId ? [{ type: 'campaign', id: campaignId }] : []),
      ...(accountId ? [{ type: 'account', id: accountId }] : []),
    ];
    const subject = { type: 'batch', id };
    const event = new RecordEvent({ kind, branchId, subject, related, facts: { code, ...facts } });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private async lockOpen(batchId: string): Promise<MailBatch> {
    const batch = await this.rows.lock(batchId);
    if (!batch) throw batchNotFound();
    if (!spoilageMayChange(batch.state)) throw spoilageWrongState();
    return batch;
  }

  private async chosen(batch: MailBatch, { serials, range }: RecordSpoilageDto): Promise<Chosen> {
    if (range) {
      const { chunkNo, from, to } = range;
      const seqs = await this.spoilage.inFile(batch.id, chunkNo, from, to);
      if (seqs.length !== to - from + 1) {
        throw spoilageNoPosition(await this.makeGoods.printedIn(batch.id, chunkNo));
      }
      return { pieces: new Map(seqs.map((seq) => [seq, null])), faults: [] };
    }
    const scans = readScans(serials ?? [], batch.code);
    if (scans.pieces.size === 0 && scans.faults.length === 0) throw spoilageNothingGiven();
    return scans;
  }

  /** @throws AppError `spoilage.lines-wrong`, `spoilage.range-wrong` when any of them cannot be recorded */
  private async unrecorded(batchId: string, { pieces, faults }: Chosen, outcome: string): Promise<number[]> {
    const standing = await this.spoilage.standing(batchId, [...pieces.keys()]);
    const bySeq = new Map(standing.map((piece) => [piece.seq, piece]));
    const all = [...faults];
    for (const [seq, line] of pieces) {
      const fault = standingFault(bySeq.get(seq), outcome);
      if (fault && line === null) throw spoilageRangeWrong(fault);
      if (fault) all.push({ line: line!, fault });
    }
    if (all.length > 0) throw spoilageLinesWrong(all);
    return [...pieces.keys()].filter((seq) => bySeq.get(seq)!.outcome === null).sort((a, b) => a - b);
  }
}
