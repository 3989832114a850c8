import { App, Checkbox, Col, Form, Input, InputNumber, Row, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  useAddAccountField,
  useChangeAccountField,
  type AccountField,
  type FieldType,
} from '../../api/account-fields';
import { useSession } from '../../api/session';
import { BranchSelect } from '../../ui/BranchSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { RowList } from '../../ui/RowList';

interface Fields {
  labelZh: string;
  labelEn: string;
  key: string;
  type: FieldType;
  branchId: string;
  options: AccountField['options'];
  section: string;
  position: number | null;
  required: boolean;
  archived: boolean;
}

const types: readonly FieldType[] = ['text', 'number', 'date', 'boolean', 'choice', 'multi-choice'];

/** Lays down a field, or changes what may change of one: its key and type stand for good. */
export function AccountFieldDrawer({ field, onClose }: { field: AccountField | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const session = useSession();
  const add = useAddAccountField();
  const change = useChangeAccountField(field?.id ?? '');
  const type = Form.useWatch('type', form) as FieldType | undefined;
  const branchId = session.data?.branch.id;
  const required = (name: 'labelZh' | 'labelEn' | 'key') => ({
    required: true,
    whitespace: true,
    message: t('common.required', { field: t(`profile.fields.${name}`) }),
  });
  const save = async ({ labelZh, labelEn, key, options = [], section, position, ...rest }: Fields) => {
    const shared = { labelZh, labelEn, options, section, position: position ?? 0, required: rest.required };
    if (field) await change.mutateAsync({ ...shared, archived: rest.archived, version: field.version });
    else await add.mutateAsync({ ...shared, key, type: rest.type, branchId: rest.branchId });
    void message.success(t('common.saved'));
  };
  return (
    <FormDrawer<Fields>
      title={t(field ? 'profile.fields.edit' : 'profile.fields.new')}
      form={form}
      initial={
        field ?? { type: 'text', required: false, section: '', options: [], ...(branchId && { branchId }) }
      }
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="labelZh" label={t('profile.fields.labelZh')} rules={[required('labelZh')]}>
        <Input autoFocus maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="labelEn" label={t('profile.fields.labelEn')} rules={[required('labelEn')]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('profile.fields.key')}
        extra={t('profile.fields.keyRule')}
        rules={[
          {
            required: true,
            pattern: /^[a-z][a-z0-9_]{0,39}$/,
            message: t('common.badFormat', { field: t('profile.fields.key') }),
          },
        ]}
      >
        <Input disabled={field !== null} autoComplete="off" />
      </Form.Item>
      <Row gutter={12}>
        <Col span={12}>
          <Form.Item name="type" label={t('profile.fields.type')}>
            <Select
              disabled={field !== null}
              options={types.map((value) => ({ value, label: t(`profile.fields.types.${value}`) }))}
            />
          </Form.Item>
        </Col>
        <Col span={12}>
          <Form.Item name="position" label={t('profile.fields.position')}>
            <InputNumber min={0} max={10_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </Col>
      </Row>
      {(type === 'choice' || type === 'multi-choice') && <Options />}
      <Form.Item name="section" label={t('common.optional', { field: t('profile.fields.section') })}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      {!field && (
        <Form.Item name="branchId" label={t('profile.fields.branch')} extra={t('profile.fields.branchHint')}>
          <BranchSelect />
        </Form.Item>
      )}
      <Form.Item name="required" valuePropName="checked">
        <Checkbox>{t('profile.fields.required')}</Checkbox>
      </Form.Item>
      {field && (
        <Form.Item name="archived" valuePropName="checked" extra={t('profile.fields.archiveHint')}>
          <Checkbox>{t('profile.fields.archived')}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  );
}

function Options() {
  const { t } = useTranslation();
  const columns = [
    ['value', 40],
    ['zh', 60],
    ['en', 60],
  ] as const;
  return (
    <RowList name="options" add={t('profile.fields.addOption')} blank={{}} most={100}>
      {(row) => (
        <Row gutter={8}>
          {columns.map(([name, maxLength]) => (
            <Col span={8} key={name}>
              <Form.Item
                name={[row, name]}
                label={t(`profile.fields.option.${name}`)}
                rules={[
                  {
                    required: true,
                    message: t('common.required', { field: t(`profile.fields.option.${name}`) }),
                  },
                ]}
              >
                <Input maxLength={maxLength} autoComplete="off" />
              </Form.Item>
            </Col>
          ))}
        </Row>
      )}
    </RowList>
  );
}
