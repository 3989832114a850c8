import { parentPort, workerData } from 'node:worker_threads';
import { importArtwork, type ImportedArtwork } from './artwork';
import type { Design } from './design';
import { DesignError, type DesignIssue } from './design-error';

/** What one thread is made for, and what it answers before it ends. */
export interface ArtworkRequest {
  design: Design;
  files: ReadonlyMap<string, Uint8Array>;
}
export type ArtworkReply = { artwork: ImportedArtwork } | { issues: DesignIssue[] } | { message: string };

async function answer({ design, files }: ArtworkRequest): Promise<ArtworkReply> {
  try {
    return { artwork: await importArtwork(design, files) };
  } catch (error) {
    return error instanceof DesignError ? { issues: error.issues } : { message: String(error) };
  }
}

void answer(workerData as ArtworkRequest).then((reply) => parentPort?.postMessage(reply));
