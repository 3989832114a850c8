import { Injectable } from '@nestjs/common';
import type { FieldOption } from '../../../libs/lists/field-catalogue';
import { labelled } from '../../../libs/lists/labelled';
import { ACCOUNT_TIERS } from '../account-words';
import { INDUSTRY_SECTIONS } from '../industries';
import { TIER_NAMES } from './account-fields';

/** What accounts are told apart by, for lists of what belongs to them. */
@Injectable()
export class AccountClassesService {
  readonly tiers: readonly FieldOption[] = labelled(ACCOUNT_TIERS, TIER_NAMES);
  readonly industrySections: readonly FieldOption[] = INDUSTRY_SECTIONS.map(({ code, zh, en }) => ({
    value: code,
    zh,
    en,
  }));
}
