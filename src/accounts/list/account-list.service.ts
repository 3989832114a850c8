import { Injectable } from '@nestjs/common';
import type { Page } from '../../../libs/database/keyset';
import { ListRegistry } from '../../../libs/lists/list-registry';
import type { AccountQueryDto } from '../account.dto';
import { type AccountRow, AccountsRepository } from '../accounts.repository';
import { CustomFieldsService } from '../custom-fields/custom-fields.service';
import { AccountList } from './account-list';

/** The list of accounts as it is asked for. */
@Injectable()
export class AccountListService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly customFields: CustomFieldsService,
    private readonly lists: ListRegistry,
    private readonly list: AccountList,
  ) {}

  /** @throws AppError `filter.…`, `list.unknown-column`, `account.field-filter` */
  async page(query: AccountQueryDto): Promise<Page<AccountRow>> {
    const custom = await this.customFields.filterOf(query.custom);
    return this.accounts.page(query, custom, () => this.lists.catalogueOf(this.list));
  }
}
