import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountTeam } from '../../api/accounts';
import { usePermission } from '../../api/session';
import type { Account, TeamMember } from '../../api/types';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { teamRoles } from './account-words';
import styles from './AccountTeam.module.css';
import { TeamDrawer } from './TeamDrawer';

/** Who serves the account, by role. */
export function AccountTeam({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = usePermission();
  const team = useAccountTeam(account.id);
  const [editing, setEditing] = useState(false);
  const mayEdit = may('accounts:write') && account.mayChange;
  const edit = (label: string) => <Button onClick={() => setEditing(true)}>{label}</Button>;
  return (
    <>
      <Card
        title={t('accounts.team')}
        extra={mayEdit && (team.data?.members.length ?? 0) > 0 && edit(t('accounts.editTeam'))}
      >
        {team.error ? (
          <Failure error={team.error} onRetry={() => void team.refetch()} />
        ) : !team.data ? (
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        ) : team.data.members.length === 0 ? (
          <EmptyState
            small
            title={t('accounts.noTeamTitle')}
            body={t(mayEdit ? 'accounts.noTeamBody' : 'accounts.noTeamHere')}
            action={mayEdit && edit(t('accounts.formTeam'))}
          />
        ) : (
          <Seats members={team.data.members} ownBranch={account.branchName} />
        )}
      </Card>
      {editing && team.data && (
        <TeamDrawer accountId={account.id} team={team.data} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

function Seats({ members, ownBranch }: { members: readonly TeamMember[]; ownBranch: string | null }) {
  const { t } = useTranslation();
  const seats = teamRoles
    .map((role) => ({ role, holders: members.filter((member) => member.role === role) }))
    .filter(({ holders }) => holders.length > 0);
  return (
    <dl className={styles.seats}>
      {seats.map(({ role, holders }) => (
        <div key={role}>
          <dt className={styles.role}>{t(`accounts.teamRoles.${role}`)}</dt>
          {holders.map(({ id, userName, branchName, ...seat }) => (
            <dd key={id} className={styles.holder}>
              {userName ?? <span className="muted">{t('accounts.unseenPerson')}</span>}
              {/* Where somebody works is said only of those from elsewhere. */}
              {branchName !== null && branchName !== ownBranch && (
                <span className={styles.branch}>{branchName}</span>
              )}
              <SeatDays seat={seat} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** From when, until when, and whom to turn to meanwhile: said where it is not simply so. */
function SeatDays({
  seat,
}: {
  seat: Pick<TeamMember, 'state' | 'fromOn' | 'untilOn' | 'awayUntil' | 'standInName'>;
}) {
  const { t } = useTranslation();
  const { state, fromOn, untilOn, awayUntil, standInName } = seat;
  return (
    <>
      {state === 'upcoming' && <span className={styles.branch}>{t('team.fromDay', { day: fromOn })}</span>}
      {untilOn !== null && <span className={styles.branch}>{t('team.untilDay', { day: untilOn })}</span>}
      {awayUntil !== null && (
        <span className={styles.away}>
          {standInName === null
            ? t('team.awayAlone', { day: awayUntil })
            : t('team.away', { day: awayUntil, name: standInName })}
        </span>
      )}
    </>
  );
}
