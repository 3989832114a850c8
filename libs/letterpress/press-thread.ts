import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { DesignError } from './design-error';
import { readPieces } from './piece-lines';
import { Press } from './press';
import type { PressReply, PressRequest } from './press-messages';
import type { PrintResult } from './print-job';
import { verifyPdf } from './verify-pdf';

/** Designs a thread keeps open; the least recently used goes first. */
const MAX_PRESSES = 8;
const presses = new Map<string, Press>();

type PrintRequest = Extract<PressRequest, { kind: 'print' }>;

function pressFor(request: PrintRequest): Press | null {
  let press = presses.get(request.key);
  if (!press) {
    if (!request.press) return null;
    press = new Press(request.press.design, request.press.artwork);
  }
  presses.delete(request.key);
  presses.set(request.key, press);
  for (const key of presses.keys()) {
    if (presses.size <= MAX_PRESSES) break;
    presses.delete(key);
  }
  return press;
}

/** Writes all of `bytes`, however many calls that takes. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done);
}

/** Prints into `path`, on disk when this returns. Without a printed piece there is no file; after an error neither. */
function printFile(press: Press, request: PrintRequest): PrintResult {
  let file: number | undefined;
  try {
    const result = press.print(
      readPieces(request.pieces),
      (bytes) => {
        file ??= openSync(request.path, 'w', 0o600);
        writeAll(file, bytes);
      },
      request.options,
    );
    if (file !== undefined) fsyncSync(file);
    return result;
  } catch (error) {
    if (file !== undefined) rmSync(request.path, { force: true });
    throw error;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

async function answer(request: PressRequest): Promise<PressReply> {
  const { id } = request;
  try {
    if (request.kind === 'verify') return { id, kind: 'verified', check: await verifyPdf(request.path) };
    const press = pressFor(request);
    if (!press) return { id, kind: 'unknown-key', pieces: request.pieces };
    return { id, kind: 'printed', result: printFile(press, request) };
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    const issues = error instanceof DesignError ? error.issues : undefined;
    return {
      id,
      kind: 'failed',
      code: typeof code === 'string' ? code : 'print-failed',
      message: String(message),
      issues,
    };
  }
}

parentPort?.on('message', (request: PressRequest) => {
  void answer(request).then((reply) =>
    parentPort?.postMessage(reply, reply.kind === 'unknown-key' ? [reply.pieces.buffer] : []),
  );
});
