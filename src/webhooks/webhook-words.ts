/** What an event's kind begins with, of those that leave the house; log-ins and the trail itself never do. */
export const WEBHOOK_TOPICS = [
  'account',
  'contact',
  'case',
  'document',
  'plan',
  'risk',
  'action',
  'recovery',
  'note',
  'list',
  'suppression',
  'campaign',
  'design',
  'batch',
  'revenue',
  'branch',
  'user',
  'absence',
  'webhook',
] as const;

export const DELIVERY_STATES = ['due', 'delivered', 'given-up'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DISABLED_REASONS = ['failing', 'gone'] as const;

export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** Kind of the message an administrator sends to try an endpoint. */
export const TEST_KIND = 'webhook.test';
