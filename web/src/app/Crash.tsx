import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';
import { useTitle } from './title';

/** Stands in for a page that threw, or whose program could not be fetched after a new release. */
export function Crash() {
  const { t } = useTranslation();
  useTitle(t('shell.crashTitle'));
  return (
    <EmptyState
      title={t('shell.crashTitle')}
      body={t('shell.crashBody')}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  );
}
