import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { ImportsRepository } from './imports.repository';

/** Ends imports that were uploaded and never started. */
@Injectable()
export class ForgottenUploads {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
    private readonly viewers: ViewersService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** Does nothing when the import has been started or is younger than a day. */
  async forget(importId: string): Promise<void> {
    const owner = await this.database.asSystem(() => this.imports.ownerOf(importId));
    if (!owner) return;
    const viewer = await this.viewers.ofJob(owner.branchId, owner.createdBy, ['lists:write']);
    const fileKey = await this.database.asViewer(viewer, () => this.imports.cancelForgotten(importId));
    if (fileKey) await this.storage.delete(fileKey);
  }
}
