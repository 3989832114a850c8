import type { ImportedArtwork } from './artwork';
import type { Design } from './design';
import type { DesignIssue } from './design-error';
import type { PrintOptions, PrintResult } from './print-job';
import type { PdfCheck } from './verify-pdf';

/** What the pool asks of a thread. `press` is left out when the thread should know the key. */
export type PressRequest =
  | {
      kind: 'print';
      id: number;
      key: string;
      press?: { design: Design; artwork: ImportedArtwork };
      /** See `PieceLines`; the memory moves with the message. */
      pieces: Uint8Array<ArrayBuffer>;
      path: string;
      options?: PrintOptions;
    }
  | { kind: 'verify'; id: number; path: string };

/** A thread's answer. */
export type PressReply =
  | { id: number; kind: 'printed'; result: PrintResult }
  | { id: number; kind: 'verified'; check: PdfCheck }
  | { id: number; kind: 'unknown-key'; pieces: Uint8Array<ArrayBuffer> }
  | { id: number; kind: 'failed'; code: string; message: string; issues?: DesignIssue[] };
