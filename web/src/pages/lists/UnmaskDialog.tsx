import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog';

interface Props {
  open: boolean;
  onReason: (reason: string) => void;
  onCancel: () => void;
}

const SHORTEST = 4;
const LONGEST = 200;

/** Asks why addresses are needed in full. The reason is kept with who asked. */
export function UnmaskDialog({ open, onReason, onCancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <ConfirmDialog
      open={open}
      title={t('lists.unmask')}
      action={t('lists.unmaskAction')}
      onConfirm={() => form.submit()}
      onCancel={onCancel}
    >
      <p>{t('lists.unmaskBody')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        style={{ marginTop: 16 }}
        onFinish={({ reason }) => onReason(reason.trim())}
      >
        <Form.Item
          name="reason"
          label={t('lists.reason')}
          rules={[
            { required: true, whitespace: true, message: t('common.required', { field: t('lists.reason') }) },
            { min: SHORTEST, message: t('lists.reasonShort', { min: SHORTEST }) },
            { max: LONGEST, message: t('common.tooLong', { max: LONGEST }) },
          ]}
        >
          <Input autoFocus autoComplete="off" placeholder={t('lists.reasonExample')} />
        </Form.Item>
      </Form>
    </ConfirmDialog>
  );
}
