import { Injectable } from '@nestjs/common';
import type { Page } from '../../../libs/database/keyset';
import type { PairDecisionDto, PairQueryDto } from './duplicate-pair.dto';
import { type DuplicateType, DuplicatePairsRepository, type PairRow } from './duplicate-pairs.repository';
import { ACCOUNT_WEIGHTS, CONTACT_WEIGHTS, type Score, scoreOf } from './duplicate-rules';
import { pairNotFound, pairOfOneRecord } from './duplicates.errors';

export interface DuplicatePair
  extends Omit<PairRow, 'shared' | 'differ'>, Pick<Score, 'score' | 'likely' | 'reasons'> {}

const WEIGHTS = { account: ACCOUNT_WEIGHTS, contact: CONTACT_WEIGHTS };

/** Records that may be one, two by two, until somebody merges them or tells them apart. */
@Injectable()
export class DuplicatePairsService {
  constructor(private readonly pairs: DuplicatePairsRepository) {}

  async page(
    type: DuplicateType,
    { dismissed, recordId, ...request }: PairQueryDto,
  ): Promise<Page<DuplicatePair>> {
    const page = await this.pairs.page(type, request, dismissed, recordId ?? null);
    return {
      ...page,
      items: page.items.map(({ shared, differ, ...pair }) => ({
        ...pair,
        ...scoreOf(WEIGHTS[type], shared, differ),
      })),
    };
  }

  /** Remembers that two records are not one, for everybody who sees both; or takes that back. */
  async decide(type: DuplicateType, { firstId, secondId, dismissed }: PairDecisionDto): Promise<void> {
    if (firstId === secondId) throw pairOfOneRecord();
    const ids = [firstId, secondId] as const;
    if (!(await this.pairs.seen(type, ids))) throw pairNotFound();
    await (dismissed ? this.pairs.dismiss(type, ids) : this.pairs.bringBack(type, ids));
  }
}
