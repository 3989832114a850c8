import { Injectable } from '@nestjs/common';
import type { Page } from '../../../../libs/database/keyset';
import { PlanRecordsService } from '../plan-records.service';
import { offerNotFound } from '../plans.errors';
import { cellState, type CellState } from './cell-state';
import type { SayDto, WhitespaceQueryDto } from './whitespace.dto';
import {
  type EarnedRow,
  type GridAccountRow,
  type KnownRow,
  WhitespaceRepository,
  type WordRow,
} from './whitespace.repository';

export interface Cell {
  product: string;
  state: CellState;
  amountFen: number | null;
  lastAmountFen: number | null;
  boughtYear: number | null;
  said: WordRow | null;
}

export type GridRow = GridAccountRow & { mayChange: boolean; amountFen: number | null; cells: Cell[] };

export interface ProductTotals {
  product: string;
  amountFen: number | null;
  lastAmountFen: number | null;
  accounts: Record<CellState, number>;
}

export interface WhitespaceTotals {
  year: number;
  accounts: number;
  amountFen: number | null;
  lastAmountFen: number | null;
  unnamedFen: number | null;
  products: ProductTotals[];
}

export interface CellDetail {
  years: { year: number; amountFen: number | null; pieces: number | null }[];
  campaigns: { id: string; name: string; state: string; year: number }[];
  words: WordRow[];
}

/** How many accounts are in which state with a product; those of which nothing is known never bought it. */
function countStates(known: readonly KnownRow[], year: number, accounts: number): Record<CellState, number> {
  const counted: Record<CellState, number> = { bought: 0, proposed: 0, lost: 0, never: 0 };
  for (const { boughtYear, saidState, saidYear, accounts: alike } of known) {
    const said = saidState && saidYear !== null ? { state: saidState, year: saidYear } : null;
    counted[cellState({ boughtYears: boughtYear === null ? [] : [boughtYear], said }, year)] += alike;
  }
  counted.never = accounts - counted.bought - counted.proposed - counted.lost;
  return counted;
}

