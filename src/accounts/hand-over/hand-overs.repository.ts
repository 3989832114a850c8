import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Stance } from '../contacts/contact-words';
import { AccountHandOver } from './hand-over.entity';
import type { PromiseCounts } from './promises';

export interface HandOverRow {
  id: string;
  accountId: string;
  fromId: string | null;
  fromName: string | null;
  toId: string;
  toName: string | null;
  effectiveOn: string;
  note: string;
  promises: PromiseCounts;
  recordedByName: string | null;
  recordedAt: Date;
  acknowledgedAt: Date | null;
  undoneAt: Date | null;
  mayAcknowledge: boolean;
  mayTick: boolean;
  openReason: string;
}

export interface OpenCase {
  id: string;
  number: string;
  title: string;
  urgency: string;
  ownerName: string | null;
  dueAt: Date;
  overdue: boolean;
}

const SELECT = `SELECT h.id, h.account_id AS "accountId", h.from_id AS "fromId", f.name AS "fromName",
  h.to_id AS "toId", t.name AS "toName", h.effective_on::text AS "effectiveOn", h.note, h.promises,
  r.name AS "recordedByName", h.recorded_at AS "recordedAt", h.acknowledged_at AS "acknowledgedAt",
  h.undone_at AS "undoneAt",
  (h.to_id = app_user_id() AND h.acknowledged_at IS NULL AND h.undone_at IS NULL) AS "mayAcknowledge",
  (h.acknowledged_at IS NULL AND h.undone_at IS NULL
    AND coalesce(app_user_id() IN (h.from_id, h.to_id, h.recorded_by), false)) AS "mayTick",
  h.open_reason AS "openReason"
  FROM account_hand_over h LEFT JOIN account_people(h.account_id) f ON f.user_id = h.from_id
  LEFT JOIN account_people(h.account_id) t ON t.user_id = h.to_id
  LEFT JOIN user_account r ON r.id = h.recorded_by`;

@Injectable()
export class HandOversRepository {
  constructor(private readonly database: Database) {}

  ofAccount(accountId: string): Promise<HandOverRow[]> {
    return this.database.manager.query(
      `${SELECT} WHERE h.account_id = $1 ORDER BY h.recorded_at DESC, h.id DESC LIMIT 100`,
      [accountId],
    );
  }

  /** Handed to whoever asks, and not confirmed yet. */
  waiting(): Promise<(HandOverRow & { accountName: string | null })[]> {
    return this.database.manager.query(
      `SELECT w.*, a.name AS "accountName" FROM (${SELECT}
         WHERE h.to_id = app_user_id() AND h.acknowledged_at IS NULL AND h.undone_at IS NULL
         ORDER BY h.effective_on, h.id LIMIT 200) w LEFT JOIN key_account a ON a.id = w."accountId"`,
    );
  }

  async byId(id: string): Promise<HandOverRow | undefined> {
    const rows: HandOverRow[] = await this.database.manager.query(`${SELECT} WHERE h.id = $1`, [id]);
    return rows[0];
  }

