import { Injectable } from '@nestjs/common';
import { fieldChanges } from '../../../libs/events/field-changes';
import { isCreditCode, normalCreditCode } from '../profile/credit-code';
import {
  AccountDuplicatesRepository,
  type AccountIdentity,
  type AccountLookalike,
} from './account-duplicates.repository';
import { ACCOUNT_WEIGHTS } from './duplicate-rules';
import { likelyDuplicates } from './duplicates.errors';
import { type Candidate, candidatesOf } from './shared-keys';

export type AccountCandidate = Candidate<AccountLookalike>;

export type { AccountIdentity };

const COMPARED = ['name', 'legalName', 'tradeNames', 'creditCode', 'phone', 'website'] as const;

/** Which accounts may be the one that is typed. Knows only those the viewer sees. */
@Injectable()
export class AccountDuplicatesService {
  constructor(private readonly duplicates: AccountDuplicatesRepository) {}

  /** Likeliest first. @param except the account itself, when it is there already */
  async candidates(typed: AccountIdentity, except: string | null = null): Promise<AccountCandidate[]> {
    return (await this.candidatesOfEach([typed], except))[0]!;
  }

  /** Of many at once, as a file has them; in their order. */
  async candidatesOfEach(
    typed: readonly AccountIdentity[],
    except: string | null = null,
  ): Promise<AccountCandidate[][]> {
    const alike = await this.duplicates.alike(typed.map(withWholeCode), except);
    return candidatesOf<AccountLookalike>(ACCOUNT_WEIGHTS, alike, typed.length);
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

/** Only what it is compared by; half a code is no other code. */
function withWholeCode(account: AccountIdentity): AccountIdentity {
  const { name, legalName, tradeNames, phone, website } = account;
  const code = account.creditCode && normalCreditCode(account.creditCode);
  const creditCode = code && isCreditCode(code) ? code : null;
  return { name, legalName, tradeNames, phone, website, creditCode };
}
