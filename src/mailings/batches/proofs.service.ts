import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { pieceSerial, renderProof } from '../../../libs/letterpress';
import { ArtworkStore } from '../designs/artwork-store';
import { DesignsService } from '../designs/designs.service';
import { batchNotFound, batchWrongState } from '../mailings.errors';
import { BatchesService } from './batches.service';
import { FreezeRepository } from './freeze.repository';

/** Proofs show frozen pieces exactly as they will be printed, under a watermark, findings marked. */
@Injectable()
export class ProofsService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesService,
    private readonly freezing: FreezeRepository,
    private readonly designs: DesignsService,
    private readonly artwork: ArtworkStore,
  ) {}

  async proof(viewer: Viewer, batchId: string, seqs: number[]): Promise<Buffer> {
    const { batch, version, pieces } = await this.database.asViewer(viewer, async () => {
      const batch = await this.batches.get(batchId);
      if (!batch.designVersionId) throw batchWrongState('出样张', 'proofed');
      const version = await this.designs.versionById(batch.designVersionId);
      return { batch, version, pieces: await this.freezing.pieces(batchId, seqs) };
    });
    if (pieces.length === 0) throw batchNotFound();
    const artwork = await this.artwork.load(version.artwork);
    const inputs = pieces.map(({ seq, fields }) => ({ seq, serial: pieceSerial(batch.code, seq), fields }));
    const { pdf } = await renderProof(version.body, { artwork }, inputs, { watermark: '样张 PROOF' });
    return pdf;
  }
}
