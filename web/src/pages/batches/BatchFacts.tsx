import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePermission } from '../../api/session';
import type { Batch } from '../../api/types';
import { Card } from '../../ui/Card';
import { Money } from '../../ui/Money';
import { minute } from '../../ui/numbers';
import styles from './BatchFacts.module.css';

/** What the batch was made of, and by whom. */
export function BatchFacts({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const may = usePermission();
  const link = (seen: boolean, to: string, name: string) => (seen ? <Link to={to}>{name}</Link> : name);
  const facts: [string, ReactNode][] = [
    [
      t('batches.account'),
      batch.accountName === null
        ? '–'
        : link(may('accounts:read'), `/accounts/${batch.accountId}`, batch.accountName),
    ],
    [t('batches.list'), link(may('lists:read'), `/lists/${batch.listId}`, batch.listName)],
    [t('batches.design'), link(may('designs:read'), `/designs/${batch.designId}`, batch.designName)],
    [t('batches.price'), <Money key="price" fen={batch.pricePerPieceFen} unit />],
    [t('batches.branch'), batch.branchName],
    [t('batches.madeBy'), `${batch.createdByName ?? '–'} · ${minute(batch.createdAt)}`],
  ];
  if (batch.approval !== null) {
    facts.push([
      t('batches.approvedBy'),
      batch.approval === 'console' ? t('batches.console') : (batch.approvedByName ?? '–'),
    ]);
  }
  return (
    <Card title={t('batches.about')}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
