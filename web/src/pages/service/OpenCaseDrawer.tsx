import { App, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useOpenCase } from '../../api/service-desk';
import type { NewCase } from '../../api/types';
import { AccountSelect } from '../../ui/AccountSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { kinds } from './case-words';

type Fields = Pick<NewCase, 'accountId' | 'kind' | 'title'>;

const UNKNOWN_YET = {
  urgency: 'normal',
  category: null,
  contactName: null,
  description: '',
  affectedPieces: null,
} as const;

/** The three things known while the client is still on the telephone; the rest is completed on the case's page. */
export function OpenCaseDrawer({ accountId, onClose }: { accountId: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const open = useOpenCase();
  const save = async (fields: Fields) => {
    const opened = await open.mutateAsync({ ...UNKNOWN_YET, ...fields });
    void message.success(t('service.opened'));
    void navigate(`/service/${opened.id}`);
  };
  return (
    <FormDrawer<Fields>
      title={t('service.openTitle')}
      form={form}
      initial={{ kind: 'request', ...(accountId !== null && { accountId }) }}
      action={t('service.open')}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="accountId"
        label={t('service.account')}
        rules={[{ required: true, message: t('common.choose', { field: t('service.account') }) }]}
      >
        <AccountSelect />
      </Form.Item>
      <Form.Item name="kind" label={t('service.kind')}>
        <Radio.Group
          optionType="button"
          options={kinds.map((kind) => ({ value: kind, label: t(`service.kinds.${kind}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('service.caseTitle')}
        extra={t('service.titleHint')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('service.caseTitle') }),
          },
          { max: 120, message: t('common.tooLong', { max: 120 }) },
        ]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}
