import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSaveTierRule, type TierRule } from '../../../api/account-tiers';
import { useSession } from '../../../api/session';
import { BranchSelect } from '../../../ui/BranchSelect';
import { FormDrawer } from '../../../ui/FormDrawer';
import { YuanInput } from '../../campaigns/CampaignFormNumbers';

interface Fields {
  branchId: string;
  provincialYuan: number;
  keyYuan: number;
}

const FEN_A_YUAN = 100;

/** Lays down the thresholds of a branch, or changes them. */
export function TierRuleDrawer({ rule, onClose }: { rule: TierRule | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const session = useSession();
  const save = useSaveTierRule(rule);
  const branchId = rule?.branchId ?? session.data?.branch.id;
  const initial = {
    ...(branchId && { branchId }),
    ...(rule && {
      provincialYuan: rule.provincialFromFen / FEN_A_YUAN,
      keyYuan: rule.keyFromFen / FEN_A_YUAN,
    }),
  };
  return (
    <FormDrawer<Fields>
      title={t(rule ? 'profile.tiers.editRule' : 'profile.tiers.addRule')}
      form={form}
      initial={initial}
      onClose={onClose}
      onSave={async ({ branchId: branch, provincialYuan, keyYuan }) => {
        await save.mutateAsync({
          branchId: branch,
          provincialFromFen: Math.round(provincialYuan * FEN_A_YUAN),
          keyFromFen: Math.round(keyYuan * FEN_A_YUAN),
        });
        void message.success(t('common.saved'));
      }}
    >
      {!rule && (
        <Form.Item name="branchId" label={t('accounts.branch')} extra={t('profile.tiers.branchHint')}>
          <BranchSelect />
        </Form.Item>
      )}
      {(
        [
          ['provincialYuan', 'provincialFrom'],
          ['keyYuan', 'keyFrom'],
        ] as const
      ).map(([name, label]) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`profile.tiers.${label}`)}
          rules={[
            { required: true, message: t('common.required', { field: t(`profile.tiers.${label}`) }) },
            ({ getFieldValue }) => ({
              validator: (_, value: number | null) =>
                name === 'keyYuan' || value === null || value > (Number(getFieldValue('keyYuan')) || 0)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('profile.tiers.order'))),
            }),
          ]}
        >
          <YuanInput />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
