import { Col, Form, Input, InputNumber, Row } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { YuanInput } from '../../campaigns/CampaignFormNumbers';
import { MonthlyPieces } from './MonthlyPieces';
import { MonthSelect } from './MonthSelect';
import { ProductSelect } from './ProductSelect';
import { ProfileDrawer } from './ProfileDrawer';
import { orNull } from './profile-sections';
import { RowList } from '../../../ui/RowList';

type Habits = Account['mailHabits'];

interface Fields {
  products: { product?: string; months: number[] }[];
  competitors: Habits['competitors'];
  /** One step a line. */
  steps: string;
  weeks: number | null;
  budget: Omit<Habits['budget'], 'amountFen'> & { amountYuan: number | null };
  note: string;
}

const FEN_A_YUAN = 100;

const fieldsOf = ({ mailHabits: { products, competitors, decision, budget, note } }: Account): Fields => ({
  products,
  competitors,
  steps: decision.steps.join('\n'),
  weeks: decision.weeks,
  budget: { ...budget, amountYuan: budget.amountFen === null ? null : budget.amountFen / FEN_A_YUAN },
  note,
});

const habitsOf = ({ products, competitors, steps, weeks, budget, note }: Fields) => ({
  products: products.map(({ product = '', months }) => ({ product, months })),
  competitors: competitors.map((other) => ({ ...other, share: orNull(other.share), note: other.note ?? '' })),
  decision: {
    steps: steps
      .split('\n')
      .map((step) => step.trim())
      .filter((step) => step !== ''),
    weeks: orNull(weeks),
  },
  budget: {
    yearStartMonth: orNull(budget.yearStartMonth),
    planningMonth: orNull(budget.planningMonth),
    approvalMonth: orNull(budget.approvalMonth),
    amountFen: orNull(budget.amountYuan) === null ? null : Math.round(budget.amountYuan! * FEN_A_YUAN),
  },
  note,
});

/** What the customer mails and when, with whom, and who decides it on which budget. */
export function HabitsDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  return (
    <ProfileDrawer<Fields>
      account={account}
      title={t('profile.habits')}
      form={form}
      fieldsOf={fieldsOf}
      changeOf={(fields) => ({ mailHabits: habitsOf(fields) })}
      onClose={onClose}
    >
      <RowList
        name="products"
        add={t('profile.addProduct')}
        blank={{ months: Array<number>(12).fill(0) }}
        most={30}
      >
        {(row) => (
          <>
            <Form.Item
              name={[row, 'product']}
              label={t('profile.product')}
              rules={[{ required: true, message: t('common.choose', { field: t('profile.product') }) }]}
            >
              <ProductSelect />
            </Form.Item>
            <Form.Item name={[row, 'months']} label={t('profile.monthlyPieces')}>
              <MonthlyPieces />
            </Form.Item>
          </>
        )}
      </RowList>
      <RowList name="competitors" add={t('profile.addCompetitor')} blank={{ note: '' }} most={20}>
        {(row) => (
          <Row gutter={12}>
            <Col span={15}>
              <Form.Item
                name={[row, 'name']}
                label={t('profile.competitor')}
                rules={[
                  { required: true, message: t('common.required', { field: t('profile.competitor') }) },
                ]}
              >
                <Input maxLength={60} autoComplete="off" />
              </Form.Item>
            </Col>
            <Col span={9}>
              <Form.Item name={[row, 'share']} label={t('profile.share')}>
                <InputNumber min={0} max={100} precision={0} suffix="%" style={{ width: '100%' }} />
              </Form.Item>
            </Col>
            <Col span={24}>
              <Form.Item name={[row, 'note']} label={t('common.optional', { field: t('profile.note') })}>
                <Input maxLength={500} autoComplete="off" />
              </Form.Item>
            </Col>
          </Row>
        )}
      </RowList>
      <Form.Item name="steps" label={t('profile.decision')} extra={t('profile.decisionHint')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
      <Row gutter={12}>
        <Col span={12}>
          <Form.Item name="weeks" label={t('profile.weeks')}>
            <InputNumber min={0} max={104} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </Col>
        <Col span={12}>
          <Form.Item name={['budget', 'amountYuan']} label={t('profile.budgetAmount')}>
            <YuanInput />
          </Form.Item>
        </Col>
        {(['yearStartMonth', 'planningMonth', 'approvalMonth'] as const).map((name) => (
          <Col span={8} key={name}>
            <Form.Item name={['budget', name]} label={t(`profile.${name}`)}>
              <MonthSelect allowClear />
            </Form.Item>
          </Col>
        ))}
      </Row>
      <Form.Item name="note" label={t('common.optional', { field: t('profile.note') })}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </ProfileDrawer>
  );
}
