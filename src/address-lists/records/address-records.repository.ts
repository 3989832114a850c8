import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { keysetSql, Page, SortColumn, toPage } from '../../../libs/database/keyset';
import type { MaskableRecord } from './masking';
import type { RecordQueryDto } from './record.dto';

export interface RecordRow extends MaskableRecord {
  id: string;
  importId: string;
  rowNumber: number;
  refusal: 'suppressed' | 'no-legal-basis' | 'basis-expired' | null;
}

const SORT_COLUMNS: Record<string, SortColumn> = {
  rowNumber: { expression: 'r.row_number', type: 'integer' },
};
const FILTER = `r.list_id = $1
  AND ($2::text IS NULL OR r.row_number = $2::integer OR r.postcode LIKE $2 || '%')
  AND ($3::uuid IS NULL OR r.import_id = $3)`;

@Injectable()
export class AddressRecordsRepository {
  constructor(private readonly database: Database) {}

  /** @param total rows of the list, when the query does not filter and they need not be counted */
  async page(listId: string, query: RecordQueryDto, total: number | null): Promise<Page<RecordRow>> {
    const parameters = [listId, query.q ?? null, query.importId ?? null];
    const keyset = keysetSql(SORT_COLUMNS, query.sort ?? 'rowNumber', query.cursor, 'r.id', 4);
    // The page is cut out before it meets the view: a list's million rows must not be joined to show fifty.
    const rows: (RecordRow & { sort_value: string })[] = await this.database.manager.query(
      `WITH shown AS (
         SELECT r.id, r.import_id, ${keyset.sortValue} AS sort_value FROM address_record r
         WHERE ${FILTER} AND ${keyset.where} ORDER BY ${keyset.orderBy} LIMIT ${query.limit + 1}
       )
       SELECT r.record_id AS id, shown.import_id AS "importId", r.row_number AS "rowNumber", r.name, r.company,
              r.address, r.postcode, r.phone, r.extra, r.refusal, shown.sort_value
       FROM shown JOIN audience_record r ON r.record_id = shown.id
       ORDER BY ${keyset.orderBy.replaceAll('r.id', 'r.record_id')}`,
      [...parameters, ...keyset.parameters],
    );
    return toPage(
      rows,
      query.limit,
      total ?? (await this.count(parameters)),
      ({ sort_value: _p, ...row }) => row,
    );
  }

  private async count(parameters: unknown[]): Promise<number> {
    const [{ total }]: [{ total: number }] = await this.database.manager.query(
      `SELECT count(*)::integer AS total FROM address_record r WHERE ${FILTER}`,
      parameters,
    );
    return total;
  }
}
