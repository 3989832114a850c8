import { App, Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveHours } from '../../../api/service-desk';
import type { HoursChange, ServiceRules } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { FormDrawer } from '../../../ui/FormDrawer';
import { count } from '../../../ui/numbers';
import { CardTools } from './CardTools';
import styles from './StandardsPage.module.css';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
type Weekday = (typeof WEEK)[number];
const MOST_PERIODS = 6;

/** When people work, and from how many pieces on a client is told the same day. */
export function HoursCard({ rules, mayChange }: { rules: ServiceRules; mayChange: boolean }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { hours } = rules;
  const weekdays = WEEK.filter((day) => hours.weekdays.includes(day));
  return (
    <Card
      title={t('service.standards.hours')}
      extra={<CardTools own={hours.own} onEdit={mayChange ? () => setEditing(true) : null} />}
    >
      <dl className={styles.pairs}>
        <dt>{t('service.standards.workdays')}</dt>
        <dd>{weekdays.map((day) => t(`service.standards.weekdays.${day}`)).join(t('common.separator'))}</dd>
        <dt>{t('service.standards.periods')}</dt>
        <dd>{hours.periods.map(({ from, to }) => `${from}–${to}`).join(t('common.separator'))}</dd>
        <dt>{t('service.standards.reportPieces')}</dt>
        <dd>{t('service.standards.reportPiecesValue', { count: count(hours.reportPieces) as never })}</dd>
      </dl>
      {editing && <HoursDrawer rules={rules} onClose={() => setEditing(false)} />}
    </Card>
  );
}

type Fields = Omit<HoursChange, 'of'>;

function HoursDrawer({ rules, onClose }: { rules: ServiceRules; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const save = useSaveHours();
  const { weekdays, periods, reportPieces } = rules.hours;
  const submit = async (fields: Fields) => {
    await save.mutateAsync({ ...fields, of: rules.branchId });
    void message.success(t('service.standards.saved'));
  };
  return (
    <FormDrawer<Fields>
      title={t('service.standards.editHours')}
      form={form}
      initial={{ weekdays, periods, reportPieces }}
      onSave={submit}
      onClose={onClose}
    >
      <Form.Item
        name="weekdays"
        label={t('service.standards.workdays')}
        rules={[
          {
            required: true,
            type: 'array',
            min: 1,
            message: t('common.choose', { field: t('service.standards.workdays') }),
          },
        ]}
      >
        <Checkbox.Group
          options={WEEK.map((value: Weekday) => ({ value, label: t(`service.standards.weekdays.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('service.standards.periods')}>
        <Periods />
      </Form.Item>
      <Form.Item
        name="reportPieces"
        label={t('service.standards.reportPieces')}
        extra={t('service.piecesHint')}
        rules={[
          { required: true, message: t('common.required', { field: t('service.standards.reportPieces') }) },
        ]}
      >
        <InputNumber min={1} max={100_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormDrawer>
  );
}

function Periods() {
  const { t } = useTranslation();
  return (
    <Form.List name="periods">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.row}>
              {(['from', 'to'] as const).map((end) => (
                <Form.Item
                  key={end}
                  name={[name, end]}
                  noStyle
                  rules={[
                    {
                      required: true,
                      message: t('common.required', { field: t('service.standards.periods') }),
                    },
                  ]}
                >
                  <Input
                    type="time"
                    style={{ width: 124 }}
                    aria-label={t(
                      end === 'from' ? 'service.standards.periodFrom' : 'service.standards.periodTo',
                    )}
                  />
                </Form.Item>
              ))}
              {fields.length > 1 && (
                <Button type="text" onClick={() => remove(name)}>
                  {t('service.standards.remove')}
                </Button>
              )}
            </div>
          ))}
          {fields.length < MOST_PERIODS && (
            <Button type="dashed" onClick={() => add({ from: '', to: '' })}>
              {t('service.standards.addPeriod')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
