import { availableParallelism } from 'node:os';
import type { Design } from './design';
import { DesignError } from './design-error';
import { openPressApart } from './open-press';
import type { Press } from './press';
import type { PressReply, PressRequest } from './press-messages';
import { MAX_PIECE_BYTES } from './piece-lines';
import { PressWorker } from './press-worker';
import type { PrintOptions, PrintResult } from './print-job';
import { threadFile } from './thread-file';
import type { PdfCheck } from './verify-pdf';

/** What a design prints from. */
export interface PressSource {
  design: Design;
  artwork: ReadonlyMap<string, Uint8Array>;
}

/** One file to print. */
export interface PoolJob {
  /** Names what `source` gives; the same key must always mean the same content (e.g. a hash of it). */
  key: string;
  /** Called when the pool does not have the design open; the artwork's files are let go once they are read. */
  source: () => Promise<PressSource>;
  /** See `PieceLines`, at most `MAX_PIECE_BYTES`. Given away: the array is empty afterwards. */
  pieces: Uint8Array;
  /**
   * Written, and on disk when the promise resolves; not created when no piece is printed. After a crash or a
   * time-out part of a file may remain: use a temporary name.
   */
  path: string;
  options?: PrintOptions;
}

export interface PoolOptions {
  /** Threads; the machine's cores when left out. */
  threads?: number;
  /** A job that takes longer is stopped with its thread, ms. */
  timeoutMs?: number;
  /** JavaScript heap of a thread, MB. */
  heapMb?: number;
}

/** A job that could not be done for a reason outside the design. `code` is stable. */
export class PressPoolError extends Error {
  override readonly name = 'PressPoolError';

  constructor(
    /** `thread-crashed`, `job-timeout`, `pool-closed`, `invalid-pieces`, or the file system's code. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Designs kept open for the threads; the least recently used goes first. */
const MAX_OPEN = 8;

/** A request before it has a number. */
type Unsent<R> = R extends PressRequest ? Omit<R, 'id'> : never;

interface Waiting {
  request: Unsent<PressRequest>;
  settle(reply: PressReply): void;
  fail(error: Error): void;
}

/**
 * Prints files on several threads. Each thread keeps the designs it used open; which thread takes a job has no
 * influence on the bytes. A thread that dies or hangs fails only its own job and is replaced.
 */
export class PressPool {
  private readonly workers: PressWorker[] = [];
  private readonly queue: Waiting[] = [];
  private readonly open = new Map<string, Promise<Press>>();
  private readonly threads: number;
  private readonly timeoutMs: number;
  private readonly heapMb: number;
  private closed = false;

  constructor(options: PoolOptions = {}) {
    this.threads = Math.max(1, options.threads ?? availableParallelism());
    this.timeoutMs = options.timeoutMs ?? 300_000;
    this.heapMb = options.heapMb ?? 256;
  }

  /**
   * Prints one file.
   * @throws DesignError when the design or artwork is not printable; PressPoolError for everything else
   */
  async print(job: PoolJob): Promise<PrintResult> {
    if (job.pieces.byteLength > MAX_PIECE_BYTES) {
      throw new PressPoolError(
        'invalid-pieces',
        'Too many pieces for one file; print them in smaller chunks.',
      );
    }
    const { key, path, options } = job;
    const { design, artwork } = await this.press(job);
    const pieces = movable(job.pieces);
    const reply = await this.run({ kind: 'print', key, press: { design, artwork }, pieces, path, options });
    if (reply.kind === 'printed') return reply.result;
    throw this.errorOf(reply);
  }

  /** `verifyPdf` on a thread of the pool. */
  async verify(path: string): Promise<PdfCheck> {
    const reply = await this.run({ kind: 'verify', path });
    if (reply.kind === 'verified') return reply.check;
    throw this.errorOf(reply);
  }

  /** Refuses new and waiting jobs, lets running ones end, then stops the threads. */
  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.fail(closedError());
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
  }

  /** Opened once, here: a thread gets a checked design and artwork that is read already. */
  private press({ key, source }: PoolJob): Promise<Press> {
    const press =
      this.open.get(key) ?? source().then(({ design, artwork }) => openPressApart(design, { artwork }));
    this.open.delete(key);
    this.open.set(key, press);
    press.catch(() => this.open.delete(key));
    for (const oldest of this.open.keys()) {
      if (this.open.size <= MAX_OPEN) break;
      this.open.delete(oldest);
    }
    return press;
  }

  private run(request: Unsent<PressRequest>): Promise<PressReply> {
    if (this.closed) return Promise.reject(closedError());
    return new Promise((settle, fail) => {
      this.queue.push({ request, settle, fail });
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const worker = this.freeWorker(this.queue[0] as Waiting);
      if (!worker) return;
      void this.give(worker, this.queue.shift() as Waiting);
    }
  }

  private async give(worker: PressWorker, { request, settle, fail }: Waiting): Promise<void> {
    try {
      settle(await worker.run(request, this.timeoutMs));
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      fail(new PressPoolError(code, message));
    }
    const at = this.workers.indexOf(worker);
    if (worker.dead && at >= 0) this.workers.splice(at, 1);
    this.dispatch();
  }

  /** An idle thread, best one that has the design open; a new one while there may be more. */
  private freeWorker({ request }: Waiting): PressWorker | undefined {
    const idle = this.workers.filter((worker) => worker.idle);
    const knowing = request.kind === 'print' ? idle.find((worker) => worker.knows(request.key)) : undefined;
    if (knowing ?? idle[0]) return knowing ?? idle[0];
    if (this.workers.length >= this.threads) return undefined;
    const worker = new PressWorker(threadFile('press-thread'), this.heapMb);
    this.workers.push(worker);
    return worker;
  }

  private errorOf(reply: PressReply): Error {
    if (reply.kind !== 'failed')
      return new PressPoolError('thread-crashed', 'A thread gave an unexpected answer.');
    if (reply.issues) return new DesignError(reply.code as DesignError['code'], reply.issues);
    return new PressPoolError(reply.code, reply.message);
  }
}

/** Small arrays may lie in memory that Node shares out among many, which cannot move. */
function movable(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize)
    return bytes as Uint8Array<ArrayBuffer>;
  return new Uint8Array(bytes);
}

function closedError(): PressPoolError {
  return new PressPoolError('pool-closed', 'The press pool is closed.');
}
