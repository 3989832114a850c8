import { useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../api/session';
import { followAccountLanguage } from '../i18n/i18n';
import { Failure } from '../ui/Failure';
import { PageSkeleton } from '../ui/PageSkeleton';
import { Shell } from './shell/Shell';
import styles from './SessionGate.module.css';

/** Lets in who is logged in; sends others to log in and back to where they wanted to go. */
export function SessionGate() {
  const session = useSession();
  const location = useLocation();
  const locale = session.data?.user.locale;
  useEffect(() => {
    if (locale) void followAccountLanguage(locale);
  }, [locale]);

  if (session.data) return <Shell session={session.data} />;
  if (session.data === null) {
    const here = location.pathname + location.search;
    const next = here === '/' ? '' : `?next=${encodeURIComponent(here)}`;
    return <Navigate to={`/login${next}`} replace />;
  }
  return (
    <main className={styles.waiting}>
      {session.error ? (
        <Failure error={session.error} onRetry={() => void session.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </main>
  );
}
