import { PlusOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChatRobotActions, useChatRobots } from '../../../api/notifications';
import type { ChatRobot } from '../../../api/types';
import { useShortcut } from '../../../app/shortcuts';
import { asApiError } from '../../../ui/api-error';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { EmptyState } from '../../../ui/EmptyState';
import { minute } from '../../../ui/numbers';
import { PageHeader } from '../../../ui/PageHeader';
import { StateTag } from '../../../ui/StateTag';
import type { Column } from '../../../ui/table/columns';
import { DataTable } from '../../../ui/table/DataTable';
import { useListState } from '../../../ui/table/list-state';
import { groupCategoryName, clockOf } from '../../notifications/notification-words';
import { RobotDrawer } from './RobotDrawer';

const FILTERS: readonly never[] = [];

/** Robots of group chats that tell of what happens. */
export function RobotsPage() {
  const { t } = useTranslation();
  const state = useListState('-createdAt', FILTERS);
  const list = useChatRobots(state);
  const [open, setOpen] = useState<ChatRobot | 'new' | null>(null);
  const [removing, setRemoving] = useState<ChatRobot | null>(null);
  const add = useCallback(() => setOpen('new'), []);
  useShortcut('n', t('robots.new'), add);
  const addButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('robots.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('robots.title')} note={t('robots.note')} actions={addButton} />
      <DataTable
        id="chat-robots"
        columns={useRobotColumns()}
        list={list}
        state={state}
        rowKey={(robot) => robot.id}
        searchPlaceholder={t('robots.search')}
        rowActions={(robot) => (
          <>
            <TestButton robot={robot} />
            <Button type="text" size="small" onClick={() => setOpen(robot)}>
              {t('common.edit')}
            </Button>
            <Button type="text" size="small" danger onClick={() => setRemoving(robot)}>
              {t('robots.remove')}
            </Button>
          </>
        )}
        empty={<EmptyState title={t('robots.emptyTitle')} body={t('robots.emptyBody')} action={addButton} />}
      />
      {open !== null && <RobotDrawer robot={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing && <Remove robot={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function useRobotColumns(): Column<ChatRobot>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', title: t('robots.name'), render: (robot) => robot.name, sortable: true, card: 'title' },
    { key: 'kind', title: t('robots.kind'), render: (robot) => t(`robots.kinds.${robot.kind}`) },
    { key: 'branch', title: t('robots.branch'), render: (robot) => robot.branchName },
    {
      key: 'address',
      title: t('robots.address'),
      render: ({ host, hint }) => <code className="muted">{`${host} …${hint}`}</code>,
    },
    {
      key: 'categories',
      title: t('robots.categories'),
      render: ({ categories }) =>
        categories.map((category) => groupCategoryName(t, category)).join(t('common.separator')),
    },
    {
      key: 'mode',
      title: t('robots.mode'),
      render: ({ mode, digestHour }) =>
        mode === 'digest' ? t('robots.digestAt', { at: clockOf(digestHour * 60) }) : t('robots.atOnce'),
    },
    { key: 'state', title: t('robots.state'), card: 'tag', render: (robot) => <RobotState robot={robot} /> },
  ];
}

function RobotState({ robot }: { robot: ChatRobot }) {
  const { t } = useTranslation();
  if (!robot.active) return <StateTag tone="stopped">{t('robots.off')}</StateTag>;
  if (robot.lastState === null) return <StateTag tone="draft">{t('robots.untried')}</StateTag>;
  if (robot.lastState === 'sent') {
    return <StateTag tone="done">{t('robots.sent', { at: minute(robot.lastTriedAt) })}</StateTag>;
  }
  return <StateTag tone="attention">{t('robots.failed', { at: minute(robot.lastTriedAt) })}</StateTag>;
}

function TestButton({ robot }: { robot: ChatRobot }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const { test } = useChatRobotActions();
  return (
    <Button
      type="text"
      size="small"
      loading={test.isPending}
      onClick={() =>
        test.mutate(robot.id, {
          onSuccess: () => void message.success(t('robots.tested', { name: robot.name })),
          onError: (error) => void message.error(asApiError(error).sentence(i18n.language), 8),
        })
      }
    >
      {t('robots.test')}
    </Button>
  );
}

function Remove({ robot, onClose }: { robot: ChatRobot; onClose: () => void }) {
  const { t } = useTranslation();
  const { remove } = useChatRobotActions();
  return (
    <ConfirmDialog
      open
      danger
      title={t('robots.removeTitle')}
      action={t('robots.remove')}
      busy={remove.isPending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() => remove.mutate(robot.id, { onSuccess: onClose })}
    >
      {t('robots.removeBody', { name: robot.name })}
    </ConfirmDialog>
  );
}
