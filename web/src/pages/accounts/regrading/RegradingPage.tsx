import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useRunTierRules,
  useTierProposals,
  type ProposalFilter,
  type TierProposal,
} from '../../../api/account-tiers';
import { asApiError } from '../../../ui/api-error';
import { EmptyState } from '../../../ui/EmptyState';
import { Money } from '../../../ui/Money';
import { count } from '../../../ui/numbers';
import { PageHeader } from '../../../ui/PageHeader';
import type { Column } from '../../../ui/table/columns';
import { DataTable } from '../../../ui/table/DataTable';
import { useListState } from '../../../ui/table/list-state';
import { TierTag } from '../account-words';
import { DecisionDrawer } from './DecisionDrawer';
import { TierRules } from './TierRules';

const FILTERS: readonly ProposalFilter[] = ['state'];
const states = ['proposed', 'approved', 'rejected', 'superseded'] as const;

/** Tiers by revenue: the rules, what they propose, and what was decided. */
export function RegradingPage() {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const state = useListState('-revenue', FILTERS);
  const list = useTierProposals(state);
  const run = useRunTierRules();
  const [decision, setDecision] = useState<{ proposal: TierProposal; approve: boolean } | null>(null);
  const start = () =>
    run.mutate(undefined, {
      onSuccess: ({ proposed }) => void message.success(t('profile.tiers.ran', { count: proposed })),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  const runButton = (
    <Button type="primary" loading={run.isPending} onClick={start}>
      {t('profile.tiers.run')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('profile.tiers.title')}
        note={t('profile.tiers.note')}
        back={{ to: '/accounts', label: t('accounts.title') }}
        actions={runButton}
      />
      <TierRules />
      <DataTable
        id="tier-proposals"
        columns={useColumns()}
        list={list}
        state={state}
        rowKey={(proposal) => proposal.id}
        rowHref={(proposal) => `/accounts/${proposal.accountId}`}
        searchPlaceholder={t('accounts.search')}
        filters={
          <Select
            style={{ width: 140 }}
            aria-label={t('accounts.state')}
            value={state.filters.state ?? 'proposed'}
            onChange={(next: string) => state.setFilter('state', next === 'proposed' ? undefined : next)}
            options={states.map((value) => ({ value, label: t(`profile.tiers.states.${value}`) }))}
          />
        }
        rowActions={(proposal) =>
          proposal.state === 'proposed' && (
            <>
              <Button type="text" size="small" onClick={() => setDecision({ proposal, approve: true })}>
                {t('profile.tiers.approve')}
              </Button>
              <Button type="text" size="small" onClick={() => setDecision({ proposal, approve: false })}>
                {t('profile.tiers.reject')}
              </Button>
            </>
          )
        }
        empty={
          <EmptyState
            title={t('profile.tiers.emptyTitle')}
            body={t('profile.tiers.emptyBody')}
            action={runButton}
          />
        }
      />
      {decision && <DecisionDrawer {...decision} onClose={() => setDecision(null)} />}
    </>
  );
}

function useColumns(): Column<TierProposal>[] {
  const { t } = useTranslation();
  return [
    { key: 'account', title: t('accounts.name'), render: (row) => row.accountName, card: 'title' },
    { key: 'branch', title: t('accounts.branch'), render: (row) => row.branchName ?? '–' },
    {
      key: 'change',
      title: t('profile.tiers.change'),
      render: (row) => (
        <>
          <TierTag tier={row.fromTier} /> → <TierTag tier={row.toTier} />
        </>
      ),
      card: 'tag',
    },
    {
      key: 'revenue',
      title: t('profile.tiers.revenue'),
      render: (row) => (row.revenueFen === null ? '–' : <Money fen={row.revenueFen} />),
      sortable: true,
      numeric: true,
    },
    {
      key: 'reason',
      title: t('profile.tiers.reason'),
      render: (row) => (
        <span className="muted">
          {row.proposedByName === null
            ? t('profile.tiers.because', {
                from: row.fromMonth.slice(0, 7),
                to: row.toMonth.slice(0, 7),
                key: count((row.keyFromFen ?? 0) / 100),
                provincial: count((row.provincialFromFen ?? 0) / 100),
              })
            : t('profile.tiers.byPerson', { by: row.proposedByName, reason: row.reason })}
        </span>
      ),
    },
    {
      key: 'decided',
      title: t('profile.tiers.decidedBy'),
      render: (row) => [row.decidedByName, row.note].filter(Boolean).join(' · ') || '–',
    },
  ];
}
