import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranches, useSaveBranch, type BranchFields } from '../../api/branches';
import type { Branch, BranchLevel } from '../../api/types';
import { BranchSelect } from '../../ui/BranchSelect';
import { FormDrawer } from '../../ui/FormDrawer';

export type BranchTask = { kind: 'add'; parentId: string | undefined } | { kind: 'edit'; branch: Branch };

const levels: readonly BranchLevel[] = ['province', 'city', 'county'];

/** What usually stands below a level. */
function levelBelow(level: BranchLevel | undefined): BranchLevel {
  return level === 'province' ? 'city' : 'county';
}

export function BranchDrawer({ task, onClose }: { task: BranchTask; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<BranchFields>();
  const branches = useBranches();
  const existing = task.kind === 'edit' ? task.branch : null;
  const save = useSaveBranch(existing);
  const parentId = task.kind === 'add' ? task.parentId : (task.branch.parentId ?? undefined);
  const parent = branches.data?.find((branch) => branch.id === parentId);
  const initial: Partial<BranchFields> = {
    level: existing?.level ?? levelBelow(parent?.level),
    ...(existing && { name: existing.name, code: existing.code }),
    ...(parentId !== undefined && { parentId }),
  };

  return (
    <FormDrawer<BranchFields>
      title={t(existing ? 'admin.branches.edit' : 'admin.branches.new')}
      form={form}
      initial={initial}
      onClose={onClose}
      onSave={async (values) => {
        const branch = await save.mutateAsync(values);
        void message.success(
          existing ? t('common.saved') : t('admin.branches.created', { name: branch.name }),
        );
      }}
    >
      {existing?.parentId !== null && (
        <Form.Item
          name="parentId"
          label={t('admin.branches.parent')}
          rules={[{ required: true, message: t('common.choose', { field: t('admin.branches.parent') }) }]}
        >
          <BranchSelect {...(existing && { exclude: existing.id })} />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label={t('admin.branches.name')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('common.required', { field: t('admin.branches.name') }),
          },
          { max: 100, message: t('common.tooLong', { max: 100 }) },
        ]}
      >
        <Input autoFocus />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('admin.branches.code')}
        extra={existing ? undefined : t('admin.branches.codeRule')}
        normalize={(code: string) => code.toUpperCase()}
        rules={[
          {
            required: true,
            pattern: /^[A-Z0-9][A-Z0-9-]{0,31}$/,
            message: t('common.badFormat', { field: t('admin.branches.code') }),
          },
        ]}
      >
        <Input disabled={existing !== null} />
      </Form.Item>
      <Form.Item name="level" label={t('admin.branches.level')}>
        <Select
          options={levels.map((level) => ({ value: level, label: t(`admin.branches.levels.${level}`) }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
