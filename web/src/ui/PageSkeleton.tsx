import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** A page's shape while its program is on the way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('table.loading')}>
      <Skeleton active title={{ width: 200 }} paragraph={{ rows: 1, width: 320 }} />
      <Skeleton active title={false} paragraph={{ rows: 6 }} style={{ marginTop: 32 }} />
    </div>
  );
}
