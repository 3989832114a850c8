import { App, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddGoal, useUpdateGoal, type Goal, type NewGoal, type Plan } from '../../../api/account-plans';
import { useProducts } from '../../../api/account-records';
import { FormDrawer } from '../../../ui/FormDrawer';
import { YuanInput } from '../../campaigns/CampaignFormNumbers';
import { OwnerField } from './OwnerField';
import { isPercent, measures, ofGroup, ofProduct, scaleOf } from './plan-words';

interface Fields {
  measure: NewGoal['measure'];
  reach: 'account' | 'group';
  product?: string | null;
  /** In the unit people think in: yuan, points, percent, pieces. */
  target: number;
  ownerId?: string | null;
  note: string;
}

const MOST_POINTS = 5;
const MOST_PERCENT = 100;

/** Adds a goal, or changes what it aims at. */
export function GoalDrawer({ plan, goal, onClose }: { plan: Plan; goal: Goal | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const add = useAddGoal(plan);
  const update = useUpdateGoal(plan);
  const measure = Form.useWatch('measure', form) ?? goal?.measure ?? 'revenue';
  const initial: Partial<Fields> = goal
    ? { ...goal, target: goal.target / scaleOf(goal.measure) }
    : { measure: 'revenue', reach: 'account', note: '' };
  return (
    <FormDrawer<Fields>
      title={t(goal ? 'plans.editGoal' : 'plans.addGoal')}
      form={form}
      initial={initial}
      onClose={onClose}
      onSave={async (values) => {
        const target = Math.round(values.target * scaleOf(measure));
        const ownerId = values.ownerId ?? null;
        const note = values.note;
        if (goal) await update.mutateAsync({ id: goal.id, version: goal.version, target, ownerId, note });
        else {
          const reach = ofGroup.includes(measure) ? values.reach : 'account';
          const product = ofProduct.includes(measure) ? (values.product ?? null) : null;
          await add.mutateAsync({ measure, reach, product, target, ownerId, note });
        }
        void message.success(t('common.saved'));
      }}
    >
      {goal ? (
        <p style={{ marginBottom: 16 }}>{t(`plans.measures.${goal.measure}`)}</p>
      ) : (
        <Form.Item name="measure" label={t('plans.measure')}>
          <Select
            autoFocus
            options={measures.map((value) => ({ value, label: t(`plans.measures.${value}`) }))}
          />
        </Form.Item>
      )}
      {!goal && <Narrowing measure={measure} />}
      <Form.Item
        name="target"
        label={t('plans.target')}
        rules={[{ required: true, message: t('common.required', { field: t('plans.target') }) }]}
      >
        <TargetInput measure={measure} />
      </Form.Item>
      <OwnerField id={goal?.ownerId ?? null} name={goal?.ownerName ?? null} />
      <Form.Item
        name="note"
        label={t('common.optional', { field: t('plans.note') })}
        rules={[{ max: 1000, message: t('common.tooLong', { max: 1000 }) }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  );
}

/** Over whom and over which product it is counted, where that makes sense. */
function Narrowing({ measure }: { measure: NewGoal['measure'] }) {
  const { t } = useTranslation();
  const products = useProducts();
  return (
    <>
      {ofGroup.includes(measure) && (
        <Form.Item name="reach" label={t('plans.reach')}>
          <Select
            options={(['account', 'group'] as const).map((value) => ({
              value,
              label: t(`plans.reaches.${value}`),
            }))}
          />
        </Form.Item>
      )}
      {ofProduct.includes(measure) && (
        <Form.Item name="product" label={t('common.optional', { field: t('plans.product') })}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('plans.allProducts')}
            options={products.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}

interface TargetProps {
  measure: NewGoal['measure'];
  id?: string;
  value?: number;
  onChange?: (value: number | null) => void;
}

function TargetInput({ measure, id, value, onChange }: TargetProps) {
  const { t } = useTranslation();
  const shared = {
    ...(id !== undefined && { id }),
    ...(value !== undefined && { value }),
    onChange: (next: number | string | null) => onChange?.(next === null ? null : Number(next)),
  };
  if (measure === 'revenue') return <YuanInput {...shared} />;
  const points = measure === 'satisfaction';
  const unit = points ? 'points' : isPercent(measure) ? 'percent' : 'count';
  return (
    <InputNumber
      {...shared}
      style={{ width: '100%' }}
      min={1}
      {...(points && { max: MOST_POINTS })}
      {...(isPercent(measure) && { max: MOST_PERCENT })}
      precision={points ? 1 : 0}
      suffix={t(`plans.units.${unit}`)}
    />
  );
}
