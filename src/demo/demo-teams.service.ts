import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { AbsencesService } from '../accounts/absences/absences.service';
import { AccountsService } from '../accounts/accounts.service';
import { HandOversService } from '../accounts/hand-over/hand-overs.service';
import { TeamService } from '../accounts/team/team.service';
import { ViewersService } from '../identity/sessions/viewers.service';
import { UsersService } from '../identity/users/users.service';
import { demoFacts } from './demo-facts';

const DAY_MS = 86_400_000;
const PROVINCE = 'FJ';

/** Somebody is away, somebody will be, and an account is on its way to the next manager. */
@Injectable()
export class DemoTeamsService {
  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly teams: TeamService,
    private readonly absences: AbsencesService,
    private readonly handOvers: HandOversService,
  ) {}

  /** @param viewer somebody who sees everybody */
  async load(viewer: Viewer): Promise<void> {
    const id = (email: string) => this.database.asViewer(viewer, () => this.idOf(email));
    const leader = await this.viewers.ofUser(await id('leader@demo.hongyan'));
    if (!leader) return;
    const [xiamen, fuzhou, manager, marketer] = await Promise.all(
      ['xm.marketer', 'fz.manager', 'manager', 'marketer'].map((name) => id(`${name}@demo.hongyan`)),
    );
    const code = demoFacts().accounts.findLast(({ branch }) => branch === PROVINCE)!.code;
    await this.database.asViewer(leader, async () => {
      const [account] = await this.accounts.findByCode(code);
      const day = dayFrom(await this.teams.today(account!.id));
      const away = { accountCovers: [], note: '' };
      await this.absences.record({
        ...away,
        userId: manager,
        kind: 'training',
        fromOn: day(-1),
        untilOn: day(5),
        coverId: marketer!,
      });
      await this.absences.record({
        ...away,
        userId: fuzhou,
        kind: 'leave',
        fromOn: day(12),
        untilOn: day(16),
        coverId: xiamen!,
      });
    });
    const giver = await this.viewers.ofUser(manager!);
    if (giver) await this.database.asViewer(giver, () => this.handOn(code, marketer!));
  }

  private async handOn(code: string, toId: string): Promise<void> {
    const [account] = await this.accounts.findByCode(code);
    const effectiveOn = dayFrom(await this.teams.today(account!.id))(20);
    await this.handOvers.record(account!.id, {
      toId,
      effectiveOn,
      note: '演示：岗位轮换，季度方案由接任者继续跟进',
    });
  }

  private async idOf(email: string): Promise<string> {
    const { items } = await this.users.page({ q: email, limit: 10 });
    const found = items.find((user) => user.email === email);
    if (!found) throw new Error(`demo: nobody has ${email}`);
    return found.id;
  }
}

const dayFrom = (today: string) => (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
