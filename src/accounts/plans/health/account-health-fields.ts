import { Injectable } from '@nestjs/common';
import type { ListField } from '../../../../libs/lists/field-catalogue';
import { type ListExtension, ListExtensionSource } from '../../../../libs/lists/record-list';
import { TROUBLE, WELL } from './health-score';

const SCORE = '(SELECT h.score FROM account_health h WHERE h.account_id = a.id)';
const BAND = `(SELECT CASE WHEN h.score >= ${WELL} THEN 'well' WHEN h.score >= ${TROUBLE} THEN 'watch'
  WHEN h.score IS NOT NULL THEN 'trouble' END FROM account_health h WHERE h.account_id = a.id)`;

const FIELDS: readonly ListField[] = [
  {
    name: 'health',
    type: 'number',
    label: { zh: '健康度', en: 'Health score' },
    sql: SCORE,
    // Not counted yet comes before the worst.
    sort: { expression: `coalesce(${SCORE}, -1)`, type: 'integer' },
  },
  {
    name: 'healthBand',
    type: 'enum',
    label: { zh: '健康状况', en: 'Health' },
    sql: BAND,
    options: [
      { value: 'well', zh: `良好（${WELL} 分起）`, en: `Well (from ${WELL})` },
      { value: 'watch', zh: `关注（${TROUBLE} 分起）`, en: `Watch (from ${TROUBLE})` },
      { value: 'trouble', zh: `告急（不足 ${TROUBLE} 分）`, en: `In trouble (below ${TROUBLE})` },
    ],
    groupable: true,
  },
];

/** Accounts can be sorted, filtered and grouped by how well things stand with them. */
@Injectable()
@ListExtensionSource()
export class AccountHealthFields implements ListExtension {
  readonly list = 'accounts';
  readonly fields = FIELDS;
}
