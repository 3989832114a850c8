import { App, Form, InputNumber } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveStandards } from '../../../api/service-desk';
import type { ServiceRules } from '../../../api/types';
import { DateField } from '../../../ui/DateField';
import { FormDrawer } from '../../../ui/FormDrawer';
import { tiers } from '../../accounts/account-words';
import { urgencies } from '../case-words';
import styles from './StandardsPage.module.css';

const MINUTES_AN_HOUR = 60;
const MOST_HOURS = 1_600;

interface Hours {
  answer: number;
  resolve: number;
}
interface Fields {
  effectiveFrom: string;
  hours: Record<string, Record<string, Hours>>;
}

/** All promises together, from a day on, in hours. */
export function PromisesDrawer({ rules, onClose }: { rules: ServiceRules; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const save = useSaveStandards();
  const submit = async ({ effectiveFrom, hours }: Fields) => {
    const standards = tiers.flatMap((tier) =>
      urgencies.map((urgency) => ({
        tier,
        urgency,
        answerMinutes: Math.round((hours[tier]?.[urgency]?.answer ?? 0) * MINUTES_AN_HOUR),
        resolveMinutes: Math.round((hours[tier]?.[urgency]?.resolve ?? 0) * MINUTES_AN_HOUR),
      })),
    );
    await save.mutateAsync({ of: rules.branchId, effectiveFrom, standards });
    void message.success(t('service.standards.saved'));
  };
  return (
    <FormDrawer<Fields>
      title={t('service.standards.editStandards')}
      form={form}
      initial={{ effectiveFrom: rules.today, hours: hoursOf(rules) }}
      onSave={submit}
      onClose={onClose}
    >
      <Form.Item
        name="effectiveFrom"
        label={t('service.standards.effectiveFrom')}
        extra={t('service.standards.promiseStays')}
        rules={[
          { required: true, message: t('common.choose', { field: t('service.standards.effectiveFrom') }) },
        ]}
      >
        <DateField disabledDay={(day) => day < rules.today} />
      </Form.Item>
      <div className={styles.grid}>
        <span className={styles.columnHead}>{t('service.standards.inHours')}</span>
        <span className={styles.columnHead}>{t('service.standards.firstAnswer')}</span>
        <span className={styles.columnHead}>{t('service.standards.solution')}</span>
        {tiers.map((tier) => (
          <Fragment key={tier}>
            <h3>{t(`accounts.tiers.${tier}`)}</h3>
            {urgencies.map((urgency) => (
              <PromiseRow key={urgency} tier={tier} urgency={urgency} />
            ))}
          </Fragment>
        ))}
      </div>
    </FormDrawer>
  );
}

function PromiseRow({
  tier,
  urgency,
}: {
  tier: (typeof tiers)[number];
  urgency: (typeof urgencies)[number];
}) {
  const { t } = useTranslation();
  const name = `${t(`accounts.tiers.${tier}`)} ${t(`service.urgencies.${urgency}`)}`;
  return (
    <>
      <span>{t(`service.urgencies.${urgency}`)}</span>
      {(['answer', 'resolve'] as const).map((part) => (
        <Form.Item
          key={part}
          name={['hours', tier, urgency, part]}
          rules={[{ required: true, message: t('common.required', { field: name }) }]}
          noStyle
        >
          <InputNumber
            aria-label={`${name} ${t(part === 'answer' ? 'service.standards.firstAnswer' : 'service.standards.solution')}`}
            min={0.1}
            max={MOST_HOURS}
            step={0.5}
            style={{ width: '100%' }}
          />
        </Form.Item>
      ))}
    </>
  );
}

function hoursOf(rules: ServiceRules): Fields['hours'] {
  const hours: Fields['hours'] = {};
  for (const { tier, urgency, answerMinutes, resolveMinutes } of rules.standards) {
    hours[tier] = {
      ...hours[tier],
      [urgency]: { answer: answerMinutes / MINUTES_AN_HOUR, resolve: resolveMinutes / MINUTES_AN_HOUR },
    };
  }
  return hours;
}
