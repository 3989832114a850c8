import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/connection';
import { EmptyState } from '../ui/EmptyState';
import { useTitle } from './title';

/** Stands in for a page that threw, or whose program could not be fetched: after a new release, or without a server. */
export function Crash() {
  const { t } = useTranslation();
  const unreachable = useReloadWhenBack();
  const title = t(unreachable ? 'shell.recordFailedTitle' : 'shell.crashTitle');
  useTitle(title);
  return unreachable ? (
    <EmptyState title={title} body={t('shell.lostConnection')} />
  ) : (
    <EmptyState
      title={title}
      body={t('shell.crashBody')}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  );
}

/** @returns whether the server is out of reach; the page is loaded anew as soon as it is back */
function useReloadWhenBack(): boolean {
  const down = useConnection() === 'down';
  const wasDown = useRef(false);
  useEffect(() => {
    if (!down && wasDown.current) location.reload();
    wasDown.current = down;
  }, [down]);
  return down;
}
