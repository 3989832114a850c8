import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Skeleton } from 'antd';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useUnread } from '../../api/notifications';
import { usePhone } from '../media';
import { useShortcut } from '../shortcuts';
import styles from './Bell.module.css';

const InboxList = lazy(async () => ({
  default: (await import('../../pages/notifications/InboxList')).InboxList,
}));

/** How many wait to be read, and a look at them beside the page. */
export function Bell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phone = usePhone();
  const unread = useUnread().data?.total ?? 0;
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  useShortcut('g i', t('notifications.keys.show'), show);
  const goTo = (path: string) => {
    close();
    void navigate(path);
  };
  return (
    <>
      <button
        type="button"
        className={styles.bell}
        onClick={show}
        aria-haspopup="dialog"
        aria-label={t('notifications.bell', { count: unread })}
        title={t('notifications.title')}
      >
        <Badge count={unread} size="small" overflowCount={99}>
          <BellOutlined className={styles.icon ?? ''} />
        </Badge>
      </button>
      <Drawer
        open={open}
        onClose={close}
        destroyOnHidden
        size={phone ? '100%' : 460}
        title={t('notifications.title')}
        extra={
          <span className={styles.links}>
            <Button size="small" onClick={() => goTo('/settings/notifications')}>
              {t('notifications.settings.short')}
            </Button>
            <Button size="small" onClick={() => goTo('/notifications')}>
              {t('notifications.openPage')}
            </Button>
          </span>
        }
      >
        <Suspense fallback={<Skeleton active />}>
          <InboxList onOpen={close} />
        </Suspense>
      </Drawer>
    </>
  );
}
