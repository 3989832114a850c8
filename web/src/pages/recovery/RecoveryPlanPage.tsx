import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRecovery, useStepRecovery, type Recovery } from '../../api/recovery-plans';
import { usePermission } from '../../api/session';
import { asApiError } from '../../ui/api-error';
import { Card } from '../../ui/Card';
import { KeyFacts } from '../../ui/KeyFacts';
import { day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { StateTag } from '../../ui/StateTag';
import { TierTag } from '../accounts/account-words';
import { ActionsCard } from '../accounts/plan/ActionsCard';
import { EndDrawer } from './EndDrawer';
import { Figures } from './Figures';
import { RecoveryDrawer } from './RecoveryDrawer';
import { recoveryTone } from './recovery-words';
import styles from './RecoveryPlanPage.module.css';

/** One plan to recover: what fell, why, what is done about it, and what came of it. */
export function RecoveryPlanPage() {
  const { id = '' } = useParams();
  const plan = useRecovery(id);
  if (plan.error) {
    return <RecordFailure error={plan.error} onRetry={() => void plan.refetch()} back="/recovery" />;
  }
  if (!plan.data) return <PageSkeleton />;
  return <Plan plan={plan.data} />;
}

function Plan({ plan }: { plan: Recovery }) {
  const { t } = useTranslation();
  const may = usePermission();
  const running = plan.state === 'open' || plan.state === 'in-progress';
  const mayWrite = running && plan.mayChange && may('accounts:write');
  return (
    <>
      <PageHeader
        title={t('plans.recovery.title', { name: plan.accountName })}
        tag={
          <>
            <StateTag tone={recoveryTone[plan.state]}>{t(`plans.recovery.states.${plan.state}`)}</StateTag>
            {plan.overdue && <StateTag tone="attention">{t('plans.overdue')}</StateTag>}
          </>
        }
        back={{ to: '/recovery', label: t('plans.work.title') }}
        actions={mayWrite && <Buttons plan={plan} />}
      />
      <KeyFacts
        facts={[
          {
            key: 'account',
            label: t('plans.account'),
            value: <Link to={`/accounts/${plan.accountId}?tab=plan`}>{plan.accountName}</Link>,
          },
          { key: 'tier', label: t('plans.thresholds.tier'), value: <TierTag tier={plan.tier} /> },
          { key: 'owner', label: t('plans.owner'), value: plan.ownerName ?? t('plans.unowned') },
          { key: 'due', label: t('plans.due'), value: plan.dueOn },
          { key: 'opened', label: t('plans.work.opened'), value: day(plan.openedAt) },
        ]}
      />
      <div className={styles.parts}>
        <Figures plan={plan} />
        <Card title={t('plans.recovery.cause')}>
          <p className={plan.cause === '' ? 'muted' : styles.text}>
            {plan.cause || t('plans.recovery.noCause')}
          </p>
        </Card>
        {!running && (
          <Card title={t('plans.recovery.result')}>
            <p className={styles.text}>{plan.result}</p>
            <p className="muted">
              {t('plans.recovery.endedBy', { name: plan.endedByName ?? '–', day: day(plan.endedAt) })}
            </p>
          </Card>
        )}
        <ActionsCard
          title={t('plans.recovery.steps')}
          addLabel={t('plans.recovery.addStep')}
          scope={{ accountId: plan.accountId, recoveryId: plan.id }}
          risks={[]}
          mayWrite={mayWrite}
        />
      </div>
    </>
  );
}

function Buttons({ plan }: { plan: Recovery }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const step = useStepRecovery(plan);
  const [editing, setEditing] = useState(false);
  const [ending, setEnding] = useState<'recovered' | 'closed' | null>(null);
  const begin = () =>
    step.mutate(
      { to: 'in-progress', result: '' },
      { onError: (error) => void message.error(asApiError(error).sentence(i18n.language)) },
    );
  return (
    <span className={styles.buttons}>
      <Button onClick={() => setEditing(true)}>{t('plans.recovery.edit')}</Button>
      <Button onClick={() => setEnding('closed')}>{t('plans.recovery.close')}</Button>
      {plan.state === 'open' ? (
        <Button type="primary" loading={step.isPending} onClick={begin}>
          {t('plans.recovery.begin')}
        </Button>
      ) : (
        <Button type="primary" onClick={() => setEnding('recovered')}>
          {t('plans.recovery.recovered')}
        </Button>
      )}
      {editing && <RecoveryDrawer plan={plan} onClose={() => setEditing(false)} />}
      {ending !== null && <EndDrawer plan={plan} to={ending} onClose={() => setEnding(null)} />}
    </span>
  );
}
