import { Injectable } from '@nestjs/common';
import type { Page } from '../../../libs/database/keyset';
import { ListRegistry } from '../../../libs/lists/list-registry';
import type { CaseQueryDto } from './case.dto';
import { CaseList } from './case-list';
import { type CaseRow, CasesRepository } from './cases.repository';

/** The list of cases as it is asked for. */
@Injectable()
export class CaseListService {
  constructor(
    private readonly cases: CasesRepository,
    private readonly lists: ListRegistry,
    private readonly list: CaseList,
  ) {}

  /** @throws AppError `filter.…`, `list.unknown-column` */
  page(query: CaseQueryDto): Promise<Page<CaseRow>> {
    return this.cases.page(query, () => this.lists.catalogueOf(this.list));
  }
}
