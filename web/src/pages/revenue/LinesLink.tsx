import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import styles from './LinesLink.module.css';

interface Props {
  /** The query whose lines sum to the number. */
  query: Record<string, string>;
  children: ReactNode;
}

/** Where the lines behind a number are, with the way back to this view. */
export function useLinesPath(): (query: Record<string, string>) => { to: string; state: { back: string } } {
  const { search } = useLocation();
  return (query) => ({
    to: `/revenue/lines?${new URLSearchParams(query).toString()}`,
    state: { back: `/revenue${search}` },
  });
}

/** A number that opens what it is made of. */
export function LinesLink({ query, children }: Props) {
  const { t } = useTranslation();
  const { to, state } = useLinesPath()(query);
  return (
    <Link to={to} state={state} className={styles.number ?? ''} title={t('revenue.openLines')}>
      {children}
    </Link>
  );
}
