import { AutoComplete, Col, DatePicker, Form, Input, Row, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProducts } from '../../api/campaigns';
import type { CampaignDetails } from '../../api/types';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import type { Overruling } from '../../ui/conflict/overruling';
import { DesignSelect } from '../../ui/DesignSelect';
import { FormPage } from '../../ui/FormPage';
import { ListSelect } from '../../ui/ListSelect';
import { isOver } from './campaign-words';
import type { CampaignFields } from './campaign-fields';
import styles from './CampaignForm.module.css';
import { PiecesInput, YuanInput } from './CampaignFormNumbers';
import { MonthPicker } from './MonthPicker';
import { occasionNames } from './occasions';

interface Props {
  campaign: CampaignDetails | null;
  initial: Partial<CampaignFields>;
  onSave: (fields: CampaignFields, over?: Overruling) => Promise<void>;
  onCancel: () => void;
}

const DEAREST_YUAN = 100_000;
const LARGEST_BUDGET_YUAN = 10_000_000_000;
const MOST_PIECES = 2_000_000_000;

/** The plan of a campaign: for whom, what and when, and what a batch will be made of. */
export function CampaignForm({ campaign, initial, onSave, onCancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<CampaignFields>();
  const over = campaign !== null && isOver(campaign.state);
  return (
    <FormPage<CampaignFields> form={form} initial={initial} onSave={onSave} onCancel={onCancel} merges>
      {over && <p className={styles.over}>{t('campaigns.overHelp')}</p>}
      {!over && (
        <>
          <Who fixed={campaign !== null} />
          <When />
          <What />
        </>
      )}
      <Form.Item name="note" label={t('common.optional', { field: t('campaigns.note') })}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} autoFocus={over} />
      </Form.Item>
    </FormPage>
  );
}

function Who({ fixed }: { fixed: boolean }) {
  const { t, i18n } = useTranslation();
  const products = useProducts();
  return (
    <Row gutter={24}>
      <Col span={24}>
        <Form.Item
          name="name"
          label={t('campaigns.name')}
          rules={[
            {
              required: true,
              whitespace: true,
              message: t('common.required', { field: t('campaigns.name') }),
            },
            { max: 120, message: t('common.tooLong', { max: 120 }) },
          ]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item
          name="accountId"
          label={t('campaigns.account')}
          rules={[{ required: true, message: t('common.choose', { field: t('campaigns.account') }) }]}
        >
          <AccountSelect disabled={fixed} placeholder={t('campaigns.searchAccount')} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item
          name="branchId"
          label={t('campaigns.branch')}
          rules={[{ required: true, message: t('common.choose', { field: t('campaigns.branch') }) }]}
        >
          <BranchSelect disabled={fixed} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item
          name="product"
          label={t('campaigns.product')}
          rules={[{ required: true, message: t('common.choose', { field: t('campaigns.product') }) }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={products.isPending}
            options={(products.data ?? []).map((product) => ({
              value: product.code,
              label: i18n.language === 'en' ? product.en : product.zh,
            }))}
          />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item
          name="occasion"
          label={t('common.optional', { field: t('campaigns.occasion') })}
          rules={[{ max: 60, message: t('common.tooLong', { max: 60 }) }]}
        >
          <AutoComplete allowClear options={occasionNames(t).map((name) => ({ value: name }))} />
        </Form.Item>
      </Col>
    </Row>
  );
}

function When() {
  const { t } = useTranslation();
  return (
    <Row gutter={24}>
      <Col span={24}>
        <Form.Item name="dates" label={t('common.optional', { field: t('campaigns.dates') })}>
          <DatePicker.RangePicker style={{ width: '100%' }} allowEmpty={[true, true]} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item name="plannedPieces" label={t('common.optional', { field: t('campaigns.planned') })}>
          <PiecesInput max={MOST_PIECES} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item
          name="piecesPerMonth"
          label={t('common.optional', { field: t('campaigns.piecesPerMonth') })}
        >
          <PiecesInput max={MOST_PIECES} />
        </Form.Item>
      </Col>
      <Col span={24}>
        <Form.Item name="months" label={t('common.optional', { field: t('campaigns.months') })}>
          <MonthPicker />
        </Form.Item>
      </Col>
    </Row>
  );
}

function What() {
  const { t } = useTranslation();
  return (
    <Row gutter={24}>
      <Col xs={24} sm={12}>
        <Form.Item
          name="listId"
          label={t('common.optional', { field: t('campaigns.list') })}
          extra={t('campaigns.listHelp')}
        >
          <ListSelect allowClear placeholder={t('common.notSet')} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item name="designId" label={t('common.optional', { field: t('campaigns.design') })}>
          <DesignSelect allowClear placeholder={t('common.notSet')} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item
          name="priceYuan"
          label={t('common.optional', { field: t('campaigns.pricePerPiece') })}
          extra={t('campaigns.priceHelp')}
        >
          <YuanInput max={DEAREST_YUAN} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item name="budgetYuan" label={t('common.optional', { field: t('campaigns.budget') })}>
          <YuanInput max={LARGEST_BUDGET_YUAN} />
        </Form.Item>
      </Col>
    </Row>
  );
}
