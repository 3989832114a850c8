import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Page } from '../../libs/database/keyset';
import { RecordEvent } from '../../libs/events/record-event';
import { BranchesService } from '../identity/branches/branches.service';
import { Figures, rollUp } from './branch-roll-up';
import type { RevenueLineQueryDto, RevenueSummaryQueryDto } from './revenue.dto';
import { bookedEvents } from './revenue-news';
import { groupFilter, lineQuery, RevenueFilter, RevenueGrouping } from './revenue-filter';
import { NewRevenueLine, RevenueLineRow, RevenueRepository } from './revenue.repository';

type WithQuery = Figures & { query: Record<string, string> };

export interface RevenueGroup extends WithQuery {
  key: string | null;
  code: string | null;
  label: string | null;
  year: number | null;
  parentKey: string | null;
  own: WithQuery | null;
}

export interface RevenueSummary {
  by: RevenueGrouping;
  total: WithQuery & { campaigns: number };
  groups: RevenueGroup[];
}

@Injectable()
export class RevenueService {
  constructor(
    private readonly revenue: RevenueRepository,
    private readonly branches: BranchesService,
    private readonly events: EventEmitter2,
  ) {}

  /** Totals and groups; every group carries the query that lists the lines behind its figures. */
  async summary({ by, ...filter }: RevenueSummaryQueryDto): Promise<RevenueSummary> {
    const total = await this.revenue.total(filter);
    const groups = by === 'branch' ? await this.byBranch(filter) : await this.plainGroups(filter, by);
    return { by, total: { ...total, query: lineQuery(filter) }, groups };
  }

  lines(query: RevenueLineQueryDto): Promise<Page<RevenueLineRow>> {
    const { sort = '-booked', cursor, limit, filter, columns, ...lines } = query;
    return this.revenue.lines(lines, { sort, cursor, limit, filter, columns });
  }

  /** Books amounts somebody states: earlier years, other systems. */
  async bookStated(lines: readonly NewRevenueLine[]): Promise<void> {
    await this.revenue.insertStated(lines);
    for (const event of bookedEvents(lines)) await this.events.emitAsync(RecordEvent.event, event);
  }

  private async plainGroups(
    filter: RevenueFilter,
    by: Exclude<RevenueGrouping, 'branch'>,
  ): Promise<RevenueGroup[]> {
    const rows = await this.revenue.groups(filter, by);
    return rows.map((row) => ({
      ...row,
      parentKey: null,
      own: null,
      query: lineQuery(groupFilter(filter, by, row)),
    }));
  }

  private async byBranch(filter: RevenueFilter): Promise<RevenueGroup[]> {
    const [{ items: tree }, rows] = [await this.branches.list(), await this.revenue.byBranch(filter)];
    const rolled = rollUp(tree, new Map(rows.map(({ branchId, ...figures }) => [branchId, figures])));
    const inside = filter.branchId ? subtreeOf(tree, filter.branchId) : null;
    return tree.flatMap((branch) => {
      const figures = rolled.get(branch.id);
      // Branches above the one asked for would repeat its figures under a query that lists more.
      if (!figures || (inside && !inside.has(branch.id))) return [];
      const ownQuery = lineQuery({ ...filter, branchId: branch.id, own: true });
      return [
        {
          key: branch.id,
          code: branch.code,
          label: branch.name,
          year: null,
          parentKey: branch.parentId,
          ...figures.subtree,
          query: filter.own ? ownQuery : lineQuery({ ...filter, branchId: branch.id }),
          own: { ...figures.own, query: ownQuery },
        },
      ];
    });
  }
}

function subtreeOf(tree: readonly { id: string; parentId: string | null }[], rootId: string): Set<string> {
  const inside = new Set([rootId]);
  let before = 0;
  while (inside.size > before) {
    before = inside.size;
    for (const node of tree) if (node.parentId && inside.has(node.parentId)) inside.add(node.id);
  }
  return inside;
}
