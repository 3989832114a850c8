import { Worker } from 'node:worker_threads';
import type { PressReply, PressRequest } from './press-messages';

/** A request before it has a number. */
type Unsent<R> = R extends PressRequest ? Omit<R, 'id'> : never;

/** Why a thread gave no answer. */
class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Running {
  id: number;
  settle(reply: PressReply): void;
  fail(failure: Failure): void;
}

/**
 * JavaScript heap for new objects, MB. What a piece leaves behind is dead before the next piece; V8's own limit of 48
 * would only let more of it, and of the buffers it holds, pile up in every thread before it is swept.
 */
const YOUNG_MB = 12;

/** One thread of the pool: one job at a time, and a record of the designs it was sent. */
export class PressWorker {
  private readonly worker: Worker;
  private readonly keys = new Set<string>();
  private running: Running | undefined;
  private idleAgain: (() => void) | undefined;
  private nextId = 1;
  dead = false;

  constructor(file: string, heapMb: number) {
    this.worker = new Worker(file, {
      resourceLimits: {
        maxOldGenerationSizeMb: heapMb,
        maxYoungGenerationSizeMb: YOUNG_MB,
      },
    });
    this.worker.on('message', (reply: PressReply) => this.receive(reply));
    this.worker.on('error', (error) => this.die(error.message));
    this.worker.on('exit', () => this.die('it exited'));
    this.worker.unref();
  }

  get idle(): boolean {
    return !this.running && !this.dead;
  }

  knows(key: string): boolean {
    return this.keys.has(key);
  }

  /** Sends one job; rejects with a code when the thread dies or takes longer than `timeoutMs`. */
  async run(request: Unsent<PressRequest>, timeoutMs: number): Promise<PressReply> {
    const light =
      request.kind === 'print' && this.keys.has(request.key) ? { ...request, press: undefined } : request;
    const reply = await this.ask(light, timeoutMs);
    if (request.kind === 'print') this.keys.add(request.key);
    if (reply.kind !== 'unknown-key') return reply;
    // The thread has closed the design since: send it again.
    return this.ask({ ...request, pieces: reply.pieces } as Unsent<PressRequest>, timeoutMs);
  }

  /** Waits for a running job, then stops the thread. */
  async close(): Promise<void> {
    if (this.running) await new Promise<void>((done) => (this.idleAgain = done));
    this.dead = true;
    await this.worker.terminate();
  }

  private ask(request: Unsent<PressRequest>, timeoutMs: number): Promise<PressReply> {
    return new Promise((settle, fail) => {
      const id = this.nextId++;
      const timer = setTimeout(() => {
        this.end()?.fail(new Failure('job-timeout', `A print job took longer than ${timeoutMs} ms.`));
        this.dead = true;
        void this.worker.terminate();
      }, timeoutMs);
      const stop =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          then(value);
        };
      this.running = { id, settle: stop(settle), fail: stop(fail) };
      this.worker.ref();
      this.worker.postMessage({ ...request, id }, request.kind === 'print' ? [request.pieces.buffer] : []);
    });
  }

  private receive(reply: PressReply): void {
    if (reply.id === this.running?.id) this.end()?.settle(reply);
  }

  private die(reason: string): void {
    this.dead = true;
    this.end()?.fail(new Failure('thread-crashed', `A press thread stopped: ${reason}.`));
  }

  private end(): Running | undefined {
    const ended = this.running;
    this.running = undefined;
    this.worker.unref();
    this.idleAgain?.();
    return ended;
  }
}
