import { LockOutlined } from '@ant-design/icons';
import { App, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { useAddSuppression, type NewSuppression } from '../../api/suppressions';
import { BranchSelect } from '../../ui/BranchSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { kinds, reasons } from './suppression-words';
import styles from './SuppressionDrawer.module.css';

/** Records a refusal. What is typed here is hashed by the server and forgotten. */
export function SuppressionDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const session = useSession();
  const [form] = Form.useForm<NewSuppression>();
  const add = useAddSuppression();
  const kind = Form.useWatch('kind', form) ?? 'person';
  const save = async (fields: NewSuppression) => {
    await add.mutateAsync({ ...fields, name: fields.name ?? '', company: fields.company ?? '' });
    void message.success(t('suppressions.added'));
  };
  return (
    <FormDrawer<NewSuppression>
      title={t('suppressions.new')}
      form={form}
      initial={{
        kind: 'person',
        reason: 'asked',
        source: '',
        ...(session.data && { branchId: session.data.branch.id }),
      }}
      onClose={onClose}
      onSave={save}
    >
      <p className={styles.promise}>
        <LockOutlined aria-hidden />
        {t('suppressions.promise')}
      </p>
      <Form.Item name="kind" label={t('suppressions.kind')} extra={t(`suppressions.kindsHelp.${kind}`)}>
        <Radio.Group
          optionType="button"
          options={kinds.map((value) => ({ value, label: t(`suppressions.kinds.${value}`) }))}
        />
      </Form.Item>
      {kind === 'person' && <WhoFields />}
      <Form.Item
        name="address"
        label={t('suppressions.address')}
        extra={t('suppressions.addressHelp')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('suppressions.address') }),
          },
          { max: 300, message: t('common.tooLong', { max: 300 }) },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reason" label={t('suppressions.reason')}>
        <Select options={reasons.map((value) => ({ value, label: t(`suppressions.reasons.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="source"
        label={t('common.optional', { field: t('suppressions.source') })}
        extra={t('suppressions.sourceHelp')}
        rules={[{ max: 200, message: t('common.tooLong', { max: 200 }) }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="branchId" label={t('suppressions.branch')}>
        <BranchSelect />
      </Form.Item>
    </FormDrawer>
  );
}

/** A person, a firm, or both. */
function WhoFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="name"
        label={t('suppressions.name')}
        dependencies={['company']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, name: string | undefined) =>
              name?.trim() || (getFieldValue('company') as string | undefined)?.trim()
                ? Promise.resolve()
                : Promise.reject(new Error(t('suppressions.whoMissing'))),
          }),
          { max: 100, message: t('common.tooLong', { max: 100 }) },
        ]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="company"
        label={t('common.optional', { field: t('suppressions.company') })}
        rules={[{ max: 200, message: t('common.tooLong', { max: 200 }) }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </>
  );
}
