import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { AccountTier } from '../account-words';

/** Figures of one account directly below the root with everything under it; of the root, its own alone. */
export interface GroupPartRow {
  id: string;
  /** Null for an account the viewer does not see, under which there are some that are seen. */
  code: string | null;
  name: string | null;
  tier: AccountTier | null;
  active: boolean | null;
  branchName: string | null;
  hasChildren: boolean;
  accounts: number;
  revenueFen: number;
  pieces: number;
  campaigns: number;
  /** Accounts of the group that the viewer does not see. */
  unseen: number;
}

@Injectable()
export class GroupsRepository {
  constructor(private readonly database: Database) {}

  /** One row for the root and one for each account below it that the viewer sees anything of. */
  parts(rootId: string, year: number): Promise<GroupPartRow[]> {
    return this.database.manager.query(
      `WITH tree AS MATERIALIZED (SELECT id, parent_id, top FROM key_account_below($1)),
       seen AS MATERIALIZED (
         SELECT t.id, t.parent_id, t.top FROM tree t
         -- One look by id each: a join would read every account there is to find a few thousand.
         CROSS JOIN LATERAL (SELECT 1 FROM key_account a WHERE a.id = t.id LIMIT 1) AS sight),
       -- So are their figures: each account's lines stand together in the index.
       parts AS (
         SELECT s.top, count(*)::integer AS accounts, coalesce(sum(r.fen), 0)::bigint AS revenue,
                coalesce(sum(r.pieces), 0)::bigint AS pieces, sum(c.campaigns)::integer AS campaigns
         FROM seen s
         CROSS JOIN LATERAL (
           SELECT sum(amount_fen) AS fen, sum(pieces) AS pieces FROM account_revenue
           WHERE account_id = s.id AND year = $2) AS r
         CROSS JOIN LATERAL (
           SELECT count(*) AS campaigns FROM account_campaign WHERE account_id = s.id AND year = $2) AS c
         GROUP BY s.top)
       SELECT p.top AS id, a.code, a.name, a.tier, a.active, b.name AS "branchName",
              EXISTS (SELECT 1 FROM seen s WHERE s.parent_id = p.top) AS "hasChildren",
              p.accounts, p.revenue AS "revenueFen", p.pieces, p.campaigns,
              ((SELECT count(*) FROM tree) - (SELECT count(*) FROM seen))::integer AS unseen
       FROM parts p LEFT JOIN key_account a ON a.id = p.top LEFT JOIN branch b ON b.id = a.branch_id
       ORDER BY p.revenue DESC, a.name, p.top`,
      [rootId, year],
    );
  }

  /** What stands above, the highest first, as far up as the viewer sees. */
  path(id: string): Promise<{ id: string; name: string }[]> {
    return this.database.manager.query(
      `WITH RECURSIVE up AS (
         SELECT id, parent_id, name, 0 AS depth FROM key_account WHERE id = $1
         UNION ALL
         SELECT a.id, a.parent_id, a.name, up.depth + 1 FROM key_account a JOIN up ON a.id = up.parent_id
       ) SELECT id, name FROM up WHERE depth > 0 ORDER BY depth DESC`,
      [id],
    );
  }
}
