import { App, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSaveThreshold, type Threshold } from '../../api/recovery-plans';
import { useSession } from '../../api/session';
import { BranchSelect } from '../../ui/BranchSelect';
import { FormDrawer } from '../../ui/FormDrawer';
import { YuanInput } from '../campaigns/CampaignFormNumbers';

interface Fields {
  branchId: string;
  tier: Threshold['tier'];
  festivalPercent: number;
  monthPercent: number;
  leastYuan: number;
  recoveryDays: number;
}

const FEN_A_YUAN = 100;
const tiers = ['provincial', 'key', 'standard'] as const;
const PERCENT = { least: 1, most: 100 };
const DAYS = { least: 1, most: 250 };

const fieldsOf = ({ tier, festivalPercent, monthPercent, leastFen, recoveryDays }: Threshold) => ({
  tier,
  festivalPercent,
  monthPercent,
  leastYuan: leastFen / FEN_A_YUAN,
  recoveryDays,
});

/** Lays down the thresholds of a tier in a branch, or changes them. */
export function ThresholdDrawer({
  threshold,
  onClose,
}: {
  threshold: Threshold | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const session = useSession();
  const save = useSaveThreshold(threshold);
  const branchId = threshold?.branchId ?? session.data?.branch.id;
  const required = (field: string) => ({ required: true, message: t('common.required', { field }) });
  return (
    <FormDrawer<Fields>
      title={t(threshold ? 'plans.thresholds.edit' : 'plans.thresholds.add')}
      form={form}
      initial={{
        tier: 'key',
        ...(branchId && { branchId }),
        ...(threshold && fieldsOf(threshold)),
      }}
      onClose={onClose}
      onSave={async ({ leastYuan, branchId: branch, tier, festivalPercent, monthPercent, recoveryDays }) => {
        const leastFen = Math.round(leastYuan * FEN_A_YUAN);
        const values = { festivalPercent, monthPercent, leastFen, recoveryDays };
        await save.mutateAsync({ branchId: branch, tier, ...values });
        void message.success(t('common.saved'));
      }}
    >
      {!threshold && (
        <>
          <Form.Item name="branchId" label={t('plans.branch')}>
            <BranchSelect />
          </Form.Item>
          <Form.Item name="tier" label={t('plans.thresholds.tier')}>
            <Select options={tiers.map((value) => ({ value, label: t(`accounts.tiers.${value}`) }))} />
          </Form.Item>
        </>
      )}
      {(['festivalPercent', 'monthPercent'] as const).map((name) => {
        const label = t(name === 'festivalPercent' ? 'plans.thresholds.festival' : 'plans.thresholds.month');
        return (
          <Form.Item key={name} name={name} label={label} rules={[required(label)]}>
            <InputNumber
              min={PERCENT.least}
              max={PERCENT.most}
              precision={0}
              suffix="%"
              style={{ width: '100%' }}
            />
          </Form.Item>
        );
      })}
      <Form.Item
        name="leastYuan"
        label={t('plans.thresholds.least')}
        extra={t('plans.thresholds.leastHint')}
        rules={[required(t('plans.thresholds.least'))]}
      >
        <YuanInput />
      </Form.Item>
      <Form.Item
        name="recoveryDays"
        label={t('plans.thresholds.days')}
        rules={[required(t('plans.thresholds.days'))]}
      >
        <InputNumber min={DAYS.least} max={DAYS.most} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormDrawer>
  );
}
