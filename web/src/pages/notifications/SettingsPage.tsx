import { Alert, App, Checkbox, Form, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useNotificationSettings, useSaveNotificationSettings } from '../../api/notifications';
import type { NotificationSettings, NotificationSettingsChange } from '../../api/types';
import { FormPage } from '../../ui/FormPage';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { CATEGORIES, CLOCK_OPTIONS, HOUR_OPTIONS, categoryName } from './notification-words';
import { QuietFields } from './QuietFields';
import styles from './SettingsPage.module.css';

type Fields = Omit<NotificationSettingsChange, 'version' | 'language'> & { language: 'app' | 'zh' | 'en' };

/** How one wants to hear of things: by which ways, how soon, and when not. */
export function SettingsPage() {
  const settings = useNotificationSettings();
  if (settings.error) {
    return (
      <RecordFailure error={settings.error} onRetry={() => void settings.refetch()} back="/notifications" />
    );
  }
  if (!settings.data) return <PageSkeleton />;
  return <Choices key={settings.data.version} settings={settings.data} />;
}

function Choices({ settings }: { settings: NotificationSettings }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const save = useSaveNotificationSettings();
  const { version, email, mailOn, timeZone, language, ...chosen } = settings;
  return (
    <>
      <PageHeader
        title={t('notifications.settings.title')}
        note={t('notifications.settings.note')}
        back={{ to: '/notifications', label: t('notifications.title') }}
      />
      {!mailOn && (
        <Alert
          type="info"
          showIcon
          title={t('notifications.settings.mailOff')}
          className={styles.notice ?? ''}
        />
      )}
      <FormPage<Fields>
        form={form}
        initial={{ ...chosen, language: language ?? 'app' }}
        onCancel={() => void navigate('/notifications')}
        onSave={async ({ language: said, ...values }) => {
          const all = { ...chosen, ...values, language: said === 'app' ? null : said };
          await save.mutateAsync({ ...all, quietTo: all.quietFrom === null ? null : all.quietTo, version });
          void message.success(t('common.saved'));
        }}
      >
        <Ways mailOn={mailOn} />
        <div className={styles.pair}>
          <Form.Item
            name="digestHour"
            label={t('notifications.settings.digestHour')}
            extra={t('notifications.settings.digestHelp', { email })}
          >
            <Select options={HOUR_OPTIONS} disabled={!mailOn} />
          </Form.Item>
          <Form.Item name="language" label={t('notifications.settings.language')}>
            <Select
              disabled={!mailOn}
              options={[
                { value: 'app', label: t('notifications.settings.languageApp') },
                { value: 'zh', label: '简体中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          </Form.Item>
        </div>
        <QuietFields options={CLOCK_OPTIONS} timeZone={timeZone} />
      </FormPage>
    </>
  );
}

/** A row for each category, a column for each way. */
function Ways({ mailOn }: { mailOn: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.ways} role="group" aria-label={t('notifications.settings.ways')}>
      {CATEGORIES.map((category) => (
        <div key={category} role="group" aria-label={categoryName(t, category)} className={styles.way}>
          <div className={styles.name}>{categoryName(t, category)}</div>
          <p className={styles.help}>{t(`notifications.categoryHelp.${category}`)}</p>
          <div className={styles.choices}>
            <Form.Item name={['categories', category, 'inApp']} valuePropName="checked" noStyle>
              <Checkbox>{t('notifications.settings.inApp')}</Checkbox>
            </Form.Item>
            <Form.Item name={['categories', category, 'email']} noStyle>
              <Select
                disabled={!mailOn}
                aria-label={t('notifications.settings.email')}
                className={styles.email ?? ''}
                options={(['off', 'at-once', 'digest'] as const).map((value) => ({
                  value,
                  label: t(`notifications.settings.emails.${value}`),
                }))}
              />
            </Form.Item>
            {category !== 'mention' && (
              <Form.Item name={['categories', category, 'robot']} valuePropName="checked" noStyle>
                <Switch size="small" aria-label={t('notifications.settings.robot')} />
              </Form.Item>
            )}
            {category !== 'mention' && <span className="muted">{t('notifications.settings.robot')}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}
