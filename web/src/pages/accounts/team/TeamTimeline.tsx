import { Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useTeamHistory, type Seat } from '../../../api/teams';
import { Card } from '../../../ui/Card';
import { Failure } from '../../../ui/Failure';
import styles from './TeamTab.module.css';

const DAYS_AROUND = 30;
const LONGEST_DAYS = 730;

/** Every seat there ever was, on one line of days. */
export function TeamTimeline({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const history = useTeamHistory(accountId);
  if (history.data?.length === 0) return null;
  return (
    <Card title={t('team.timeline')}>
      {history.error ? (
        <Failure error={history.error} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : (
        <Lanes seats={history.data} />
      )}
    </Card>
  );
}

function Lanes({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation();
  const now = dayjs().startOf('day');
  const earliest = dayjs(seats.reduce((day, seat) => (seat.fromOn < day ? seat.fromOn : day), '9999-12-31'));
  const bound = now.subtract(LONGEST_DAYS, 'day');
  const first = earliest.isBefore(bound) ? bound : earliest;
  const last = seats.reduce(
    (day, { fromOn, untilOn }) => {
      const end = dayjs(untilOn ?? fromOn);
      return end.isAfter(day) ? end : day;
    },
    now.add(DAYS_AROUND, 'day'),
  );
  const span = Math.max(1, last.diff(first, 'day') + 1);
  const place = (day: dayjs.Dayjs) => Math.min(100, Math.max(0, (day.diff(first, 'day') / span) * 100));
  return (
    <ol className={styles.lanes}>
      {seats.map((seat) => {
        const left = place(dayjs(seat.fromOn));
        const right = seat.untilOn === null ? 100 : place(dayjs(seat.untilOn).add(1, 'day'));
        return (
          <li key={seat.id} className={styles.lane}>
            <span className={styles.name}>
              <b>{seat.userName ?? t('accounts.unseenPerson')}</b>{' '}
              <span className="muted">{t(`accounts.teamRoles.${seat.role}`)}</span>
            </span>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.bar}
                data-state={seat.state}
                style={{ left: `${left}%`, width: `${Math.max(0, right - left)}%` }}
              />
              <span className={styles.today} style={{ left: `${place(now)}%` }} />
            </span>
            <span className={styles.days}>
              {t('team.days', { from: seat.fromOn, until: seat.untilOn ?? t('team.openEnd') })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
