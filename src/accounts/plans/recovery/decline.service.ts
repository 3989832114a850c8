import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { Viewer } from '../../../../libs/database/viewer';
import { PlanRecordsService } from '../plan-records.service';
import {
  DeclineRepository,
  type FestivalRow,
  type RunningRow,
  type WatchedAccount,
} from './decline.repository';
import {
  type Compared,
  fallPercent,
  isDecline,
  isFestivalOver,
  monthsToCompare,
  type Thresholds,
} from './decline-rules';

export interface CheckResult {
  accounts: number;
  alarms: number;
  opened: number;
}

/** Two figures of the same season in two years. */
export interface Finding {
  compared: Compared;
  beforeFen: number;
  nowFen: number;
}

/** The last account looked at; null when there is none after it. */
type StepResult = CheckResult & { lastId: string | null };

/** What became of a fall: null when it was written down before. */
interface Raised {
  recoveryId: string | null;
  opened: boolean;
}

type Rule = Thresholds & { recoveryDays: number };

const STEP = 500;
/** Half a million accounts of one branch: a bound, not a limit anybody meets. */
const MOST_STEPS = 1_000;

/** Holds what accounts earn against the same season of the year before, and raises the alarm once for each fall. */
@Injectable()
export class DeclineService {
  constructor(
    private readonly database: Database,
    private readonly records: PlanRecordsService,
    private readonly decline: DeclineRepository,
  ) {}

  /** Every branch the viewer sees, one after the other; opens its own transactions. */
  async checkAll(viewer: Viewer): Promise<CheckResult> {
    const sum: CheckResult = { accounts: 0, alarms: 0, opened: 0 };
    for (const branchId of viewer.branchIds) add(sum, await this.checkBranch(viewer, branchId));
    return sum;
  }

  /** All accounts of a branch, some hundred a transaction; may be cut short and done again as often as one likes. */
  async checkBranch(viewer: Viewer, branchId: string, signal?: AbortSignal): Promise<CheckResult> {
    const sum: CheckResult = { accounts: 0, alarms: 0, opened: 0 };
    let after: string | null = null;
    for (let step = 0; step < MOST_STEPS && !signal?.aborted; step += 1) {
      const from: string | null = after;
      const done: StepResult = await this.database.asViewer(viewer, () => this.step(branchId, from, sum));
      add(sum, done);
      if (done.lastId === null) return sum;
      after = done.lastId;
    }
    return sum;
  }

  /** Writes a fall down, unless it was before. @returns the plan it opened or joined, when it is new */
  async raise(account: WatchedAccount, rule: Rule, finding: Finding): Promise<Raised> {
    const { compared, beforeFen, nowFen } = finding;
    await this.decline.lockAccount(account.id);
    if (await this.decline.hasAlarm(account.id, compared)) return { recoveryId: null, opened: false };
    const running = await this.decline.runningRecovery(account.id);
    const concerned = account.managerId ? [account.managerId] : await this.decline.leaders(account.branchId);
    const opened = running
      ? null
      : await this.decline.openRecovery(
          account,
          concerned[0] ?? null,
          await this.records.today(),
          rule.recoveryDays,
        );
    const recoveryId = running ?? opened!.id;
    const thresholdPercent = compared.kind === 'festival' ? rule.festivalPercent : rule.monthPercent;
    await this.decline.insertAlarm({
      accountId: account.id,
      recoveryId,
      compared,
      beforeFen,
      nowFen,
      thresholdPercent,
    });
    await this.records.tell(account, {
      kind: opened ? 'recovery.opened' : 'recovery.alarm-joined',
      subject: { type: 'recovery', id: recoveryId },
      concerns: concerned,
      facts: {
        name: account.name,
        decline: compared.kind,
        season: compared.occasion ?? compared.month.slice(0, 7),
        percent: fallPercent(beforeFen, nowFen),
        ...(opened && { dueOn: opened.dueOn }),
      },
    });
    return { recoveryId, opened: opened !== null };
  }

  /** The rule that holds for an account. */
  async ruleOf(account: Pick<WatchedAccount, 'branchId' | 'tier'>): Promise<Rule | undefined> {
    return (await this.decline.thresholds(account.branchId)).find(({ tier }) => tier === account.tier);
  }

  private async step(branchId: string, after: string | null, before: CheckResult): Promise<StepResult> {
    const accounts = await this.decline.accounts(branchId, after, STEP);
    const done: CheckResult = { accounts: accounts.length, alarms: 0, opened: 0 };
    const rules = new Map((await this.decline.thresholds(branchId)).map((rule) => [rule.tier, rule]));
    const findings = await this.findings(accounts, await this.records.today());
    for (const account of accounts) {
      const rule = rules.get(account.tier);
      if (!rule) continue;
      for (const finding of findings.get(account.id) ?? []) {
        if (!isDecline(finding.compared.kind, finding.beforeFen, finding.nowFen, rule)) continue;
        const { recoveryId, opened } = await this.raise(account, rule, finding);
        done.alarms += Number(recoveryId !== null);
        done.opened += Number(opened);
      }
    }
    const lastId = accounts.length < STEP ? null : accounts[accounts.length - 1]!.id;
    if (lastId === null) await this.decline.checked(branchId, before.accounts + accounts.length);
    return { ...done, lastId };
  }

  private async findings(
    accounts: readonly WatchedAccount[],
    today: string,
  ): Promise<Map<string, Finding[]>> {
    const ids = accounts.map(({ id }) => id);
    const found = new Map<string, Finding[]>(ids.map((id) => [id, []]));
    if (ids.length === 0) return found;
    const { month, before } = monthsToCompare(today);
    for (const { accountId, beforeFen, nowFen } of await this.decline.months(ids, month, before)) {
      const year = Number(month.slice(0, 4));
      found
        .get(accountId)!
        .push({ compared: { kind: 'month', year, month, occasion: null }, beforeFen, nowFen });
    }
    const thisYear = Number(today.slice(0, 4));
    const festivals = await this.decline.festivals(ids, thisYear - 2, thisYear);
    const running = await this.decline.running(ids);
    for (const { accountId, ...finding } of overFestivals(festivals, running, thisYear, today)) {
      found.get(accountId)!.push(finding);
    }
    return found;
  }
}

/** Every festival of this year and the last that is over and was held the year before. */
function overFestivals(
  rows: readonly FestivalRow[],
  running: readonly RunningRow[],
  thisYear: number,
  today: string,
): (Finding & { accountId: string })[] {
  const key = ({ accountId, occasion }: { accountId: string; occasion: string }, edition: number) =>
    `${accountId} ${edition} ${occasion}`;
  const fenOf = new Map(rows.map((row) => [key(row, row.edition), row.fen]));
  const untilOf = new Map(running.map((row) => [key(row, row.edition), row.runsUntil]));
  return rows.flatMap((row) => {
    const year = row.edition + 1;
    if (year < thisYear - 1 || year > thisYear) return [];
    const edition = { year, lastMonthBefore: row.lastMonth, runsUntil: untilOf.get(key(row, year)) ?? null };
    if (!isFestivalOver(edition, today)) return [];
    const compared: Compared = { kind: 'festival', year, month: null, occasion: row.occasion };
    return [
      { accountId: row.accountId, compared, beforeFen: row.fen, nowFen: fenOf.get(key(row, year)) ?? 0 },
    ];
  });
}

function add(sum: CheckResult, { accounts, alarms, opened }: CheckResult): void {
  sum.accounts += accounts;
  sum.alarms += alarms;
  sum.opened += opened;
}
