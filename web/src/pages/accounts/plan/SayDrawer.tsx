import { App, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSay, type NewWord } from '../../../api/account-plans';
import { DateField } from '../../../ui/DateField';
import { FormDrawer } from '../../../ui/FormDrawer';
import { YuanInput } from '../../campaigns/CampaignFormNumbers';

interface Props {
  rootId: string;
  accountId: string;
  title: string;
  product: string;
  state: NewWord['state'];
  onClose: () => void;
}

interface Fields {
  reason: string;
  happenedOn: string;
  yuan?: number | null;
}

const FEN_A_YUAN = 100;

/** Somebody says that a product was proposed, or lost. */
export function SayDrawer({ rootId, accountId, title, product, state, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const say = useSay(rootId, accountId);
  const today = dayjs().format('YYYY-MM-DD');
  return (
    <FormDrawer<Fields>
      title={title}
      form={form}
      initial={{ happenedOn: today }}
      action={t(state === 'proposed' ? 'plans.sayProposed' : 'plans.sayLost')}
      onClose={onClose}
      onSave={async ({ reason, happenedOn, yuan }) => {
        const amountFen = yuan == null ? null : Math.round(yuan * FEN_A_YUAN);
        await say.mutateAsync({ product, state, reason, happenedOn, amountFen });
        void message.success(t('common.saved'));
      }}
    >
      <Form.Item
        name="reason"
        label={t('plans.reason')}
        extra={t(`plans.reasonHints.${state}`)}
        rules={[
          { required: true, whitespace: true, message: t('common.required', { field: t('plans.reason') }) },
          { max: 500, message: t('common.tooLong', { max: 500 }) },
        ]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item
        name="happenedOn"
        label={t('plans.happenedOn')}
        rules={[{ required: true, message: t('common.required', { field: t('plans.happenedOn') }) }]}
      >
        <DateField disabledDay={(day) => day > today} />
      </Form.Item>
      <Form.Item name="yuan" label={t('common.optional', { field: t('plans.amount') })}>
        <YuanInput />
      </Form.Item>
    </FormDrawer>
  );
}