  async insert(handOver: Partial<AccountHandOver>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AccountHandOver, handOver);
    return (identifiers[0] as { id: string }).id;
  }

  async acknowledge(id: string, openReason: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE account_hand_over SET acknowledged_at = now(), open_reason = $2
       WHERE id = $1 AND acknowledged_at IS NULL`,
      [id, openReason],
    );
  }

  async openCases(accountId: string): Promise<OpenCase[]> {
    return this.database.manager.query(
      `SELECT c.case_id AS id, c.number, c.title, c.urgency, u.name AS "ownerName", c.resolve_due_at AS "dueAt", c.overdue
       FROM account_open_case c LEFT JOIN user_account u ON u.id = c.owner_id
       WHERE c.account_id = $1 ORDER BY c.resolve_due_at, c.case_id LIMIT 100`,
      [accountId],
    );
  }

  /** All but cancelled campaigns, the newest first; running ones are those neither over nor archived. */
  campaigns(
    accountId: string,
  ): Promise<{ id: string; name: string; state: string; startsOn: string | null; endsOn: string | null }[]> {
    return this.database.manager.query(
      `SELECT campaign_id AS id, name, state, starts_on::text AS "startsOn", ends_on::text AS "endsOn"
       FROM account_campaign_fact WHERE account_id = $1
       ORDER BY starts_on DESC NULLS FIRST, campaign_id DESC LIMIT 60`,
      [accountId],
    );
  }

  actions(accountId: string): Promise<{ title: string; ownerName: string | null; dueOn: string }[]> {
    return this.database.manager.query(
      `SELECT t.title, u.name AS "ownerName", t.due_on::text AS "dueOn" FROM account_action t
       LEFT JOIN user_account u ON u.id = t.owner_id WHERE t.account_id = $1 AND t.state = 'open'
       ORDER BY t.due_on, t.id LIMIT 60`,
      [accountId],
    );
  }

  risks(accountId: string): Promise<{ title: string; ownerName: string | null; level: number }[]> {
    return this.database.manager.query(
      `SELECT r.title, u.name AS "ownerName", r.severity * r.likelihood AS level FROM account_risk r
       LEFT JOIN user_account u ON u.id = r.owner_id WHERE r.account_id = $1 AND r.state <> 'closed'
       ORDER BY r.severity * r.likelihood DESC, r.id LIMIT 40`,
      [accountId],
    );
  }

  recovery(accountId: string): Promise<{ cause: string; ownerName: string | null; dueOn: string }[]> {
    return this.database.manager.query(
      `SELECT p.cause, u.name AS "ownerName", p.due_on::text AS "dueOn" FROM recovery_plan p
       LEFT JOIN user_account u ON u.id = p.owner_id
       WHERE p.account_id = $1 AND p.state IN ('open', 'in-progress') ORDER BY p.due_on LIMIT 5`,
      [accountId],
    );
  }

  notes(accountId: string): Promise<{ at: Date; authorName: string | null; text: string }[]> {
    return this.database.manager.query(
      `SELECT created_at AS at, author_name AS "authorName", text FROM account_note WHERE account_id = $1
       ORDER BY created_at DESC, note_id DESC LIMIT 20`,
      [accountId],
    );
  }

  touches(
    accountId: string,
  ): Promise<{ on: string; channel: string; name: string; byName: string | null; note: string }[]> {
    return this.database.manager.query(
      `SELECT t.touched_on::text AS on, t.channel, c.name, u.name AS "byName", t.note FROM contact_touch t
       JOIN contact c ON c.id = t.contact_id LEFT JOIN user_account u ON u.id = t.user_id
       WHERE t.contact_id IN (SELECT contact_id FROM contact_position WHERE account_id = $1)
       ORDER BY t.touched_on DESC, t.id DESC LIMIT 20`,
      [accountId],
    );
  }

  documents(accountId: string): Promise<{ id: string; title: string }[]> {
    return this.database.manager.query(
      `SELECT id, title FROM account_document WHERE account_id = $1 AND removed_at IS NULL
       ORDER BY title COLLATE "zh-x-icu", id LIMIT 100`,
      [accountId],
    );
  }

  people(accountId: string): Promise<
    {
      id: string;
      name: string;
      mobile: string | null;
      title: string;
      department: string;
      stance: Stance;
      isPrimary: boolean;
      lastTouchedOn: string | null;
    }[]
  > {
    return this.database.manager.query(
      `SELECT c.id, c.name, c.mobile, p.title, p.department, p.stance, p.is_primary AS "isPrimary",
              c.last_touched_on::text AS "lastTouchedOn"
       FROM contact_position p JOIN contact c ON c.id = p.contact_id
       WHERE p.account_id = $1 AND c.active AND (p.ended_on IS NULL OR p.ended_on >= CURRENT_DATE)
       ORDER BY array_position(ARRAY['executive', 'senior', 'manager', 'staff'], p.rank), p.is_primary DESC,
                c.name COLLATE "zh-x-icu", c.id LIMIT 100`,
      [accountId],
    );
  }
}
