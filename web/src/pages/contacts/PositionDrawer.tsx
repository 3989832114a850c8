import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddPosition, useChangePosition } from '../../api/contacts';
import type { Position } from '../../api/types';
import { AccountSelect } from '../../ui/AccountSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { newStanding } from './contact-words';
import {
  PostFields,
  positionValues,
  StandingFields,
  TermFields,
  type PositionValues,
} from './PositionFields';

/** A position without the name of its account. */
type Standing = Omit<Position, 'accountName' | 'mayChange'>;

/** Changes what somebody is at one account. */
export function PositionDrawer({
  position,
  title,
  onClose,
}: {
  position: Standing;
  title: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<PositionValues>();
  const change = useChangePosition(position.id);
  return (
    <FormDrawer<PositionValues>
      title={title}
      form={form}
      initial={positionValues(position)}
      onClose={onClose}
      onSave={async (values) => {
        await change.mutateAsync({ ...values, version: position.version });
        void message.success(t('common.saved'));
      }}
    >
      <PostFields />
      <StandingFields accountId={position.accountId} kept={position.coveredBy} />
      <TermFields />
    </FormDrawer>
  );
}

type NewValues = PositionValues & { accountId: string };

/** One more account somebody works for. */
export function NewPositionDrawer({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewValues>();
  const add = useAddPosition(contactId);
  const accountId = Form.useWatch('accountId', form);
  return (
    <FormDrawer<NewValues>
      title={t('contacts.addPosition')}
      form={form}
      initial={{ ...newStanding, title: '', department: '', role: 'user', rank: 'staff' }}
      onClose={onClose}
      onSave={async (values) => {
        await add.mutateAsync({ ...newStanding, ...values, coveredBy: values.coveredBy ?? [] });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="accountId"
        label={t('contacts.firm')}
        rules={[{ required: true, message: t('common.choose', { field: t('contacts.firm') }) }]}
      >
        <AccountSelect />
      </Form.Item>
      <PostFields />
      {accountId && <StandingFields accountId={accountId} />}
      <TermFields />
    </FormDrawer>
  );
}
