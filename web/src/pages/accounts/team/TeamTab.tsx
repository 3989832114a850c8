import type { Account } from '../../../api/types';
import { AccountTeam } from '../AccountTeam';
import { HandOverSection } from './HandOverSection';
import styles from './TeamTab.module.css';
import { TeamTimeline } from './TeamTimeline';

/** Who serves the account, who did and will, and how it passed from one to the next. */
export function TeamTab({ account }: { account: Account }) {
  return (
    <div className={styles.tab}>
      <AccountTeam account={account} />
      <HandOverSection account={account} />
      <TeamTimeline accountId={account.id} />
    </div>
  );
}
