import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { containsPattern } from '../../../libs/database/like';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { saveVersion } from '../../../libs/database/save-version';
import type { Design } from '../../../libs/letterpress';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { type Cell, narrowedList } from '../../../libs/lists/narrowed-list';
import type { DesignQueryDto } from './design.dto';
import { DesignRecord } from './design.entity';
import { DESIGN_LIST_FROM, NEWEST } from './design-list';
import { DesignVersion } from './design-version.entity';

export interface DesignRow {
  id: string;
  branchId: string;
  branchName: string;
  name: string;
  format: string;
  copiedFrom: string | null;
  version: number;
  versionNo: number;
  updatedAt: Date;
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

const COLUMNS = `d.id, d.branch_id AS "branchId", b.name AS "branchName", d.name, d.format,
  d.copied_from AS "copiedFrom", d.version, ${NEWEST} AS "versionNo", d.updated_at AS "updatedAt"`;
const FROM = 'FROM design d JOIN branch b ON b.id = d.branch_id';
const LIST: ListSource = {
  columns: COLUMNS,
  from: DESIGN_LIST_FROM,
  filter: '($1::text IS NULL OR d.name ILIKE $1)',
  sortColumns: {
    name: { expression: 'd.name COLLATE "zh-x-icu"', type: 'text' },
    updatedAt: { expression: 'd.updated_at', type: 'timestamptz' },
  },
  defaultSort: '-updatedAt',
  idColumn: 'd.id',
};
/** As many as a sentence on a terminal may list. */
const NAMES_SHOWN = 30;

@Injectable()
export class DesignsRepository {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
  ) {}

  async page(query: DesignQueryDto): Promise<Page<DesignRow>> {
    const own = [containsPattern(query.q)];
    const catalogue = () => this.lists.catalogueOf(this.lists.named('designs'));
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  async byId(id: string): Promise<DesignRow | undefined> {
    const rows: DesignRow[] = await this.database.manager.query(`SELECT ${COLUMNS} ${FROM} WHERE d.id = $1`, [
      id,
    ]);
    return rows[0];
  }

  async byName(branchId: string, name: string): Promise<DesignRow | undefined> {
    const rows: DesignRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE d.branch_id = $1 AND d.name = $2`,
      [branchId, name],
    );
    return rows[0];
  }

  /** Names of the branch's designs, the first in reading order. */
  async names(branchId: string): Promise<string[]> {
    const rows: { name: string }[] = await this.database.manager.query(
      `SELECT name FROM design WHERE branch_id = $1 AND NOT archived
       ORDER BY name COLLATE "zh-x-icu" LIMIT ${NAMES_SHOWN}`,
      [branchId],
    );
    return rows.map((row) => row.name);
  }

  newestVersion(designId: string): Promise<DesignVersion | null> {
    return this.database.manager.findOne(DesignVersion, {
      where: { designId },
      order: { versionNo: 'DESC' },
    });
  }

  versionById(id: string): Promise<DesignVersion | null> {
    return this.database.manager.findOneBy(DesignVersion, { id });
  }

  async insert(design: Pick<DesignRecord, 'branchId' | 'name' | 'format' | 'copiedFrom' | 'createdBy'>) {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO design (branch_id, name, format, copied_from, created_by)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [design.branchId, design.name, design.format, design.copiedFrom, design.createdBy],
    );
    return row!.id;
  }

  async insertVersion(
    designId: string,
    body: Design,
    artwork: Record<string, string>,
    userId: string,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO design_version (design_id, branch_id, version_no, body, artwork, created_by)
       SELECT d.id, d.branch_id, coalesce(${NEWEST}, 0) + 1, $2::jsonb, $3::jsonb, $4 FROM design d WHERE d.id = $1`,
      [designId, JSON.stringify(body), JSON.stringify(artwork), userId],
    );
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<DesignRecord>): Promise<void> {
    return saveVersion(this.database.manager, DesignRecord, id, version, change);
  }
}
