import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { containsPattern } from '../../libs/database/like';
import { type ListSource, readPage } from '../../libs/database/list-page';
import { saveVersion } from '../../libs/database/save-version';
import { ListRegistry } from '../../libs/lists/list-registry';
import { type Cell, narrowedList } from '../../libs/lists/narrowed-list';
import { AddressList } from './address-list.entity';
import type { AddressListQueryDto } from './address-list.dto';
import type { LegalBasis, ListState } from './legal-basis';
import { REFUSAL } from './list/address-list-fields';
import { ADDRESS_LIST_FROM } from './list/list-of-lists';

export interface AddressListRow {
  id: string;
  branchId: string;
  branchName: string;
  accountId: string | null;
  accountName: string | null;
  name: string;
  source: string;
  legalBasis: LegalBasis | null;
  purpose: string;
  basisObtainedOn: string | null;
  expiresOn: string | null;
  refusal: 'no-legal-basis' | 'basis-expired' | null;
  state: ListState;
  recordCount: number;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

export type NewAddressList = Pick<
  AddressList,
  | 'branchId'
  | 'accountId'
  | 'name'
  | 'source'
  | 'legalBasis'
  | 'purpose'
  | 'basisObtainedOn'
  | 'expiresOn'
  | 'createdBy'
>;

// Dates leave as text: as a Date they would move by a day with the server's time zone.
const COLUMNS = `l.id, l.branch_id AS "branchId", b.name AS "branchName", l.account_id AS "accountId",
  a.name AS "accountName", l.name, l.source, l.legal_basis AS "legalBasis", l.purpose,
  l.basis_obtained_on::text AS "basisObtainedOn", l.expires_on::text AS "expiresOn",
  ${REFUSAL} AS refusal,
  l.state, l.record_count AS "recordCount", l.version, l.created_at AS "createdAt", l.updated_at AS "updatedAt"`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: ADDRESS_LIST_FROM,
  countFrom: 'FROM address_list l',
  filter: `($1::text IS NULL OR l.name ILIKE $1 OR l.source ILIKE $1)
    AND ($2::uuid IS NULL OR l.account_id = $2)
    AND ($3::uuid IS NULL OR l.branch_id IN (SELECT branch_subtree($3)))
    AND ($4::text IS NULL OR l.state = $4)`,
  sortColumns: {
    name: { expression: 'l.name COLLATE "zh-x-icu"', type: 'text' },
    createdAt: { expression: 'l.created_at', type: 'timestamptz' },
    recordCount: { expression: 'l.record_count', type: 'integer' },
    expiresOn: { expression: `coalesce(l.expires_on, 'infinity')`, type: 'date' },
  },
  defaultSort: '-createdAt',
  idColumn: 'l.id',
};

@Injectable()
export class AddressListsRepository {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
  ) {}

  async page(query: AddressListQueryDto): Promise<Page<AddressListRow>> {
    const own = [
      containsPattern(query.q),
      query.accountId ?? null,
      query.branchId ?? null,
      query.state ?? null,
    ];
    const catalogue = () => this.lists.catalogueOf(this.lists.named('address-lists'));
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  async byId(id: string): Promise<AddressListRow | undefined> {
    const rows: AddressListRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${ADDRESS_LIST_FROM} WHERE l.id = $1`,
      [id],
    );
    return rows[0];
  }

  async insert(list: NewAddressList): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO address_list
         (branch_id, account_id, name, source, legal_basis, purpose, basis_obtained_on, expires_on, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
      [
        list.branchId,
        list.accountId,
        list.name,
        list.source,
        list.legalBasis,
        list.purpose,
        list.basisObtainedOn,
        list.expiresOn,
        list.createdBy,
      ],
    );
    return row!.id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<AddressList>): Promise<void> {
    return saveVersion(this.database.manager, AddressList, id, version, change);
  }

  /** Counts what an import has put into the list; its version stays, since nobody edited it. */
  async addRecords(id: string, count: number): Promise<void> {
    await this.database.manager.query(
      'UPDATE address_list SET record_count = record_count + $2 WHERE id = $1',
      [id, count],
    );
  }
}
