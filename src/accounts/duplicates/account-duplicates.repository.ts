import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { type Lookalike, sharing } from './shared-keys';

/** What of an account says who it is. */
export interface AccountIdentity {
  name: string;
  legalName: string | null;
  tradeNames: string[];
  creditCode: string | null;
  phone: string | null;
  website: string | null;
}

export interface AccountLookalike {
  id: string;
  code: string;
  name: string;
  branchName: string | null;
  managerName: string | null;
}

/** Records looked at for each thing that is shared; what more have in common tells nothing. */
const COMPARED = 50;

@Injectable()
export class AccountDuplicatesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Accounts the viewer sees that share something with one of those that are typed, and with which. Looked up by the
   * hashes of what is compared; row security leaves out the others before anything is said of them.
   *
   * @param except the account itself, when it is there already; whom somebody told apart from it is left out too
   */
  alike(typed: readonly AccountIdentity[], except: string | null): Promise<Lookalike<AccountLookalike>[]> {
    return this.database.manager.query(
      `WITH typed AS (SELECT t.* FROM jsonb_to_recordset($1) AS t (place integer, name text, "legalName" text,
           "tradeNames" text[], "creditCode" text, phone text, website text)),
         shared AS (
           SELECT t.place, m.record_id AS id, array_agg(DISTINCT m.rule) AS rules FROM typed t
           CROSS JOIN LATERAL account_match_keys(t.name, t."legalName", t."tradeNames", t."creditCode", t.phone,
             t.website) AS k
           CROSS JOIN LATERAL ${sharing('account', COMPARED)} AS m GROUP BY t.place, m.record_id)
       SELECT s.place, a.id, a.code, a.name, b.name AS "branchName", u.name AS "managerName", s.rules AS shared,
              coalesce(a.credit_code <> t."creditCode", false) AS differ
       FROM shared s JOIN typed t ON t.place = s.place JOIN key_account a ON a.id = s.id
       LEFT JOIN branch b ON b.id = a.branch_id LEFT JOIN user_account u ON u.id = a.manager_id ORDER BY a.id`,
      [JSON.stringify(typed.map((account, place) => ({ ...account, place }))), except],
    );
  }
}