/** Which products a group buys, was offered, refused, and was never offered. */
@Injectable()
export class WhitespaceService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly whitespace: WhitespaceRepository,
  ) {}

  /** The account and all below it, a page at a time. @throws AppError `not-found` */
  async grid(accountId: string, query: WhitespaceQueryDto): Promise<Page<GridRow> & { year: number }> {
    await this.records.forReading(accountId);
    const year = query.year ?? (await this.thisYear());
    const page = await this.whitespace.accounts(accountId, query);
    const cells = await this.cells(
      page.items.map(({ id }) => id),
      year,
    );
    const money = this.records.may('revenue:read');
    const items = page.items.map((account) => {
      const own = cells.get(account.id) ?? [];
      const amountFen = money ? own.reduce((sum, cell) => sum + (cell.amountFen ?? 0), 0) : null;
      return { ...account, mayChange: this.records.owns(account), amountFen, cells: own };
    });
    return { ...page, items, year };
  }

  /** The foot of the grid, over the whole tree. @throws AppError `not-found` */
  async totals(accountId: string, wantedYear?: number): Promise<WhitespaceTotals> {
    await this.records.forReading(accountId);
    const year = wantedYear ?? (await this.thisYear());
    const money = this.records.may('revenue:read');
    const campaigns = this.records.may('campaigns:read');
    const accounts = await this.whitespace.countBelow(accountId);
    const earned = money ? await this.whitespace.earnedBelow(accountId, year) : [];
    const known = await this.whitespace.knownBelow(accountId, year, { money, campaigns });
    const named = new Set([...earned, ...known].flatMap(({ product }) => product ?? []));
    const products = [...named].sort().map((product) => {
      const row = earned.find((each) => each.product === product);
      const of = known.filter((each) => each.product === product);
      return {
        product,
        amountFen: money ? (row?.amountFen ?? 0) : null,
        lastAmountFen: money ? (row?.lastAmountFen ?? 0) : null,
        accounts: countStates(of, year, accounts),
      };
    });
    const sum = (of: 'amountFen' | 'lastAmountFen') =>
      money ? earned.reduce((total, row) => total + row[of], 0) : null;
    const unnamed = earned.find(({ product }) => product === null);
    return {
      year,
      accounts,
      amountFen: sum('amountFen'),
      lastAmountFen: sum('lastAmountFen'),
      unnamedFen: money ? (unnamed?.amountFen ?? 0) : null,
      products,
    };
  }

  private async thisYear(): Promise<number> {
    return Number((await this.records.today()).slice(0, 4));
  }

  /** What stands behind one cell. @throws AppError `not-found` */
  async cell(accountId: string, product: string): Promise<CellDetail> {
    await this.records.forReading(accountId);
    return {
      years: this.records.may('revenue:read') ? await this.whitespace.yearsOf(accountId, product) : [],
      campaigns: this.records.may('campaigns:read')
        ? await this.whitespace.campaignsOf(accountId, product)
        : [],
      words: await this.whitespace.wordsOf(accountId, product),
    };
  }

  /** Somebody says that a product was proposed, or lost, and why. */
  async say(accountId: string, input: SayDto): Promise<WordRow> {
    const account = await this.records.forWriting(accountId);
    const happenedOn = input.happenedOn ?? (await this.records.today());
    const id = await this.whitespace.insert({ ...input, accountId, happenedOn });
    await this.records.tell(account, {
      kind: `plan.product-${input.state}`,
      subject: { type: 'account', id: accountId },
      reason: input.reason,
      facts: { product: input.product },
    });
    return this.word(id);
  }

  /** Takes a word back: what was said before it, or bought, shows again. */
  async withdraw(id: string): Promise<void> {
    const word = await this.word(id);
    const account = await this.records.forWriting(word.accountId);
    if (!(await this.whitespace.withdraw(id))) throw offerNotFound();
    await this.records.tell(account, {
      kind: 'plan.product-withdrawn',
      subject: { type: 'account', id: account.id },
      facts: { product: word.product },
    });
  }

  private async word(id: string): Promise<WordRow> {
    const word = await this.whitespace.word(id);
    if (!word) throw offerNotFound();
    return word;
  }

  private async cells(accountIds: string[], year: number): Promise<Map<string, Cell[]>> {
    const money = this.records.may('revenue:read');
    const earned = money ? await this.whitespace.earned(accountIds, year) : [];
    const campaigned = this.records.may('campaigns:read')
      ? await this.whitespace.campaigned(accountIds, year)
      : [];
    const said = await this.whitespace.said(accountIds, year);
    const known = new Map<
      string,
      { earned?: EarnedRow; years: number[]; said: WordRow | null; accountId: string; product: string }
    >();
    const at = ({ accountId, product }: { accountId: string; product: string }) => {
      const key = `${accountId} ${product}`;
      const facts = known.get(key) ?? { accountId, product, years: [], said: null };
      known.set(key, facts);
      return facts;
    };
    for (const row of earned) Object.assign(at(row), { earned: row, years: row.years });
    for (const row of campaigned) at(row).years = [...at(row).years, ...row.years];
    for (const row of said) at(row).said = row;
    const cells = new Map<string, Cell[]>(accountIds.map((id) => [id, []]));
    for (const { accountId, product, years, said: word, earned: row } of known.values()) {
      const spoken = word && { state: word.state, year: Number(word.happenedOn.slice(0, 4)) };
      cells.get(accountId)!.push({
        product,
        state: cellState({ boughtYears: years, said: spoken }, year),
        amountFen: money ? (row?.amountFen ?? 0) : null,
        lastAmountFen: money ? (row?.lastAmountFen ?? 0) : null,
        boughtYear: years.length > 0 ? Math.max(...years) : null,
        said: word,
      });
    }
    return cells;
  }
}
