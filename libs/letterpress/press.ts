import type { ImportedArtwork } from './artwork';
import type { Design } from './design';
import type { ByteSink } from './pdf-file';
import type { PieceInput } from './piece-context';
import { PrintJob, type PrintOptions, type PrintResult } from './print-job';

/**
 * A design ready to print. Printing is a pure function of design, assets, options and pieces: no clock, no chance,
 * no locale, so the same input gives the same bytes.
 */
export class Press {
  /** @internal `openPress` makes them; threads get the parts of one. */
  constructor(
    readonly design: Design,
    readonly artwork: ImportedArtwork,
  ) {}

  /**
   * Prints pieces into one PDF. A piece with any finding is held out: not a page of it is printed.
   * When no piece is printed the sink is never called: there is no file.
   * @param sink takes the bytes in order; an array is lent to it until it returns
   */
  print(pieces: Iterable<PieceInput>, sink: ByteSink, options?: PrintOptions): PrintResult;
  print(pieces: AsyncIterable<PieceInput>, sink: ByteSink, options?: PrintOptions): Promise<PrintResult>;
  print(
    pieces: Iterable<PieceInput> | AsyncIterable<PieceInput>,
    sink: ByteSink,
    options?: PrintOptions,
  ): PrintResult | Promise<PrintResult> {
    const job = new PrintJob(this.design, this.artwork, sink, options);
    if (Symbol.asyncIterator in pieces) return printAll(job, pieces);
    for (const piece of pieces) job.add(piece);
    return job.finish();
  }

  /** @internal for proofs */
  job(sink: ByteSink, options: PrintOptions, overlay: ConstructorParameters<typeof PrintJob>[4]): PrintJob {
    return new PrintJob(this.design, this.artwork, sink, options, overlay);
  }
}

async function printAll(job: PrintJob, pieces: AsyncIterable<PieceInput>): Promise<PrintResult> {
  for await (const piece of pieces) job.add(piece);
  return job.finish();
}
