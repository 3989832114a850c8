import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { DueJob, dueJob, DueWork, DueWorkSource } from '../../../libs/queue/due-work';
import { forgetUploadJob, importListJob } from './import.jobs';
import { ImportsRepository } from './imports.repository';

/** Imports that should be running and that nobody holds (a wake-up was lost, a worker died), and forgotten uploads. */
@Injectable()
@DueWorkSource()
export class DueImports implements DueWork {
  readonly name = 'list-imports';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
  ) {}

  async findDue(limit: number): Promise<DueJob[]> {
    const due = await this.database.asSystem(() => this.imports.due(limit));
    const forgotten = await this.database.asSystem(() => this.imports.forgotten(limit));
    return [
      ...due.map((importId) => dueJob(importListJob, { importId })),
      ...forgotten.map((importId) => dueJob(forgetUploadJob, { importId })),
    ].slice(0, limit);
  }
}
