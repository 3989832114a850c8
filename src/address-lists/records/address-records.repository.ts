import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import type { MaskableRecord } from './masking';
import type { RecordQueryDto } from './record.dto';

export interface RecordRow extends MaskableRecord {
  id: string;
  importId: string;
  rowNumber: number;
  refusal: 'suppressed' | 'no-legal-basis' | 'basis-expired' | null;
}

const RECORDS: ListSource = {
  columns: 'r.id, r.import_id AS "importId"',
  from: 'FROM address_record r',
  filter: `r.list_id = $1
    AND ($2::text IS NULL OR r.row_number = $2::integer OR r.postcode LIKE $2 || '%')
    AND ($3::uuid IS NULL OR r.import_id = $3)`,
  sortColumns: { rowNumber: { expression: 'r.row_number', type: 'integer' } },
  defaultSort: 'rowNumber',
  idColumn: 'r.id',
  // The page is cut out before it meets the view: a list's million rows must not be joined to show fifty.
  around: (page, direction) =>
    `WITH shown AS (${page})
     SELECT shown.id, shown."importId", r.row_number AS "rowNumber", r.name, r.company,
            r.address, r.postcode, r.phone, r.extra, r.refusal, shown.sort_value
     FROM shown JOIN audience_record r ON r.record_id = shown.id
     ORDER BY r.row_number ${direction}, shown.id ${direction}`,
};

@Injectable()
export class AddressRecordsRepository {
  constructor(private readonly database: Database) {}

  /** @param total rows of the list, when the query does not filter and they need not be counted */
  page(listId: string, query: RecordQueryDto, total: number | null): Promise<Page<RecordRow>> {
    const parameters = [listId, query.q ?? null, query.importId ?? null];
    const known = total === null ? undefined : () => Promise.resolve(total);
    return readPage(this.database.manager, RECORDS, query, parameters, known);
  }
}
