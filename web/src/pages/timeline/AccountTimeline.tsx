import type { Account } from '../../api/types';
import { Timeline } from './Timeline';

export function AccountTimeline({ account }: { account: Account }) {
  return <Timeline record={{ type: 'account', id: account.id }} />;
}
