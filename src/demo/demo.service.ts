import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../libs/config/config';
import { CONFIG } from '../../libs/config/config.module';
import { Database } from '../../libs/database/database';
import { AppError } from '../../libs/http/app-error';
import { FirstRunService } from '../identity/first-run.service';
import { DemoContentService } from './demo-content.service';
import { demoFacts } from './demo-facts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people';
import { DemoRepository } from './demo.repository';
import { DemoYearService } from './demo-year.service';

export interface DemoLogin {
  email: string;
  name: string;
  role: string;
  /** The branch's name. */
  branch: string;
  password: string;
}

const BRANCH_NAMES = new Map(demoFacts().branches.map(({ code, name }) => [code, name]));

@Injectable()
export class DemoService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly firstRun: FirstRunService,
    private readonly year: DemoYearService,
    private readonly content: DemoContentService,
    private readonly repository: DemoRepository,
  ) {}

  /**
   * Loads the demo year when nothing is there yet and the settings allow it: the year in one transaction, then
   * its contacts, and its address lists through the ordinary import.
   *
   * @returns whether it was loaded now
   */
  async loadIfEmpty(): Promise<boolean> {
    if (this.config.DEMO === 'off' || !(await this.firstRun.isEmpty())) return false;
    const marketerId = await this.loadYear();
    if (!marketerId) return false;
    await this.content.load(marketerId);
    return true;
  }

  /** Who can log in to the demo; nobody in an installation that never loaded it or has switched it off. */
  async logins(): Promise<DemoLogin[]> {
    if (this.config.DEMO === 'off') return [];
    const emails = DEMO_PEOPLE.map((person) => person.email);
    const active = new Set(await this.database.asSystem(() => this.repository.activeAmong(emails)));
    return DEMO_PEOPLE.filter((person) => active.has(person.email)).map(({ email, name, role, branch }) => ({
      email,
      name,
      role,
      branch: BRANCH_NAMES.get(branch)!,
      password: DEMO_PASSWORD,
    }));
  }

  /** @returns the marketer's id; null when another process that started at the same moment was faster */
  private async loadYear(): Promise<string | null> {
    const facts = demoFacts();
    try {
      return await this.firstRun.plant(facts.branches, (branches) => this.year.load(facts, branches));
    } catch (error) {
      if (error instanceof AppError && error.code === 'first-run.done') return null;
      throw error;
    }
  }
}
