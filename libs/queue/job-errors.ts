import { types } from 'node:util';

/**
 * Thrown by a handler when trying again cannot help (the row is gone, its state forbids the work). The job fails
 * at once. The reconciler still wakes whatever its tables call due, so the handler first writes the row's verdict.
 */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';
}

/** A handler ran past its time limit. Counts as a failed attempt and is retried. */
export class JobTimeoutError extends Error {
  override readonly name = 'JobTimeoutError';

  constructor(timeoutMs: number) {
    super(`time limit of ${timeoutMs} ms passed`);
  }
}

/** The jobs of this process do not fit together; it must not start. */
export class QueueStartError extends Error {
  override readonly name = 'QueueStartError';

  constructor(readonly faults: readonly string[]) {
    super(`The job queue cannot start:\n- ${faults.join('\n- ')}`);
  }
}

/**
 * What may be said of an error outside the handler: its class and code. A message can quote the row that caused it
 * ("invalid input: …"), and failed jobs and logs are no place for a person's data.
 */
export function errorLabel(error: unknown): string {
  // Not instanceof: an error may come from another realm (a vm context), and it is one all the same.
  if (!types.isNativeError(error)) return 'UnknownError';
  const code = (error as { code?: unknown }).code;
  const name = error.name.toLowerCase() === 'error' ? error.constructor.name : error.name;
  return typeof code === 'string' || typeof code === 'number' ? `${name}(${code})` : name;
}

/** The first frames of an error's stack without the message line. */
export function errorFrames(error: unknown): string[] {
  if (!types.isNativeError(error) || !error.stack) return [];
  const frames = error.stack.split('\n').filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line));
  return frames.slice(0, 6).map((line) => line.trim());
}
