import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveDays } from '../../../api/service-desk';
import type { DaysChange, ServiceRules } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { DateField } from '../../../ui/DateField';
import { FormDrawer } from '../../../ui/FormDrawer';
import { CardTools } from './CardTools';
import styles from './StandardsPage.module.css';

interface Props {
  rules: ServiceRules;
  mayChange: boolean;
  onYear: (year: number) => void;
}

interface Run {
  key: string;
  first: string;
  last: string;
  name: string;
  working: boolean;
}

const DAY_MS = 86_400_000;

/** Days in a row with the same name are one line. */
function runsOf(days: ServiceRules['days']): Run[] {
  const runs: Run[] = [];
  for (const { day, name, working } of days) {
    const last = runs.at(-1);
    const follows = last && Date.parse(day) - Date.parse(last.last) === DAY_MS;
    if (follows && last.name === name && last.working === working) last.last = day;
    else runs.push({ key: day, first: day, last: day, name, working });
  }
  return runs;
}

/** Days that are not as their weekday says. */
export function DaysCard({ rules, mayChange, onYear }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { year, days } = rules;
  return (
    <Card
      title={t('service.standards.days')}
      extra={<CardTools onEdit={mayChange ? () => setEditing(true) : null} />}
    >
      <div className={styles.years}>
        <Button
          size="small"
          type="text"
          icon={<LeftOutlined />}
          aria-label={t('service.standards.previousYear')}
          onClick={() => onYear(year - 1)}
        />
        {t('service.standards.year', { year })}
        <Button
          size="small"
          type="text"
          icon={<RightOutlined />}
          aria-label={t('service.standards.nextYear')}
          onClick={() => onYear(year + 1)}
        />
      </div>
      {rules.yearWithoutDays !== null && (
        <p className={styles.warning}>
          {t('service.standards.daysMissing', { year: rules.yearWithoutDays })}
          {mayChange && rules.yearWithoutDays !== year && (
            <Button type="link" size="small" onClick={() => onYear(rules.yearWithoutDays!)}>
              {t('service.standards.enterDays')}
            </Button>
          )}
        </p>
      )}
      {days.length === 0 ? (
        <p className="muted">{t('service.standards.noDays', { year })}</p>
      ) : (
        <dl className={styles.pairs}>
          {runsOf(days).flatMap(({ key, first, last, name, working }) => [
            <dt key={`${key} day`}>{first === last ? first : `${first} – ${last}`}</dt>,
            <dd key={`${key} name`}>
              {t(working ? 'service.standards.on' : 'service.standards.off')}
              {name && <span className="muted"> · {name}</span>}
            </dd>,
          ])}
        </dl>
      )}
      {editing && <DaysDrawer rules={rules} onClose={() => setEditing(false)} />}
    </Card>
  );
}

type Fields = Pick<DaysChange, 'days'>;

function DaysDrawer({ rules, onClose }: { rules: ServiceRules; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const save = useSaveDays();
  const { year } = rules;
  const own = rules.days.filter((day) => day.own).map(({ day, working, name }) => ({ day, working, name }));
  const submit = async ({ days }: Fields) => {
    await save.mutateAsync({
      of: rules.branchId,
      year,
      days: days.map((day) => ({ ...day, name: day.name ?? '' })),
    });
    void message.success(t('service.standards.saved'));
  };
  return (
    <FormDrawer<Fields>
      title={`${t('service.standards.editDays')} · ${t('service.standards.year', { year })}`}
      form={form}
      initial={{ days: own }}
      onSave={submit}
      onClose={onClose}
    >
      <p className="muted">{t('service.standards.ownDays')}</p>
      <Form.List name="days">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.row}>
                <div style={{ width: 136 }}>
                  <Form.Item
                    name={[name, 'day']}
                    noStyle
                    rules={[
                      { required: true, message: t('common.choose', { field: t('service.standards.date') }) },
                    ]}
                  >
                    <DateField disabledDay={(day) => !day.startsWith(`${year}-`)} />
                  </Form.Item>
                </div>
                <Form.Item name={[name, 'working']} noStyle>
                  <Select
                    style={{ width: 84 }}
                    options={[
                      { value: false, label: t('service.standards.off') },
                      { value: true, label: t('service.standards.on') },
                    ]}
                  />
                </Form.Item>
                <Form.Item name={[name, 'name']} noStyle>
                  <Input style={{ width: 96 }} maxLength={60} placeholder={t('service.standards.name')} />
                </Form.Item>
                <Button type="text" onClick={() => remove(name)}>
                  {t('service.standards.remove')}
                </Button>
              </div>
            ))}
            <Button type="dashed" onClick={() => add({ working: false, name: '' })}>
              {t('service.standards.addDay')}
            </Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  );
}
