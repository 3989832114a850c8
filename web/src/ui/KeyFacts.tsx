import type { ReactNode } from 'react';
import { Skeleton } from 'antd';
import styles from './KeyFacts.module.css';

export interface Fact {
  key: string;
  label: string;
  value: ReactNode;
}

/** The few facts a reader needs first, side by side. */
export function KeyFacts({ facts, loading = false }: { facts: Fact[]; loading?: boolean }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.key} className={styles.fact}>
          <dt className={styles.label}>{fact.label}</dt>
          <dd className={styles.value}>
            {loading ? (
              <Skeleton.Input active size="small" />
            ) : (
              (fact.value ?? <span className="muted">–</span>)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
