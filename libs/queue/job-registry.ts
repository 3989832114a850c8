import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DueWorkSource, type DueWork } from './due-work';
import type { JobDefinition } from './job-definition';
import { QueueStartError } from './job-errors';
import { handledJob, type JobHandler } from './job-handler';
import type { JobPayload } from './payload-schema';
import { QUEUE_OPTIONS, type ResolvedQueueOptions } from './queue-options';

/** The jobs one feature declares; provided by `QueueModule.forFeature`. */
export class JobDeclarations {
  constructor(readonly jobs: readonly JobDefinition[]) {}
}

type BoundHandler = JobHandler<JobPayload>;
type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

interface FoundHandler {
  readonly job: JobDefinition;
  readonly place: string;
  readonly call: BoundHandler;
}

interface Content {
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  readonly handlers: ReadonlyMap<string, BoundHandler>;
  readonly sources: readonly DueWork[];
}

/** Ties every declared job to its one handler, and fails the start when they do not match. */
@Injectable()
export class JobRegistry implements OnModuleInit {
  private content: Content | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(QUEUE_OPTIONS) private readonly options: ResolvedQueueOptions,
  ) {}

  /** @throws QueueStartError listing all that does not fit. */
  onModuleInit(): void {
    this.load();
  }

  /** @throws Error when the job was not declared with `QueueModule.forFeature`. */
  assertDeclared(job: Pick<JobDefinition, 'name'>): void {
    if (this.load().jobs.get(job.name) !== job) {
      throw new Error(`Job "${job.name}" is not declared: list it in QueueModule.forFeature([...]).`);
    }
  }

  job(name: string): JobDefinition | undefined {
    return this.load().jobs.get(name);
  }

  handler(name: string): BoundHandler | undefined {
    return this.load().handlers.get(name);
  }

  dueWork(): readonly DueWork[] {
    return this.load().sources;
  }

  /** Queue names with the concurrency their jobs agreed on. */
  queues(): ReadonlyMap<string, number> {
    return new Map([...this.load().jobs.values()].map((job) => [job.queue, job.concurrency]));
  }

  private load(): Content {
    if (this.content) return this.content;
    const wrappers = this.discovery.getProviders();
    const faults: string[] = [];
    const jobs = declaredJobs(wrappers, faults);
    const handlers = this.boundHandlers(wrappers, jobs, faults);
    const sources = dueWorkSources(wrappers, this.discovery, faults);
    if (faults.length > 0) throw new QueueStartError(faults);
    this.content = { jobs, handlers, sources };
    return this.content;
  }

  private boundHandlers(
    wrappers: Wrapper[],
    jobs: Map<string, JobDefinition>,
    faults: string[],
  ): Map<string, BoundHandler> {
    const found = wrappers.flatMap((wrapper) => this.handlersOf(wrapper, faults));
    const bound = new Map<string, FoundHandler>();
    for (const handler of found) {
      const { name } = handler.job;
      const other = bound.get(name);
      if (jobs.get(name) !== handler.job)
        faults.push(`${handler.place} handles "${name}", which is not declared.`);
      if (other) faults.push(`job "${name}" has two handlers: ${other.place} and ${handler.place}.`);
      bound.set(name, handler);
    }
    if (this.options.runJobs) {
      for (const name of jobs.keys()) if (!bound.has(name)) faults.push(`job "${name}" has no handler.`);
    }
    return new Map([...bound].map(([name, handler]) => [name, handler.call]));
  }

  private handlersOf(wrapper: Wrapper, faults: string[]): FoundHandler[] {
    const prototype = wrapper.metatype?.prototype as Record<string, unknown> | undefined;
    // An alias (useExisting) is a second road to one instance, not a second handler.
    if (!prototype || wrapper.isAlias) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
      const job = handledJob(prototype[method]);
      if (!job) return [];
      const place = `${wrapper.name}.${method}`;
      const instance = wrapper.isDependencyTreeStatic() ? (wrapper.instance as object | null) : null;
      if (!instance) {
        faults.push(`${place} handles "${job.name}" but is not a singleton.`);
        return [];
      }
      return [{ job, place, call: (prototype[method] as BoundHandler).bind(instance) }];
    });
  }
}

function declaredJobs(wrappers: Wrapper[], faults: string[]): Map<string, JobDefinition> {
  const jobs = new Map<string, JobDefinition>();
  const concurrencies = new Map<string, JobDefinition>();
  const declared = new Set(
    wrappers.flatMap((wrapper) => (wrapper.instance instanceof JobDeclarations ? wrapper.instance.jobs : [])),
  );
  for (const job of declared) {
    if (jobs.has(job.name)) faults.push(`two jobs are named "${job.name}".`);
    jobs.set(job.name, job);
    const neighbour = concurrencies.get(job.queue) ?? job;
    concurrencies.set(job.queue, neighbour);
    if (neighbour.concurrency !== job.concurrency) {
      faults.push(
        `jobs "${neighbour.name}" and "${job.name}" share queue "${job.queue}" but differ in concurrency.`,
      );
    }
  }
  return jobs;
}

function dueWorkSources(wrappers: Wrapper[], discovery: DiscoveryService, faults: string[]): DueWork[] {
  const marked = wrappers.filter((wrapper) => discovery.getMetadataByDecorator(DueWorkSource, wrapper));
  const sources = [...new Set(marked.map((wrapper) => wrapper.instance as DueWork))];
  for (const source of sources) {
    if (!source?.name || typeof source.findDue !== 'function' || !(source.intervalMs >= 100)) {
      faults.push(
        `due work "${source?.name ?? 'without a name'}" needs name, findDue and intervalMs >= 100.`,
      );
    }
  }
  return sources;
}
