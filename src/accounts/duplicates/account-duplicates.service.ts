import { Injectable } from '@nestjs/common';
import { fieldChanges } from '../../../libs/events/field-changes';
import { isCreditCode, normalCreditCode } from '../profile/credit-code';
import {
  AccountDuplicatesRepository,
  type AccountIdentity,
  type AccountLookalike,
} from './account-duplicates.repository';
import { ACCOUNT_WEIGHTS, POSSIBLE, type Score, scoreOf } from './duplicate-rules';
import { likelyDuplicates } from './duplicates.errors';

export interface AccountCandidate
  extends Omit<AccountLookalike, 'shared' | 'differ'>, Pick<Score, 'score' | 'likely' | 'reasons'> {}

export type { AccountIdentity };

/** As many are shown; whoever typed a bank's name has seen enough by then. */
const MOST_SHOWN = 10;
const COMPARED = ['name', 'legalName', 'tradeNames', 'creditCode', 'phone', 'website'] as const;

/** Which accounts may be the one that is typed. Knows only those the viewer sees. */
@Injectable()
export class AccountDuplicatesService {
  constructor(private readonly duplicates: AccountDuplicatesRepository) {}

  /** Likeliest first. @param except the account itself, when it is there already */
  async candidates(typed: AccountIdentity, except: string | null = null): Promise<AccountCandidate[]> {
    // Half a code is no other code.
    const code = typed.creditCode && normalCreditCode(typed.creditCode);
    const creditCode = code && isCreditCode(code) ? code : null;
    const alike = await this.duplicates.alike({ ...typed, creditCode }, except);
    return alike
      .map(({ shared, differ, ...account }) => ({ ...account, ...scoreOf(ACCOUNT_WEIGHTS, shared, differ) }))
      .filter(({ score }) => score >= POSSIBLE)
      .toSorted((one, other) => other.score - one.score)
      .slice(0, MOST_SHOWN);
  }

  /** @throws AppError `record.likely-duplicate` with the candidates, when any is likely */
  async refuseLikely(typed: AccountIdentity, except: string | null = null): Promise<void> {
    const candidates = await this.candidates(typed, except);
    if (candidates.some(({ likely }) => likely)) throw likelyDuplicates(candidates);
  }

  /** Whether a change touches anything an account is compared by. */
  concerns(before: AccountIdentity, change: Partial<AccountIdentity>): boolean {
    return fieldChanges<AccountIdentity>(before, change, COMPARED).length > 0;
  }
}
