/** What people choose by: which of these reach them, where and how soon. */
export const CATEGORIES = ['mention', 'assignment', 'approval', 'service', 'production', 'account'] as const;

export type Category = (typeof CATEGORIES)[number];

/** Mentions are between two people; a group is told of the rest. */
export const GROUP_CATEGORIES = ['assignment', 'approval', 'service', 'production', 'account'] as const;

export type GroupCategory = (typeof GROUP_CATEGORIES)[number];

/** Why somebody is told, the strongest reason first. */
export const BECAUSE = ['named', 'approver', 'manager', 'follower'] as const;

export type Because = (typeof BECAUSE)[number];

/** Records that can be followed. */
export const FOLLOWABLE = ['account', 'contact', 'campaign', 'batch', 'list', 'case'] as const;

export type Followable = (typeof FOLLOWABLE)[number];

/** Records a notification leads to. */
export const RECORDS = [...FOLLOWABLE, 'regrading', 'recovery', 'absence', 'webhook'] as const;

export type RecordKind = (typeof RECORDS)[number];
