import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { saveVersion } from '../../../libs/database/save-version';
import type { AbsenceQueryDto } from './absence.dto';
import { AbsenceEntity } from './absence.entity';
import type { AbsenceKind } from './absence-words';
import type { Absence, AccountCover } from './cover-rules';

export interface AbsenceRow {
  id: string;
  branchId: string;
  userId: string;
  userName: string | null;
  kind: AbsenceKind | null;
  note: string | null;
  fromOn: string;
  untilOn: string;
  coverId: string | null;
  coverName: string | null;
  accountCovers: {
    accountId: string;
    accountName: string | null;
    coverId: string;
    coverName: string | null;
  }[];
  state: 'upcoming' | 'current' | 'over';
  version: number;
  mayChange: boolean;
}

const TODAY = 'app_today(x.branch_id)';
// Why somebody is away is for themselves and for who leads the teams.
const KNOWS = `(x.user_id = app_user_id() OR app_may('teams:write'))`;
const COLUMNS = `x.id, x.branch_id AS "branchId", x.user_id AS "userId", u.name AS "userName",
  CASE WHEN ${KNOWS} THEN x.kind END AS kind, CASE WHEN ${KNOWS} THEN x.note END AS note,
  x.from_on::text AS "fromOn", x.until_on::text AS "untilOn", x.cover_id AS "coverId", c.name AS "coverName",
  coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', a.account_id, 'accountName', k.name,
      'coverId', a.cover_id, 'coverName', p.name) ORDER BY k.name)
    FROM absence_cover a LEFT JOIN key_account k ON k.id = a.account_id
    LEFT JOIN user_account p ON p.id = a.cover_id WHERE a.absence_id = x.id), '[]') AS "accountCovers",
  CASE WHEN x.from_on > ${TODAY} THEN 'upcoming' WHEN x.until_on < ${TODAY} THEN 'over' ELSE 'current' END AS state,
  x.version, (x.until_on >= ${TODAY} AND ${KNOWS} AND x.branch_id = ANY (app_branch_ids())) AS "mayChange"`;
const FROM = `FROM absence x LEFT JOIN user_account u ON u.id = x.user_id LEFT JOIN user_account c ON c.id = x.cover_id`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM absence x',
  filter: `($1::uuid IS NULL OR x.user_id = $1)
    AND ($2::uuid IS NULL OR x.branch_id IN (SELECT branch_subtree($2)))
    AND ($3::uuid IS NULL OR x.user_id = $3 OR x.cover_id = $3
      OR EXISTS (SELECT 1 FROM absence_cover a WHERE a.absence_id = x.id AND a.cover_id = $3))
    AND ($4::boolean IS NULL OR (x.until_on < ${TODAY}) = $4)`,
  sortColumns: { fromOn: { expression: 'x.from_on', type: 'date' } },
  defaultSort: '-fromOn',
  idColumn: 'x.id',
};

@Injectable()
export class AbsencesRepository {
  constructor(private readonly database: Database) {}

  page(query: AbsenceQueryDto): Promise<Page<AbsenceRow>> {
    return readPage(this.database.manager, LIST, query, [
      query.userId ?? null,
      query.branchId ?? null,
      query.concerning ?? null,
      query.over ?? null,
    ]);
  }

  async byId(id: string): Promise<AbsenceRow | undefined> {
    const rows: AbsenceRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE x.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Absences in these days of everybody whose cover leads by one of the people, or theirs by them. */
  async around(people: readonly string[], fromOn: string, untilOn: string): Promise<Absence[]> {
    const rows: {
      id: string;
      userId: string;
      fromOn: string;
      untilOn: string;
      accountId: string | null;
      coverId: string | null;
    }[] = await this.database.manager.query(
      `SELECT id, user_id AS "userId", from_on::text AS "fromOn", until_on::text AS "untilOn",
                account_id AS "accountId", cover_id AS "coverId" FROM absences_around($1, $2, $3)`,
      [people, fromOn, untilOn],
    );
    const found = new Map<string, Absence & { accountCovers: AccountCover[] }>();
    for (const { accountId, coverId, ...row } of rows) {
      const absence = found.get(row.id) ?? { ...row, coverId: null, accountCovers: [] };
      found.set(row.id, absence);
      if (accountId === null) absence.coverId = coverId;
      else if (coverId !== null) absence.accountCovers.push({ accountId, coverId });
    }
    return [...found.values()];
  }

  /** Absences are recorded one after the other: two at once could each name the other's person as cover. */
  async lock(): Promise<void> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtext('absence.record'))`);
  }

  async today(branchId: string): Promise<string> {
    const [row]: [{ today: string }] = await this.database.manager.query(
      'SELECT app_today($1)::text AS today',
      [branchId],
    );
    return row.today;
  }

  async insert(absence: Partial<AbsenceEntity>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AbsenceEntity, absence);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<AbsenceEntity>): Promise<void> {
    return saveVersion(this.database.manager, AbsenceEntity, id, version, change);
  }

  async setAccountCovers(id: string, covers: readonly AccountCover[]): Promise<void> {
    await this.database.manager.query('DELETE FROM absence_cover WHERE absence_id = $1', [id]);
    await this.database.manager.query(
      `INSERT INTO absence_cover (absence_id, account_id, cover_id)
       SELECT $1, c.account_id, c.cover_id FROM unnest($2::uuid[], $3::uuid[]) AS c (account_id, cover_id)`,
      [id, covers.map(({ accountId }) => accountId), covers.map(({ coverId }) => coverId)],
    );
  }

  async remove(id: string): Promise<void> {
    await this.database.manager.query('DELETE FROM absence WHERE id = $1', [id]);
  }
}
