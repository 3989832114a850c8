import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useRemoveThreshold,
  useSaveThreshold,
  useThresholds,
  type Threshold,
} from '../../api/recovery-plans';
import { usePermission } from '../../api/session';
import { asApiError } from '../../ui/api-error';
import { Card } from '../../ui/Card';
import { Failure } from '../../ui/Failure';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { TierTag } from '../accounts/account-words';
import { ThresholdDrawer } from './ThresholdDrawer';
import styles from './RecoveryPlanPage.module.css';

/** From which fall on an alarm goes off, by branch and tier. */
export function ThresholdsPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const thresholds = useThresholds();
  const [editing, setEditing] = useState<Threshold | 'new' | null>(null);
  const mayEdit = may('accounts:admin');
  return (
    <>
      <PageHeader
        title={t('plans.thresholds.title')}
        note={t('plans.thresholds.note')}
        back={{ to: '/recovery', label: t('plans.work.title') }}
        actions={
          mayEdit && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('plans.thresholds.add')}
            </Button>
          )
        }
      />
      <Card>
        {thresholds.error ? (
          <Failure error={thresholds.error} onRetry={() => void thresholds.refetch()} />
        ) : !thresholds.data ? (
          <Skeleton active />
        ) : (
          <div className={styles.scroll}>
            <table className={styles.figures}>
              <thead>
                <tr>
                  <th scope="col">{t('plans.branch')}</th>
                  <th scope="col">{t('plans.thresholds.tier')}</th>
                  <th scope="col">{t('plans.thresholds.festival')}</th>
                  <th scope="col">{t('plans.thresholds.month')}</th>
                  <th scope="col" className={styles.number}>
                    {t('plans.thresholds.least')}
                  </th>
                  <th scope="col">{t('plans.thresholds.days')}</th>
                  <th aria-hidden />
                </tr>
              </thead>
              <tbody>
                {thresholds.data.map((threshold) => (
                  <Row
                    key={threshold.id}
                    threshold={threshold}
                    {...(mayEdit && threshold.mayChange && { onEdit: () => setEditing(threshold) })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      {editing !== null && (
        <ThresholdDrawer threshold={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function Row({ threshold, onEdit }: { threshold: Threshold; onEdit?: () => void }) {
  const { t } = useTranslation();
  const { branchId, branchName, tier, festivalPercent, monthPercent, leastFen, recoveryDays } = threshold;
  return (
    <tr>
      <td>{branchName ?? t(branchId === null ? 'plans.thresholds.builtIn' : 'plans.thresholds.above')}</td>
      <td>
        <TierTag tier={tier} />
      </td>
      <td>{t('plans.thresholds.fromPercent', { percent: festivalPercent })}</td>
      <td>{t('plans.thresholds.fromPercent', { percent: monthPercent })}</td>
      <td className={styles.number}>
        <Money fen={leastFen} unit />
      </td>
      <td>{t('plans.thresholds.daysOf', { days: recoveryDays })}</td>
      <td>{onEdit && <Tools threshold={threshold} onEdit={onEdit} />}</td>
    </tr>
  );
}

function Tools({ threshold, onEdit }: { threshold: Threshold; onEdit: () => void }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const remove = useRemoveThreshold();
  const add = useSaveThreshold(null);
  const { id, branchId, tier, festivalPercent, monthPercent, leastFen, recoveryDays } = threshold;
  const fail = (error: unknown) => void message.error(asApiError(error).sentence(i18n.language));
  const undo = () => {
    if (branchId === null) return;
    add.mutate(
      { branchId, tier, festivalPercent, monthPercent, leastFen, recoveryDays },
      { onSuccess: () => message.destroy(id), onError: fail },
    );
  };
  const drop = () =>
    remove.mutate(id, {
      onSuccess: () =>
        void message.success({
          key: id,
          duration: 8,
          content: (
            <>
              {t('plans.thresholds.removed')}{' '}
              <Button type="link" size="small" onClick={undo}>
                {t('plans.undo')}
              </Button>
            </>
          ),
        }),
      onError: fail,
    });
  return (
    <span className={styles.buttons}>
      <Button size="small" type="text" onClick={onEdit}>
        {t('common.edit')}
      </Button>
      <Button size="small" type="text" onClick={drop}>
        {t('plans.remove')}
      </Button>
    </span>
  );
}
