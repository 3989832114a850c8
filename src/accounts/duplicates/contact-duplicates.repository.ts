import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { type Lookalike, sharing } from './shared-keys';

/** What of a contact says who it is. */
export interface ContactIdentity {
  name: string;
  mobile: string | null;
  phone: string | null;
  email: string | null;
  wechat: string | null;
  /** Where they work. */
  accountIds: readonly string[];
}

/** As stored: number and address in full. */
export interface ContactLookalike {
  id: string;
  name: string;
  branchName: string | null;
  accountNames: string[];
  mobile: string | null;
  email: string | null;
}

/** Records looked at for each thing that is shared; what more have in common tells nothing. */
const COMPARED = 50;

@Injectable()
export class ContactDuplicatesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Contacts the viewer sees that share something with one of those that are typed, and with which. Only firms the
   * viewer sees are compared: who works for another is not told by asking.
   *
   * @param except the contact itself, when it is there already; whom somebody told apart from it is left out too
   */
  alike(typed: readonly ContactIdentity[], except: string | null): Promise<Lookalike<ContactLookalike>[]> {
    return this.database.manager.query(
      `WITH typed AS (SELECT t.*, ARRAY(SELECT a.id FROM key_account a WHERE a.id = ANY (t."accountIds")) AS firms
         FROM jsonb_to_recordset($1) AS t (place integer, name text, mobile text, phone text, email text, wechat text,
           "accountIds" uuid[])),
         shared AS (
           SELECT t.place, m.record_id AS id, array_agg(DISTINCT m.rule) AS rules FROM typed t
           CROSS JOIN LATERAL contact_match_keys(t.name, t.mobile, t.email, t.wechat, t.phone, t.firms) AS k
           CROSS JOIN LATERAL ${sharing('contact', COMPARED)} AS m GROUP BY t.place, m.record_id)
       SELECT s.place, c.id, c.name, c.mobile, c.email, b.name AS "branchName", coalesce((
                SELECT json_agg(a.name ORDER BY a.name) FROM contact_position p
                JOIN key_account a ON a.id = p.account_id WHERE p.contact_id = c.id), '[]') AS "accountNames",
              s.rules || CASE WHEN person_match_name(c.name) = person_match_name(t.name)
                THEN ARRAY['same-name'] ELSE '{}' END AS shared, false AS differ
       FROM shared s JOIN typed t ON t.place = s.place JOIN contact c ON c.id = s.id
       LEFT JOIN branch b ON b.id = c.branch_id ORDER BY c.id`,
      [JSON.stringify(typed.map((contact, place) => ({ ...contact, place }))), except],
    );
  }
}
