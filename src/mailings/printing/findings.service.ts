import { Injectable } from '@nestjs/common';
import { pieceSerial } from '../../../libs/letterpress';
import type { FindingQueryDto } from '../batches/batch.dto';
import { BatchesService } from '../batches/batches.service';
import { FindingsRepository } from './findings.repository';

/** The pieces of a batch that were held out, by number and serial, with every reason. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly batches: BatchesService,
    private readonly findings: FindingsRepository,
  ) {}

  async page(batchId: string, { cursor, limit }: FindingQueryDto) {
    const { code } = await this.batches.get(batchId);
    const rows = await this.findings.after(batchId, Number(cursor ?? 0) || 0, limit);
    const items = rows.slice(0, limit).map((row) => ({ ...row, serial: pieceSerial(code, row.seq) }));
    return {
      items,
      nextCursor: rows.length > limit ? String(items[items.length - 1]!.seq) : null,
      total: await this.findings.count(batchId),
    };
  }
}
