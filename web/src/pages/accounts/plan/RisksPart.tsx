import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRisks, type Risk } from '../../../api/account-plans';
import { usePermission } from '../../../api/session';
import type { Account } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { StateTag } from '../../../ui/StateTag';
import { ActionsCard } from './ActionsCard';
import { riskTone } from './plan-words';
import { RiskDrawer } from './RiskDrawer';
import styles from './RisksPart.module.css';

/** From which gravity on a risk is worth a second look, and a first. */
const MEDIUM = 8;
const HIGH = 15;

/** What may go wrong, and what is done about it. */
export function RisksPart({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = usePermission();
  const risks = useRisks(account.id);
  const [editing, setEditing] = useState<Risk | 'new' | null>(null);
  const mayWrite = account.mayChange && may('accounts:write');
  if (risks.error) return <Failure error={risks.error} onRetry={() => void risks.refetch()} />;
  return (
    <>
      <Card
        title={t('plans.risks')}
        extra={mayWrite && <Button onClick={() => setEditing('new')}>{t('plans.addRisk')}</Button>}
      >
        {!risks.data ? (
          <Skeleton active />
        ) : risks.data.length === 0 ? (
          <EmptyState small title={t('plans.noRisks')} />
        ) : (
          <ul>
            {risks.data.map((risk) => (
              <RiskRow key={risk.id} risk={risk} {...(mayWrite && { onEdit: () => setEditing(risk) })} />
            ))}
          </ul>
        )}
      </Card>
      <ActionsCard
        title={t('plans.actions')}
        addLabel={t('plans.addAction')}
        scope={{ accountId: account.id }}
        risks={risks.data ?? []}
        mayWrite={mayWrite}
      />
      {editing !== null && (
        <RiskDrawer
          accountId={account.id}
          risk={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function RiskRow({ risk, onEdit }: { risk: Risk; onEdit?: () => void }) {
  const { t } = useTranslation();
  const { gravity, title, note, ownerName, dueOn, state } = risk;
  const grade = gravity >= HIGH ? styles.high : gravity >= MEDIUM ? styles.medium : '';
  return (
    <li className={styles.row}>
      <span className={`${styles.gravity} ${grade}`} title={t('plans.gravity', { gravity })}>
        {gravity}
      </span>
      <div>
        <div className={styles.title}>{title}</div>
        <div className={styles.small}>
          {[
            `${t('plans.severity')} ${risk.severity} × ${t('plans.likelihood')} ${risk.likelihood}`,
            ownerName ?? t('plans.unowned'),
            dueOn,
            note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <StateTag tone={riskTone[state]}>{t(`plans.riskStates.${state}`)}</StateTag>
      {onEdit && state !== 'closed' ? (
        <Button size="small" type="text" onClick={onEdit}>
          {t('common.edit')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
