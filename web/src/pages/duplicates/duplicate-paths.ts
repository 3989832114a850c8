import type { DuplicateType } from '../../api/duplicates';

/** Where the pairs of each type are worked off. */
export const PAIRS_PATH = { account: '/duplicates', contact: '/duplicates/contacts' } as const;
export const LIST_PATH = { account: '/accounts', contact: '/contacts' } as const;

export const comparePath = (type: DuplicateType, first: string, second: string): string =>
  `${PAIRS_PATH[type]}/compare?first=${first}&second=${second}`;
