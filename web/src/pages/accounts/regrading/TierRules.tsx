import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTierRules, type TierRule } from '../../../api/account-tiers';
import { usePermission } from '../../../api/session';
import { Card } from '../../../ui/Card';
import { Failure } from '../../../ui/Failure';
import { Money } from '../../../ui/Money';
import styles from './TierRules.module.css';
import { TierRuleDrawer } from './TierRuleDrawer';

/** From which revenue of twelve months a customer belongs to which tier, branch by branch. */
export function TierRules() {
  const { t } = useTranslation();
  const may = usePermission();
  const rules = useTierRules();
  const [editing, setEditing] = useState<TierRule | 'new' | null>(null);
  const mayEdit = may('accounts:admin');
  return (
    <div className={styles.rules}>
      <Card
        title={t('profile.tiers.rules')}
        extra={mayEdit && <Button onClick={() => setEditing('new')}>{t('profile.tiers.addRule')}</Button>}
      >
        {rules.error ? (
          <Failure error={rules.error} onRetry={() => void rules.refetch()} />
        ) : !rules.data ? (
          <Skeleton active title={false} paragraph={{ rows: 1 }} />
        ) : rules.data.length === 0 ? (
          <p className="muted">{t('profile.tiers.noRules')}</p>
        ) : (
          <ul>
            {rules.data.map((rule) => (
              <li key={rule.id} className={styles.rule}>
                <span className={styles.branch}>{rule.branchName ?? t('profile.fields.above')}</span>
                <span>
                  {t('profile.tiers.provincialFrom')} <Money fen={rule.provincialFromFen} unit />
                </span>
                <span>
                  {t('profile.tiers.keyFrom')} <Money fen={rule.keyFromFen} unit />
                </span>
                {mayEdit && rule.mayChange && (
                  <Button size="small" onClick={() => setEditing(rule)}>
                    {t('common.edit')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {editing !== null && (
        <TierRuleDrawer rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}
