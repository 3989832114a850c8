import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActionsOf, type Action, type ActionScope } from '../../../api/account-actions';
import type { Risk } from '../../../api/account-plans';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { StateTag } from '../../../ui/StateTag';
import { ActionDrawer } from './ActionDrawer';
import { ActionTools } from './ActionTools';
import { actionTone } from './plan-words';
import styles from './RisksPart.module.css';

interface Props {
  title: string;
  addLabel: string;
  scope: ActionScope;
  /** Risks an action may be taken against. */
  risks: readonly Risk[];
  mayWrite: boolean;
}

/** What is to be done for an account or for a recovery, the nearest deadline first. */
export function ActionsCard({ title, addLabel, scope, risks, mayWrite }: Props) {
  const { t } = useTranslation();
  const actions = useActionsOf(scope);
  const [editing, setEditing] = useState<Action | 'new' | null>(null);
  return (
    <Card title={title} extra={mayWrite && <Button onClick={() => setEditing('new')}>{addLabel}</Button>}>
      {actions.error ? (
        <Failure error={actions.error} onRetry={() => void actions.refetch()} />
      ) : !actions.data ? (
        <Skeleton active />
      ) : actions.data.length === 0 ? (
        <EmptyState small title={t('plans.noActions')} />
      ) : (
        <ul>
          {inOrder(actions.data).map((action) => (
            <li key={action.id} className={styles.row}>
              <StateTag tone={action.overdue ? 'attention' : actionTone[action.state]}>
                {t(action.overdue ? 'plans.overdue' : `plans.actionStates.${action.state}`)}
              </StateTag>
              <div>
                <div className={styles.title}>{action.title}</div>
                <div className={styles.small}>
                  <span className={action.overdue ? styles.late : ''}>{action.dueOn}</span>
                  {' · '}
                  {[action.ownerName ?? t('plans.unowned'), action.riskTitle, action.note]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </div>
              <ActionTools action={action} />
              {mayWrite && action.state === 'open' ? (
                <Button size="small" type="text" onClick={() => setEditing(action)}>
                  {t('common.edit')}
                </Button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      )}
      {editing !== null && (
        <ActionDrawer
          scope={scope}
          risks={risks}
          action={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}

/** What is open first. */
const inOrder = (actions: readonly Action[]): Action[] =>
  [...actions].sort((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open'));
