import { App, Form, Input, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { usePromises, useRecordHandOver, type Promises } from '../../../api/teams';
import type { Account } from '../../../api/types';
import { DateField } from '../../../ui/DateField';
import { FormDrawer } from '../../../ui/FormDrawer';
import { PersonSelect } from '../../../ui/PersonSelect';
import styles from './TeamTab.module.css';

interface Fields {
  toId?: string;
  effectiveOn: string;
  note: string;
}

/** Gives the account to the next primary, with what is open before one's eyes. */
export function HandOverDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const record = useRecordHandOver(account.id);
  const promises = usePromises(account.id);
  const today = dayjs().format('YYYY-MM-DD');
  return (
    <FormDrawer<Fields>
      title={t('team.handOver.action')}
      form={form}
      initial={{ effectiveOn: today, note: '' }}
      action={t('team.handOver.action')}
      onClose={onClose}
      onSave={async ({ toId, effectiveOn, note }) => {
        await record.mutateAsync({ toId: toId!, effectiveOn, note: note ?? '' });
        void message.success(t('team.handOver.done'));
      }}
    >
      <p className="muted">{t('team.handOver.openNow')}</p>
      {promises.data ? (
        <Open promises={promises.data} />
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      )}
      <Form.Item
        name="toId"
        label={t('team.handOver.to')}
        rules={[{ required: true, message: t('accounts.choosePerson') }]}
      >
        <PersonSelect label={t('team.handOver.to')} placeholder={t('accounts.searchPerson')} />
      </Form.Item>
      <Form.Item
        name="effectiveOn"
        label={t('team.handOver.from')}
        rules={[{ required: true, message: t('team.chooseDay') }]}
      >
        <DateField disabledDay={(one) => one < today} />
      </Form.Item>
      <Form.Item name="note" label={t('common.optional', { field: t('team.note') })}>
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </FormDrawer>
  );
}

function Open({ promises: { counts, reviewDue } }: { promises: Promises }) {
  const { t } = useTranslation();
  return (
    <div className={styles.open}>
      <span>{t('team.promises.cases', { count: counts.openCases })}</span>
      {counts.overdueCases > 0 && (
        <span className={styles.alarming}>{t('team.promises.overdue', { count: counts.overdueCases })}</span>
      )}
      <span>{t('team.promises.campaigns', { count: counts.campaigns })}</span>
      <span>{t('team.promises.dates', { count: counts.dates })}</span>
      <span>{t('team.promises.people', { count: counts.people })}</span>
      <span>{t('team.promises.documents', { count: counts.documents })}</span>
      <span>{t('team.promises.missing', { count: counts.missing })}</span>
      {reviewDue && <span className={styles.alarming}>{t('profile.reviewDue')}</span>}
    </div>
  );
}
