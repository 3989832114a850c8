import { App, Checkbox, Form, Input, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMakeMove, usePreviewMove, type Load } from '../../api/teams';
import { DateField } from '../../ui/DateField';
import { Failure } from '../../ui/Failure';
import { FormDrawer } from '../../ui/FormDrawer';
import { PersonSelect } from '../../ui/PersonSelect';
import { TierTag } from '../accounts/account-words';
import styles from './Teams.module.css';

interface Fields {
  fromId?: string;
  toId?: string;
  effectiveOn: string;
  note: string;
}

/** Gives many accounts of one manager to another: who to whom, from when, and which. */
export function MoveDrawer({ people, onClose }: { people: readonly Load[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const make = useMakeMove();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const fromId = Form.useWatch('fromId', form);
  const toId = Form.useWatch('toId', form);
  const effectiveOn = Form.useWatch('effectiveOn', form);
  const preview = usePreviewMove(fromId && toId && effectiveOn ? { fromId, toId, effectiveOn } : null);
  const accounts = preview.data?.accounts ?? [];
  const chosen = accounts.filter(({ id }) => !left.has(id));
  const today = dayjs().format('YYYY-MM-DD');
  const known = people.map(({ userId, userName }) => ({ id: userId, name: userName }));
  const choose = [{ required: true, message: t('accounts.choosePerson') }];
  return (
    <FormDrawer<Fields>
      title={t('team.move.action')}
      form={form}
      initial={{ effectiveOn: today, note: '' }}
      action={t('team.move.make', { count: chosen.length })}
      onClose={onClose}
      onSave={async (fields) => {
        await make.mutateAsync({
          fromId: fields.fromId!,
          toId: fields.toId!,
          effectiveOn: fields.effectiveOn,
          note: fields.note ?? '',
          accountIds: chosen.map(({ id }) => id),
          expected: chosen.length,
        });
        void message.success(t('team.move.done', { count: chosen.length }));
      }}
    >
      <Form.Item name="fromId" label={t('team.move.from')} rules={choose}>
        <PersonSelect label={t('team.move.from')} placeholder={t('accounts.searchPerson')} known={known} />
      </Form.Item>
      <Form.Item name="toId" label={t('team.move.to')} rules={choose}>
        <PersonSelect label={t('team.move.to')} placeholder={t('accounts.searchPerson')} known={known} />
      </Form.Item>
      <Form.Item
        name="effectiveOn"
        label={t('team.handOver.from')}
        rules={[{ required: true, message: t('team.chooseDay') }]}
      >
        <DateField disabledDay={(one) => one < today} />
      </Form.Item>
      {preview.error ? (
        <Failure error={preview.error} />
      ) : preview.isLoading ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : (
        preview.data && (
          <>
            <div className={styles.picker}>
              <b>{t('team.move.preview', { count: chosen.length, total: accounts.length })}</b>
              <Checkbox
                checked={chosen.length === accounts.length && accounts.length > 0}
                indeterminate={chosen.length > 0 && chosen.length < accounts.length}
                onChange={({ target }) =>
                  setLeft(target.checked ? new Set() : new Set(accounts.map(({ id }) => id)))
                }
              >
                {t('team.move.all')}
              </Checkbox>
            </div>
            <div className={styles.chosen}>
              {accounts.map((account) => (
                <Checkbox
                  key={account.id}
                  checked={!left.has(account.id)}
                  onChange={({ target }) => {
                    const next = new Set(left);
                    if (target.checked) next.delete(account.id);
                    else next.add(account.id);
                    setLeft(next);
                  }}
                >
                  {account.name} <TierTag tier={account.tier} />{' '}
                  {account.openCases > 0 && (
                    <span className="muted">{t('team.promises.cases', { count: account.openCases })}</span>
                  )}
                </Checkbox>
              ))}
            </div>
          </>
        )
      )}
      <Form.Item name="note" label={t('common.optional', { field: t('team.note') })}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
    </FormDrawer>
  );
}
