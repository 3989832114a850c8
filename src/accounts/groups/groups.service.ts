import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { AccountTier } from '../account-words';
import { AccountsService } from '../accounts.service';
import { type GroupPartRow, GroupsRepository } from './groups.repository';

export interface GroupFigures {
  accounts: number;
  revenueFen: number | null;
  pieces: number | null;
  campaigns: number | null;
}

export interface GroupChild {
  id: string;
  code: string;
  name: string;
  tier: AccountTier;
  active: boolean;
  branchName: string | null;
  hasChildren: boolean;
  total: GroupFigures;
}

export interface Group {
  year: number;
  path: { id: string; name: string }[];
  own: GroupFigures;
  total: GroupFigures;
  partial: boolean;
  childCount: number;
  children: GroupChild[];
}

const MOST_CHILDREN = 500;

/** Groups of accounts: who stands above and below, and what it comes to. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly groups: GroupsRepository,
  ) {}

  /** @throws AppError `not-found` */
  async ofAccount(id: string, year = new Date().getFullYear()): Promise<Group> {
    await this.accounts.get(id);
    const parts = await this.groups.parts(id, year);
    const children = parts.filter(isSeenBelow(id));
    return {
      year,
      path: await this.groups.path(id),
      own: this.figures(parts.filter((part) => part.id === id)),
      total: this.figures(parts),
      partial: parts.some(({ unseen }) => unseen > 0),
      childCount: children.length,
      children: children.slice(0, MOST_CHILDREN).map((child) => ({
        id: child.id,
        code: child.code,
        name: child.name,
        tier: child.tier,
        active: child.active,
        branchName: child.branchName,
        hasChildren: child.hasChildren,
        total: this.figures([child]),
      })),
    };
  }

  private figures(parts: readonly GroupPartRow[]): GroupFigures {
    const { permissions } = this.database.viewer;
    const readsMoney = permissions.includes('revenue:read');
    const sum = (of: (part: GroupPartRow) => number) => parts.reduce((total, part) => total + of(part), 0);
    return {
      accounts: sum(({ accounts }) => accounts),
      revenueFen: readsMoney ? sum(({ revenueFen }) => revenueFen) : null,
      pieces: readsMoney ? sum(({ pieces }) => pieces) : null,
      campaigns: permissions.includes('campaigns:read') ? sum(({ campaigns }) => campaigns) : null,
    };
  }
}

type SeenPart = GroupPartRow & { code: string; name: string; tier: AccountTier; active: boolean };

const isSeenBelow =
  (rootId: string) =>
  (part: GroupPartRow): part is SeenPart =>
    part.id !== rootId && part.code !== null;
