import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePermission, useSession } from '../../api/session';
import { useAbsences, useCancelAbsence, useWaitingHandOvers, type Absence } from '../../api/teams';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag, type Tone } from '../../ui/StateTag';
import { ConfirmHandOver } from '../accounts/team/ConfirmHandOver';
import { AbsenceDrawer } from './AbsenceDrawer';
import styles from './Teams.module.css';

type Shown = 'mine' | 'all' | 'over';

const TONES: Record<Absence['state'], Tone> = { upcoming: 'draft', current: 'active', over: 'done' };

/** Who is away, who sees to their accounts, and what was handed to the reader. */
export function AbsencesPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const me = useSession().data?.user.id;
  const [shown, setShown] = useState<Shown>('mine');
  const [edited, setEdited] = useState<Absence | 'new' | null>(null);
  const absences = useAbsences(shown === 'over', shown === 'mine' ? me : undefined);
  const record = may('absences:write') && (
    <Button type="primary" onClick={() => setEdited('new')}>
      {t('team.absence.record')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('team.absence.title')} note={t('team.absence.hint')} actions={record} />
      <Waiting />
      <Card
        title={
          <Segmented<Shown>
            aria-label={t('team.absence.shown')}
            value={shown}
            onChange={setShown}
            options={(['mine', 'all', 'over'] as const).map((value) => ({
              value,
              label: t(`team.absence.${value}`),
            }))}
          />
        }
      >
        {absences.error ? (
          <Failure error={absences.error} onRetry={() => void absences.refetch()} />
        ) : !absences.data ? (
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        ) : absences.data.length === 0 ? (
          <EmptyState small title={t('team.absence.noneTitle')} body={t('team.absence.noneBody')} />
        ) : (
          <ul>
            {absences.data.map((absence) => (
              <Row key={absence.id} absence={absence} onEdit={() => setEdited(absence)} />
            ))}
          </ul>
        )}
      </Card>
      {edited !== null && (
        <AbsenceDrawer absence={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

/** Accounts handed to the reader, until they say that they have taken them over. */
function Waiting() {
  const { t } = useTranslation();
  const waiting = useWaitingHandOvers();
  if (!waiting.data || waiting.data.length === 0) return null;
  return (
    <div className={styles.card}>
      <Card title={t('team.handOver.waitingTitle', { count: waiting.data.length })}>
        <ul>
          {waiting.data.map((one) => (
            <li key={one.id} className={styles.row}>
              <span className={styles.grow}>
                <Link className={styles.who} to={`/accounts/${one.accountId}?tab=team`}>
                  {one.accountName ?? t('common.unseenAccount')}
                </Link>
                <span className={styles.quiet}>
                  {[one.effectiveOn, one.fromName, one.note].filter(Boolean).join(' · ')}
                </span>
              </span>
              <ConfirmHandOver handOver={one} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Row({ absence, onEdit }: { absence: Absence; onEdit: () => void }) {
  const { t } = useTranslation();
  const name = (known: string | null) => known ?? t('accounts.unseenPerson');
  const { accountCovers } = absence;
  return (
    <li className={styles.row}>
      <span className={styles.grow}>
        <span className={styles.who}>{name(absence.userName)}</span>{' '}
        {absence.kind !== null && <span className="muted">{t(`team.absence.kinds.${absence.kind}`)}</span>}
        <span className={styles.quiet}>
          {t('team.days', { from: absence.fromOn, until: absence.untilOn })}
          {absence.note && ` · ${absence.note}`}
        </span>
      </span>
      <span className={styles.grow}>
        {absence.coverId === null
          ? accountCovers.length === 0 && <span className="muted">{t('team.absence.noCover')}</span>
          : t('team.absence.coveredBy', { name: name(absence.coverName) })}
        {accountCovers.map((cover) => (
          <span key={cover.accountId} className={styles.quiet}>
            {cover.accountName ?? t('common.unseenAccount')} → {name(cover.coverName)}
          </span>
        ))}
      </span>
      <StateTag tone={TONES[absence.state]}>{t(`team.absence.states.${absence.state}`)}</StateTag>
      {absence.mayChange && <Actions absence={absence} onEdit={onEdit} />}
    </li>
  );
}

function Actions({ absence, onEdit }: { absence: Absence; onEdit: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const cancel = useCancelAbsence();
  const begun = absence.state === 'current';
  return (
    <span className={styles.actions}>
      <Button size="small" onClick={onEdit}>
        {t('common.edit')}
      </Button>
      <Button size="small" onClick={() => setAsking(true)}>
        {t(begun ? 'team.absence.backEarly' : 'team.absence.cancel')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(begun ? 'team.absence.backTitle' : 'team.absence.cancelTitle')}
        action={t(begun ? 'team.absence.backEarly' : 'team.absence.cancel')}
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate(absence.id, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      >
        {t(begun ? 'team.absence.backBody' : 'team.absence.cancelBody')}
      </ConfirmDialog>
    </span>
  );
}
