import 'reflect-metadata';
import type { JobDefinition } from './job-definition';
import type { JobPayload } from './payload-schema';

/** What a handler gets beside its payload. */
export interface JobContext {
  /** The queue's id for this wake-up; stable over attempts. */
  readonly jobId: string;
  /** 1 on the first try. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborts when the time limit passes, the job's lock is lost or the process is about to end. */
  readonly signal: AbortSignal;
}

/** A handler reads the truth by the ids it is given, does the work if it is still due, and rethrows what fails. */
export type JobHandler<P extends JobPayload> = (payload: P, context: JobContext) => Promise<void>;

const HANDLED_JOB = Symbol('queue:handled-job');

/**
 * Marks the one method of a (singleton) provider that handles a job. Found at start through Nest's discovery; the
 * method's parameters are checked against the job's payload type by the compiler.
 */
export function HandlesJob<P extends JobPayload>(job: JobDefinition<P>) {
  return <T extends JobHandler<P>>(
    _target: object,
    _key: string | symbol,
    method: TypedPropertyDescriptor<T>,
  ): void => {
    Reflect.defineMetadata(HANDLED_JOB, job, method.value as object);
  };
}

/** The job a method was marked for, if any. */
export function handledJob(method: unknown): JobDefinition | undefined {
  return typeof method === 'function'
    ? (Reflect.getMetadata(HANDLED_JOB, method) as JobDefinition)
    : undefined;
}
