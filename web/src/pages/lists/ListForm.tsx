import { Col, Form, Input, Row, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LegalBasis } from '../../api/lists';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import { DateField } from '../../ui/DateField';
import type { Overruling } from '../../ui/conflict/overruling';
import { FormPage } from '../../ui/FormPage';
import { legalBases } from './list-words';

export interface ListFields {
  name: string;
  accountId?: string | null;
  branchId: string;
  source: string;
  purpose: string;
  legalBasis?: LegalBasis | null;
  basisObtainedOn?: string | null;
  expiresOn?: string | null;
  active: boolean;
}

interface Props {
  /** An existing list: its branch stays, and it can be archived. */
  existing: boolean;
  initial: Partial<ListFields>;
  action?: string;
  onSave: (fields: ListFields, over?: Overruling) => Promise<void>;
  onCancel: () => void;
}

/** A list's fields: whose it is, where it comes from and on what basis it may be mailed. */
export function ListForm({ existing, initial, action, onSave, onCancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<ListFields>();
  const text = (field: string, max: number) => [
    { required: true, whitespace: true, message: t('common.required', { field }) },
    { max, message: t('common.tooLong', { max }) },
  ];
  return (
    <FormPage<ListFields>
      form={form}
      initial={initial}
      merges
      onSave={onSave}
      onCancel={onCancel}
      {...(action !== undefined && { action })}
    >
      <Row gutter={24}>
        <Col xs={24} sm={existing ? 24 : 14}>
          <Form.Item name="name" label={t('lists.name')} rules={text(t('lists.name'), 100)}>
            <Input autoFocus autoComplete="off" />
          </Form.Item>
        </Col>
        {!existing && (
          <Col xs={24} sm={10}>
            <Form.Item
              name="branchId"
              label={t('lists.branch')}
              rules={[{ required: true, message: t('common.choose', { field: t('lists.branch') }) }]}
            >
              <BranchSelect />
            </Form.Item>
          </Col>
        )}
        <Col xs={24} sm={14}>
          <Form.Item name="accountId" label={t('common.optional', { field: t('lists.account') })}>
            <AccountSelect allowClear placeholder={t('lists.noAccount')} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={10}>
          <Form.Item
            name="source"
            label={t('lists.source')}
            extra={t('lists.sourceHelp')}
            rules={text(t('lists.source'), 200)}
          >
            <Input autoComplete="off" />
          </Form.Item>
        </Col>
        <Col span={24}>
          <Form.Item
            name="purpose"
            label={t('lists.purpose')}
            extra={t('lists.purposeHelp')}
            rules={text(t('lists.purpose'), 500)}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
          </Form.Item>
        </Col>
        <BasisFields />
        {existing && (
          <Col span={24}>
            <Form.Item
              name="active"
              label={t('lists.use')}
              valuePropName="checked"
              extra={t('lists.archiveHelp')}
            >
              <Switch checkedChildren={t('lists.active')} unCheckedChildren={t('lists.archived')} />
            </Form.Item>
          </Col>
        )}
      </Row>
    </FormPage>
  );
}

/** On what basis the addressees may be written to, since when and until when. */
function BasisFields() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<ListFields>();
  const basis = Form.useWatch('legalBasis', form);
  const obtained = Form.useWatch('basisObtainedOn', form);
  return (
    <>
      <Col xs={24} sm={12}>
        <Form.Item
          name="legalBasis"
          label={t('common.optional', { field: t('lists.legalBasis') })}
          extra={basis ? t(`lists.basesHelp.${basis}`) : t('lists.noBasisHelp')}
        >
          <Select
            allowClear
            placeholder={t('common.notSet')}
            options={legalBases.map((value) => ({ value, label: t(`lists.bases.${value}`) }))}
          />
        </Form.Item>
      </Col>
      <Col xs={24} sm={6}>
        <Form.Item
          name="basisObtainedOn"
          label={t('lists.obtainedOn')}
          dependencies={['legalBasis']}
          rules={[
            { required: Boolean(basis), message: t('common.required', { field: t('lists.obtainedOn') }) },
          ]}
        >
          <DateField />
        </Form.Item>
      </Col>
      <Col xs={24} sm={6}>
        <Form.Item name="expiresOn" label={t('common.optional', { field: t('lists.expiresOn') })}>
          <DateField disabledDay={(day) => typeof obtained === 'string' && day < obtained} />
        </Form.Item>
      </Col>
    </>
  );
}
