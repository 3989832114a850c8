import { Injectable } from '@nestjs/common';
import { PieceLines, pieceSerial } from '../../../libs/letterpress';
import { BatchesService } from '../batches/batches.service';
import type { DesignVersion } from '../designs/design-version.entity';
import { DesignsService } from '../designs/designs.service';
import { ChunksRepository, type LeasedChunk } from './chunks.repository';

/** Pieces read at once: their rows are gone again before the next ones come. */
const PIECES_READ = 500;

/** What a chunk is printed from. */
export interface ChunkContents {
  version: DesignVersion;
  /** See `PieceLines`. */
  pieces: Uint8Array;
}

/** Reads the frozen rows of a chunk, in the caller's transaction. */
@Injectable()
export class ChunkContentsService {
  constructor(
    private readonly batches: BatchesService,
    private readonly designs: DesignsService,
    private readonly chunks: ChunksRepository,
  ) {}

  async load(chunk: LeasedChunk): Promise<ChunkContents> {
    const batch = await this.batches.get(chunk.batchId);
    const version = await this.designs.versionById(batch.designVersionId!);
    const lines = new PieceLines();
    for (let after = chunk.firstSeq - 1; after < chunk.lastSeq;) {
      const pieces = await this.chunks.pieces(chunk, after, PIECES_READ);
      for (const { seq, fields } of pieces) lines.add(seq, pieceSerial(batch.code, seq), fields);
      if (pieces.length < PIECES_READ) break;
      after = pieces[pieces.length - 1]!.seq;
    }
    return { version, pieces: lines.view() };
  }
}
