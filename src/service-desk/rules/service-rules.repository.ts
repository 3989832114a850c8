import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { CaseKind, ServedTier, Urgency } from '../cases/case-words';

export interface HoursRow {
  weekdays: number[];
  periods: { from: string; to: string }[];
  reportPieces: number;
  own: boolean;
}
export interface DayRow {
  day: string;
  working: boolean;
  name: string;
  own: boolean;
}
export interface CategoryRow {
  kind: CaseKind;
  names: string[];
  own: boolean;
}
export interface Promised {
  tier: ServedTier;
  urgency: Urgency;
  answerMinutes: number;
  resolveMinutes: number;
}
export interface StandardRow extends Promised {
  effectiveFrom: string;
  own: boolean;
}

/** Rows of the branch and of those above it, the nearest first; what comes with the program comes last. */
const line = (
  table: string,
) => `FROM ${table} r LEFT JOIN service_rule_line($1) l ON l.branch_id = r.branch_id
  WHERE (r.branch_id IS NULL OR l.branch_id IS NOT NULL)`;
const NEAREST = 'coalesce(l.depth, 1000)';
const OWN = '(r.branch_id = $1) IS TRUE AS own';
const PROMISED = `r.tier, r.urgency, r.answer_minutes AS "answerMinutes", r.resolve_minutes AS "resolveMinutes"`;

@Injectable()
export class ServiceRulesRepository {
  constructor(private readonly database: Database) {}

  async hours(branchId: string): Promise<HoursRow | undefined> {
    const rows: HoursRow[] = await this.database.manager.query(
      `SELECT r.weekdays, r.periods, r.report_pieces AS "reportPieces", ${OWN} ${line('service_hours')}
       ORDER BY ${NEAREST} LIMIT 1`,
      [branchId],
    );
    return rows[0];
  }

  days(branchId: string, from: string, to: string): Promise<DayRow[]> {
    return this.database.manager.query(
      `SELECT DISTINCT ON (r.day) r.day::text, r.working, r.name, ${OWN} ${line('service_day')}
         AND r.day BETWEEN $2 AND $3 ORDER BY r.day, ${NEAREST}`,
      [branchId, from, to],
    );
  }

  categories(branchId: string): Promise<CategoryRow[]> {
    return this.database.manager.query(
      `SELECT DISTINCT ON (r.kind) r.kind, r.names, ${OWN} ${line('service_category')} ORDER BY r.kind, ${NEAREST}`,
      [branchId],
    );
  }

  /** What is promised on a day. */
  standards(branchId: string, day: string): Promise<StandardRow[]> {
    return this.database.manager.query(
      `SELECT DISTINCT ON (r.tier, r.urgency) ${PROMISED}, r.effective_from::text AS "effectiveFrom", ${OWN}
       ${line('service_standard')} AND r.effective_from <= $2
       ORDER BY r.tier, r.urgency, ${NEAREST}, r.effective_from DESC`,
      [branchId, day],
    );
  }

  /** What the branch or one above it has set to come into force later. */
  upcoming(branchId: string, day: string): Promise<StandardRow[]> {
    return this.database.manager.query(
      `SELECT DISTINCT ON (r.effective_from, r.tier, r.urgency) ${PROMISED},
              r.effective_from::text AS "effectiveFrom", ${OWN}
       ${line('service_standard')} AND r.effective_from > $2
       ORDER BY r.effective_from, r.tier, r.urgency, ${NEAREST}`,
      [branchId, day],
    );
  }

  async saveHours(
    branchId: string,
    { weekdays, periods, reportPieces }: Omit<HoursRow, 'own'>,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO service_hours (branch_id, weekdays, periods, report_pieces) VALUES ($1, $2, $3, $4)
       ON CONFLICT (branch_id) DO UPDATE SET weekdays = EXCLUDED.weekdays, periods = EXCLUDED.periods,
         report_pieces = EXCLUDED.report_pieces`,
      [branchId, weekdays, JSON.stringify(periods), reportPieces],
    );
  }

  /** Replaces the branch's own days of a year. */
  async replaceDays(branchId: string, year: number, days: readonly Omit<DayRow, 'own'>[]): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM service_day WHERE branch_id = $1 AND day BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)`,
      [branchId, year],
    );
    await this.database.manager.query(
      `INSERT INTO service_day (branch_id, day, working, name)
       SELECT $1, * FROM unnest($2::date[], $3::boolean[], $4::text[])`,
      [
        branchId,
        days.map(({ day }) => day),
        days.map(({ working }) => working),
        days.map(({ name }) => name),
      ],
    );
  }

  async saveCategory(branchId: string, kind: CaseKind, names: readonly string[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO service_category (branch_id, kind, names) VALUES ($1, $2, $3)
       ON CONFLICT (branch_id, kind) DO UPDATE SET names = EXCLUDED.names`,
      [branchId, kind, names],
    );
  }

  async saveStandards(
    branchId: string,
    from: string,
    standards: readonly Promised[],
    by: string,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO service_standard (branch_id, tier, urgency, answer_minutes, resolve_minutes, effective_from, created_by)
       SELECT $1, tier, urgency, answer, resolve, $2, $7
       FROM unnest($3::text[], $4::text[], $5::integer[], $6::integer[]) AS s (tier, urgency, answer, resolve)
       ON CONFLICT (branch_id, tier, urgency, effective_from) DO UPDATE
         SET answer_minutes = EXCLUDED.answer_minutes, resolve_minutes = EXCLUDED.resolve_minutes,
             created_by = EXCLUDED.created_by, created_at = now()`,
      [
        branchId,
        from,
        standards.map(({ tier }) => tier),
        standards.map(({ urgency }) => urgency),
        standards.map(({ answerMinutes }) => answerMinutes),
        standards.map(({ resolveMinutes }) => resolveMinutes),
        by,
      ],
    );
  }

  /** The database's clock: every machine promises by the same one. */
  async now(): Promise<Date> {
    const [row]: [{ now: Date }] = await this.database.manager.query('SELECT now() AS now');
    return row.now;
  }
}
