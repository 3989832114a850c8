import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';

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
  shared: string[];
  /** Both have a credit code and the codes differ. */
  differ: boolean;
}

/** Records compared with one that is typed; more share something with nobody. */
const COMPARED = 50;

@Injectable()
export class AccountDuplicatesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Accounts the viewer sees that share something with what is typed. Looked up by the hashes of what is compared; row
   * security leaves out the others before anything is said of them.
   *
   * @param except the account itself, when it is there already; whom somebody told apart from it is left out too
   */
  alike(identity: AccountIdentity, except: string | null): Promise<AccountLookalike[]> {
    return this.database.manager.query(
      `WITH shared AS (
         SELECT m.record_id AS id, array_agg(DISTINCT m.rule) AS rules FROM record_match_key m
         WHERE m.record_type = 'account'
           AND m.key = ANY (ARRAY(SELECT k.key FROM account_match_keys($1, $2, $3, $4, $5, $6) AS k))
           AND m.record_id IS DISTINCT FROM $7::uuid
           AND NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.record_type = 'account'
             AND d.first_id = least(m.record_id, $7::uuid) AND d.second_id = greatest(m.record_id, $7::uuid))
         GROUP BY m.record_id LIMIT ${COMPARED})
       SELECT a.id, a.code, a.name, b.name AS "branchName", u.name AS "managerName", s.rules AS shared,
              coalesce(a.credit_code <> $4, false) AS differ
       FROM shared s JOIN key_account a ON a.id = s.id LEFT JOIN branch b ON b.id = a.branch_id
       LEFT JOIN user_account u ON u.id = a.manager_id ORDER BY a.id`,
      [
        identity.name,
        identity.legalName,
        identity.tradeNames,
        identity.creditCode,
        identity.phone,
        identity.website,
        except,
      ],
    );
  }
}
