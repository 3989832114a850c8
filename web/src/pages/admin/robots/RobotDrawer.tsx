import { App, Checkbox, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChatRobotActions } from '../../../api/notifications';
import { useSession } from '../../../api/session';
import type { ChatRobot, NewChatRobot } from '../../../api/types';
import { BranchSelect } from '../../../ui/BranchSelect';
import { FormDrawer } from '../../../ui/FormDrawer';
import {
  CATEGORIES,
  CLOCK_OPTIONS,
  groupCategoryName,
  HOUR_OPTIONS,
} from '../../notifications/notification-words';
import { QuietFields } from '../../notifications/QuietFields';

type Fields = Omit<NewChatRobot, 'secret'> & { secret?: string; active: boolean };

const KINDS = ['wecom', 'dingtalk', 'feishu'] as const;

/** Adds a robot, or changes the one given; its address and secret are entered and never shown again. */
export function RobotDrawer({ robot, onClose }: { robot: ChatRobot | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const session = useSession();
  const { add, change } = useChatRobotActions();
  const mode = Form.useWatch('mode', form);
  const kind = Form.useWatch('kind', form);
  const save = async ({ address, secret, branchId, kind: said, active, ...rest }: Fields) => {
    const quietTo = rest.quietFrom === null ? null : rest.quietTo;
    const given = { ...rest, quietTo };
    if (robot) {
      const keys = { ...(address && { address }), ...(secret && { secret }) };
      await change.mutateAsync({ id: robot.id, version: robot.version, ...given, ...keys, active });
    } else {
      await add.mutateAsync({
        ...given,
        ...(branchId && { branchId }),
        kind: said,
        address,
        secret: secret || null,
      });
    }
    void message.success(t('common.saved'));
  };
  const required = (field: string) => [{ required: true, message: t('common.required', { field }) }];
  return (
    <FormDrawer<Fields>
      title={t(robot ? 'robots.edit' : 'robots.new')}
      form={form}
      initial={
        robot ? fieldsOf(robot) : { ...NEW, ...(session.data && { branchId: session.data.branch.id }) }
      }
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="name" label={t('robots.name')} rules={required(t('robots.name'))}>
        <Input autoFocus maxLength={60} autoComplete="off" placeholder={t('robots.namePlaceholder')} />
      </Form.Item>
      {!robot && (
        <Form.Item name="branchId" label={t('robots.branch')}>
          <BranchSelect />
        </Form.Item>
      )}
      <Form.Item name="kind" label={t('robots.kind')}>
        <Select
          disabled={robot !== null}
          options={KINDS.map((value) => ({ value, label: t(`robots.kinds.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('robots.webhook')}
        extra={robot ? t('robots.keep', { hint: robot.hint }) : t('robots.webhookHelp')}
        rules={robot ? [] : required(t('robots.webhook'))}
      >
        <Input.Password autoComplete="off" placeholder="https://" />
      </Form.Item>
      {kind !== 'wecom' && (
        <Form.Item
          name="secret"
          label={t('robots.secret')}
          extra={t(robot?.signed ? 'robots.secretKept' : 'robots.secretHelp')}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      )}
      <Form.Item name="categories" label={t('robots.categories')} rules={required(t('robots.categories'))}>
        <Checkbox.Group
          options={CATEGORIES.filter((value) => value !== 'mention').map((value) => ({
            value,
            label: groupCategoryName(t, value),
          }))}
        />
      </Form.Item>
      <Form.Item name="below" label={t('robots.below')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="mode" label={t('robots.mode')}>
        <Select
          options={[
            { value: 'at-once', label: t('robots.atOnce') },
            { value: 'digest', label: t('robots.digest') },
          ]}
        />
      </Form.Item>
      <Form.Item name="digestHour" label={t('robots.digestHour')} hidden={mode !== 'digest'}>
        <Select options={HOUR_OPTIONS} />
      </Form.Item>
      <QuietFields options={CLOCK_OPTIONS} />
      <Form.Item name="language" label={t('robots.language')}>
        <Select
          options={[
            { value: 'zh', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      {robot && (
        <Form.Item name="active" label={t('robots.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

const NEW: Partial<Fields> = {
  kind: 'wecom',
  categories: ['assignment', 'approval', 'service', 'production'],
  below: false,
  mode: 'at-once',
  digestHour: 8,
  quietFrom: 1_320,
  quietTo: 420,
  urgentPasses: true,
  language: 'zh',
};

function fieldsOf(robot: ChatRobot): Partial<Fields> {
  const {
    name,
    kind,
    categories,
    below,
    mode,
    digestHour,
    quietFrom,
    quietTo,
    urgentPasses,
    language,
    active,
  } = robot;
  return {
    ...{
      name,
      kind,
      categories,
      below,
      mode,
      digestHour,
      quietFrom,
      quietTo,
      urgentPasses,
      language,
      active,
    },
  };
}
