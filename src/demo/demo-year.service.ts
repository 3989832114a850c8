import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { TeamService } from '../accounts/team/team.service';
import { CustomFieldsService } from '../accounts/custom-fields/custom-fields.service';
import { CampaignsService } from '../campaigns/campaigns.service';
import { UsersService } from '../identity/users/users.service';
import { RevenueService } from '../revenue/revenue.service';
import { DEMO_YEAR, DemoCampaign, DemoFacts } from './demo-facts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people';
import { DEMO_CUSTOM_VALUES, DEMO_FIELDS, DEMO_PARENTS, DEMO_PROFILES } from './demo-profiles';
import { datesOfMonths, placeOnMonths } from './demo-revenue';

type Ids = ReadonlyMap<string, string>;

const MANAGER_OF: Readonly<Record<string, string>> = {
  'FJ-XM': 'xm.marketer@demo.hongyan',
  'FJ-FZ': 'fz.manager@demo.hongyan',
};
const PROVINCE = 'FJ';
const PROVINCE_MANAGER = 'manager@demo.hongyan';

/** The demo year through the features' own services, inside the transaction that planted its branches. */
@Injectable()
export class DemoYearService {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly teams: TeamService,
    private readonly customFields: CustomFieldsService,
    private readonly campaigns: CampaignsService,
    private readonly revenue: RevenueService,
  ) {}

  /** @returns id of the province's marketer */
  async load(facts: DemoFacts, branches: Ids): Promise<string> {
    const people = await this.loadPeople(branches);
    const accounts = await this.loadAccounts(facts, branches, people);
    for (const campaign of facts.campaigns) await this.loadCampaign(campaign, branches, accounts);
    return people.get('marketer@demo.hongyan')!;
  }

  private async loadPeople(branches: Ids): Promise<Ids> {
    const ids = new Map<string, string>();
    for (const { email, name, branch, role } of DEMO_PEOPLE) {
      const branchId = branches.get(branch)!;
      const user = await this.users.create({ email, name, branchId, roles: [role], password: DEMO_PASSWORD });
      ids.set(email, user.id);
    }
    return ids;
  }

  private async loadAccounts(facts: DemoFacts, branches: Ids, people: Ids): Promise<Ids> {
    const ids = new Map<string, string>();
    for (const field of DEMO_FIELDS) {
      await this.customFields.create({ ...field, branchId: branches.get(PROVINCE)! });
    }
    for (const { branch, ...account } of facts.accounts) {
      const manager = people.get(MANAGER_OF[branch] ?? PROVINCE_MANAGER)!;
      const created = await this.accounts.create({
        ...account,
        ...DEMO_PROFILES[account.code],
        branchId: branches.get(branch)!,
        managerId: manager,
        parentId: ids.get(DEMO_PARENTS[account.code] ?? '') ?? null,
      });
      ids.set(account.code, created.id);
      const customValues = DEMO_CUSTOM_VALUES[account.code];
      if (customValues) await this.accounts.update(created.id, { customValues, version: created.version });
      const seats = teamOf(account.code, account.tier === 'provincial', manager, facts, people);
      const { version } = await this.teams.get(created.id);
      await this.teams.replace(created.id, version, seats);
    }
    return ids;
  }

  private async loadCampaign(campaign: DemoCampaign, branches: Ids, accounts: Ids): Promise<void> {
    const branchId = branches.get(campaign.branch)!;
    const accountId = accounts.get(campaign.account)!;
    const dates = datesOfMonths(DEMO_YEAR, campaign.months);
    const created = await this.campaigns.create({
      branchId,
      accountId,
      name: campaign.name,
      product: campaign.product,
      occasion: campaign.occasion,
      startsOn: dates?.startsOn ?? null,
      endsOn: dates?.endsOn ?? null,
      months: [...campaign.months],
      plannedPieces: campaign.pieces,
      piecesPerMonth: campaign.piecesPerMonth,
      listId: null,
      designId: null,
      pricePerPieceFen: null,
      budgetFen: null,
      note: '',
      state: 'active',
    });
    // What has its months is over; what has none is still open, and a campaign to try things out on.
    if (dates) await this.campaigns.update(created.id, { state: 'done', version: created.version });
    if (campaign.revenueFen === null) return;
    const parts = placeOnMonths(DEMO_YEAR, { ...campaign, revenueFen: campaign.revenueFen });
    await this.revenue.bookStated(
      parts.map((part) => ({
        ...part,
        branchId,
        accountId,
        campaignId: created.id,
        product: campaign.product,
        year: DEMO_YEAR,
        note: part.month === null ? '月份未注明' : '',
      })),
    );
  }
}

type Seat = {
  userId: string;
  role: 'lead' | 'primary' | 'backup' | 'operator' | 'sponsor';
  fromOn: string;
  untilOn?: string;
};

/** Whoever's branch runs a campaign for the account stands by its primary, even from below. */
function teamOf(code: string, provincial: boolean, managerId: string, facts: DemoFacts, people: Ids): Seat[] {
  const seat = (userId: string, role: Seat['role']): Seat => ({ userId, role, fromOn: `${DEMO_YEAR}-01-01` });
  const seats: Seat[] = [seat(managerId, 'primary')];
  if (provincial) {
    // Who had the large ones before the year.
    const before = people.get('marketer@demo.hongyan')!;
    const served = { fromOn: `${DEMO_YEAR - 1}-03-01`, untilOn: `${DEMO_YEAR - 1}-12-31` };
    seats.push(seat(managerId, 'lead'), { userId: before, role: 'primary', ...served });
  }
  const branches = new Set(facts.campaigns.filter((c) => c.account === code).map((c) => c.branch));
  for (const [branch, email] of Object.entries(MANAGER_OF)) {
    const userId = people.get(email)!;
    if (branches.has(branch) && userId !== managerId) seats.push(seat(userId, 'backup'));
  }
  if (provincial) seats.push(seat(people.get('leader@demo.hongyan')!, 'sponsor'));
  return seats;
}
