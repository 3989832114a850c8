import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  usePlan,
  useAddGoal,
  useRemoveGoal,
  type Goal,
  type Plan,
  type PlanState,
} from '../../../api/account-plans';
import { usePermission } from '../../../api/session';
import type { Account } from '../../../api/types';
import { asApiError } from '../../../ui/api-error';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { day } from '../../../ui/numbers';
import { StateTag } from '../../../ui/StateTag';
import { GoalDrawer } from './GoalDrawer';
import { GoalRow } from './GoalRow';
import { NewPlan } from './NewPlan';
import { PlanDrawer } from './PlanDrawer';
import { planTone } from './plan-words';
import { StepDrawer } from './StepDrawer';
import goals from './GoalsPart.module.css';
import styles from './PlanTab.module.css';

/** The plan of one year: strategy, goals, and how far each has come. */
export function GoalsPart({ account, year }: { account: Account; year: number }) {
  const plan = usePlan(account.id, year);
  if (plan.error) return <Failure error={plan.error} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (!plan.data.plan) return <NewPlan account={account} year={year} years={plan.data.years} />;
  return <PlanOfYear account={account} plan={plan.data.plan} />;
}

function PlanOfYear({ account, plan }: { account: Account; plan: Plan }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [goal, setGoal] = useState<Goal | 'new' | null>(null);
  const [editing, setEditing] = useState(false);
  const [step, setStep] = useState<PlanState | null>(null);
  const mayWrite = plan.mayChange && may('accounts:write');
  const mayApprove = plan.mayChange && may('accounts:approve');
  const draft = plan.state === 'draft';
  return (
    <>
      <Card
        title={
          <>
            {t('plans.ofYear', { year: plan.year })}{' '}
            <StateTag tone={planTone[plan.state]}>{t(`plans.stateNames.${plan.state}`)}</StateTag>
          </>
        }
        extra={
          <span className={styles.buttons}>
            {mayWrite && plan.state !== 'closed' && (
              <Button onClick={() => setEditing(true)}>{t('plans.edit')}</Button>
            )}
            {mayApprove && draft && (
              <Button type="primary" disabled={plan.goals.length === 0} onClick={() => setStep('approved')}>
                {t('plans.approve')}
              </Button>
            )}
            {mayApprove && plan.state === 'approved' && (
              <>
                <Button onClick={() => setStep('draft')}>{t('plans.reopen')}</Button>
                <Button type="primary" onClick={() => setStep('closed')}>
                  {t('plans.close')}
                </Button>
              </>
            )}
          </span>
        }
      >
        <p className={plan.strategy === '' ? 'muted' : styles.text}>
          {plan.strategy || t('plans.noStrategy')}
        </p>
        <div className={styles.facts}>
          <span>
            {t('plans.owner')} {plan.ownerName ?? t('plans.unowned')}
          </span>
          <span>{t('plans.elapsed', { percent: plan.elapsedPercent })}</span>
          {plan.approvedByName && (
            <span>
              {t('plans.approvedBy')} {plan.approvedByName} · {day(plan.approvedAt)}
            </span>
          )}
          {plan.result !== '' && (
            <span>
              {t('plans.result')} {plan.result}
            </span>
          )}
        </div>
      </Card>
      <Card
        title={t('plans.parts.goals')}
        extra={mayWrite && draft && <Button onClick={() => setGoal('new')}>{t('plans.addGoal')}</Button>}
      >
        <Goals plan={plan} mayEdit={mayWrite && draft} onEdit={setGoal} />
      </Card>
      {goal !== null && (
        <GoalDrawer plan={plan} goal={goal === 'new' ? null : goal} onClose={() => setGoal(null)} />
      )}
      {editing && <PlanDrawer account={account} plan={plan} onClose={() => setEditing(false)} />}
      {step !== null && <StepDrawer plan={plan} to={step} onClose={() => setStep(null)} />}
    </>
  );
}

interface GoalsProps {
  plan: Plan;
  mayEdit: boolean;
  onEdit: (goal: Goal) => void;
}

function Goals({ plan, mayEdit, onEdit }: GoalsProps) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const remove = useRemoveGoal(plan);
  const add = useAddGoal(plan);
  if (plan.goals.length === 0) return <EmptyState small title={t('plans.noGoals')} />;
  const fail = (error: unknown) => void message.error(asApiError(error).sentence(i18n.language));
  const undo = ({ measure, reach, product, target, ownerId, note }: Goal, key: string) =>
    add.mutate(
      { measure, reach, product, target, ownerId, note },
      { onSuccess: () => message.destroy(key), onError: fail },
    );
  const drop = (goal: Goal) =>
    remove.mutate(goal.id, {
      onSuccess: () => {
        const key = `goal-${goal.id}`;
        void message.success({
          key,
          duration: 8,
          content: (
            <>
              {t('plans.goalRemoved')}{' '}
              <Button type="link" size="small" onClick={() => undo(goal, key)}>
                {t('plans.undo')}
              </Button>
            </>
          ),
        });
      },
      onError: fail,
    });
  return (
    <ul className={goals.goals}>
      {plan.goals.map((goal) => (
        <GoalRow
          key={goal.id}
          goal={goal}
          {...(mayEdit && { onEdit: () => onEdit(goal), onRemove: () => drop(goal) })}
        />
      ))}
    </ul>
  );
}
