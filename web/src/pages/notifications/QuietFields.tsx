import { Form, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './SettingsPage.module.css';

const USUAL_FROM = 22 * 60;
const USUAL_TO = 7 * 60;

interface Props {
  options: { value: number; label: string }[];
  /** Whose clock it is; left out where the branch says so itself. */
  timeZone?: string;
}

/** Hours in which nothing comes, and whether urgent things may. */
export function QuietFields({ options, timeZone }: Props) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const from = Form.useWatch('quietFrom') as number | null | undefined;
  const quiet = typeof from === 'number';
  return (
    <>
      <Form.Item
        label={t('notifications.quiet.title')}
        extra={timeZone && t('notifications.quiet.zone', { zone: timeZone })}
      >
        <Switch
          checked={quiet}
          aria-label={t('notifications.quiet.title')}
          onChange={(on) =>
            form.setFieldsValue({ quietFrom: on ? USUAL_FROM : null, quietTo: on ? USUAL_TO : null })
          }
        />
      </Form.Item>
      <div className={styles.pair} hidden={!quiet}>
        <Form.Item name="quietFrom" label={t('notifications.quiet.from')}>
          <Select options={options} />
        </Form.Item>
        <Form.Item name="quietTo" label={t('notifications.quiet.to')}>
          <Select options={options} />
        </Form.Item>
      </div>
      <Form.Item
        name="urgentPasses"
        label={t('notifications.quiet.urgent')}
        extra={t('notifications.quiet.urgentHelp')}
        valuePropName="checked"
        hidden={!quiet}
      >
        <Switch />
      </Form.Item>
    </>
  );
}
