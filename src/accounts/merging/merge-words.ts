/** For so long a merge can be undone. */
export const UNDO_DAYS = 30;

/** A field somebody chose for, one by one. */
export const CHOICES = ['survivor', 'other'] as const;

export const MERGED_ACCOUNT_FIELDS = [
  'name',
  'legalName',
  'tradeNames',
  'creditCode',
  'tier',
  'industry',
  'parentId',
  'active',
  'phone',
  'website',
  'tags',
  'classifications',
  'addresses',
  'importantDates',
  'mailHabits',
  'customValues',
] as const;

export const MERGED_CONTACT_FIELDS = [
  'name',
  'mobile',
  'phone',
  'email',
  'wechat',
  'birthday',
  'preferences',
  'lawfulBasis',
  'lawfulNote',
  'note',
  'active',
] as const;
