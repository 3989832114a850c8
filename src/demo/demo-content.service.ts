import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import { ViewersService } from '../identity/sessions/viewers.service';
import { DemoCasesService } from './demo-cases.service';
import { DemoContactsService } from './demo-contacts.service';
import { DemoDuplicatesService } from './demo-duplicates.service';
import { DemoFollowsService } from './demo-follows.service';
import { DemoListsService } from './demo-lists.service';
import { DemoPlansService } from './demo-plans.service';
import { DemoTeamsService } from './demo-teams.service';

/** What one of the demo's people adds in their own name, once the year stands and they exist. */
@Injectable()
export class DemoContentService {
  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly contacts: DemoContactsService,
    private readonly follows: DemoFollowsService,
    private readonly cases: DemoCasesService,
    private readonly lists: DemoListsService,
    private readonly plans: DemoPlansService,
    private readonly teams: DemoTeamsService,
    private readonly duplicates: DemoDuplicatesService,
  ) {}

  /** @param userId somebody who sees all of the demo's accounts and campaigns */
  async load(userId: string): Promise<void> {
    const viewer = await this.viewers.ofUser(userId);
    if (!viewer) return;
    await this.database.asViewer(viewer, () => this.contacts.load());
    await this.follows.load(viewer);
    await this.cases.load(viewer);
    await this.plans.load(viewer);
    await this.teams.load(viewer);
    await this.lists.load(viewer);
    await this.database.asViewer(viewer, () => this.duplicates.load());
  }
}
