import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery, Webhook } from '../../../api/types';
import { useDeliveries, useReplayDelivery } from '../../../api/webhooks';
import { asApiError } from '../../../ui/api-error';
import { EmptyState } from '../../../ui/EmptyState';
import { count, minute } from '../../../ui/numbers';
import type { Column } from '../../../ui/table/columns';
import { DataTable } from '../../../ui/table/DataTable';
import { useListState } from '../../../ui/table/list-state';
import { ReplayDrawer } from './ReplayDrawer';
import { DeliveryTag } from './webhook-words';

const FILTERS = ['state'] as const;
const STATES = ['due', 'delivered', 'given-up'] as const;

/** What was sent, what came back, and what still waits. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const state = useListState('-createdAt', FILTERS);
  const list = useDeliveries(webhook.id, state);
  const replay = useReplayDelivery();
  const [ranging, setRanging] = useState(false);
  const again = ({ id }: Delivery) =>
    replay.mutate(id, {
      onSuccess: () => void message.success(t('webhooks.replayed', { count: 1 })),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  return (
    <>
      <DataTable
        id="webhook-deliveries"
        columns={useDeliveryColumns()}
        list={list}
        state={state}
        rowKey={(delivery) => delivery.id}
        filters={
          <>
            <Select
              allowClear
              aria-label={t('webhooks.state')}
              placeholder={t('webhooks.anyState')}
              style={{ minWidth: 140 }}
              value={state.filters.state}
              onChange={(value?: string) => state.setFilter('state', value)}
              options={STATES.map((value) => ({ value, label: t(`webhooks.states.${value}`) }))}
            />
            <Button disabled={!webhook.active} onClick={() => setRanging(true)}>
              {t('webhooks.replayRange')}
            </Button>
          </>
        }
        rowActions={(delivery) =>
          webhook.active &&
          delivery.state !== 'due' && (
            <Button type="text" size="small" onClick={() => again(delivery)}>
              {t('webhooks.replay')}
            </Button>
          )
        }
        empty={<EmptyState title={t('webhooks.nothingTitle')} body={t('webhooks.nothingBody')} />}
      />
      {ranging && <ReplayDrawer webhook={webhook} onClose={() => setRanging(false)} />}
    </>
  );
}

function useDeliveryColumns(): Column<Delivery>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'createdAt',
      title: t('webhooks.happened'),
      sortable: true,
      render: ({ createdAt }) => minute(createdAt),
    },
    { key: 'kind', title: t('webhooks.kind'), card: 'title', render: ({ kind }) => <code>{kind}</code> },
    {
      key: 'state',
      title: t('webhooks.state'),
      card: 'tag',
      render: ({ state }) => <DeliveryTag state={state} />,
    },
    {
      key: 'answer',
      title: t('webhooks.answer'),
      render: ({ statusCode, fault }) => statusCode ?? fault ?? '–',
    },
    {
      key: 'duration',
      title: t('webhooks.duration'),
      render: ({ durationMs }) => (durationMs === null ? '–' : `${count(durationMs)} ms`),
    },
    { key: 'attempts', title: t('webhooks.attempts'), render: ({ attempts }) => count(attempts) },
    {
      key: 'nextAttemptAt',
      title: t('webhooks.next'),
      render: ({ nextAttemptAt }) => minute(nextAttemptAt),
    },
    {
      key: 'eventId',
      title: t('webhooks.eventId'),
      hidden: true,
      render: ({ eventId }) => <code className="muted">{eventId}</code>,
    },
  ];
}
