import { SettingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Card } from '../../ui/Card';
import { PageHeader } from '../../ui/PageHeader';
import { InboxList } from './InboxList';

/** Everything one has been told. */
export function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={t('notifications.title')}
        note={t('notifications.note')}
        actions={
          <Button icon={<SettingOutlined />} onClick={() => void navigate('/settings/notifications')}>
            {t('notifications.settings.title')}
          </Button>
        }
      />
      <Card>
        <InboxList />
      </Card>
    </>
  );
}
