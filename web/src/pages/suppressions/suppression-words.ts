import type { SuppressionKind, SuppressionReason } from '../../api/suppressions';

export const kinds: readonly SuppressionKind[] = ['person', 'address'];
export const reasons: readonly SuppressionReason[] = [
  'asked',
  'complaint',
  'deceased',
  'returned',
  'legal',
  'other',
];
