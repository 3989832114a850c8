import { Select, Space, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { RevenueFilter, RevenueFilters } from '../../api/revenue';
import { usePermission } from '../../api/session';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import { CampaignSelect } from '../../ui/CampaignSelect';
import { DateField } from '../../ui/DateField';
import styles from './RevenueFilterBar.module.css';

interface Props {
  filters: RevenueFilters;
  onChange: (change: Partial<Record<RevenueFilter, string | undefined>>) => void;
}

const YEARS_BACK = 5;

/** Which revenue: when, where, whose, for what. */
export function RevenueFilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const may = usePermission();
  const known = (id: string | undefined) => (id === 'none' ? null : (id ?? null));
  return (
    <>
      <Period filters={filters} onChange={onChange} />
      <BranchSelect
        width={132}
        allowClear
        label={t('revenue.branch')}
        placeholder={t('revenue.allBranches')}
        {...(filters.branchId !== undefined && { value: filters.branchId })}
        onChange={(id) => onChange({ branchId: id, own: undefined })}
      />
      {may('accounts:read') && (
        <AccountSelect
          width={148}
          allowClear
          label={t('revenue.account')}
          placeholder={filters.accountId === 'none' ? t('revenue.none.account') : t('revenue.allAccounts')}
          value={known(filters.accountId)}
          onChange={(id) => onChange({ accountId: id ?? undefined })}
        />
      )}
      {may('campaigns:read') && (
        <CampaignSelect
          width={148}
          allowClear
          label={t('revenue.campaign')}
          placeholder={filters.campaignId === 'none' ? t('revenue.none.campaign') : t('revenue.allCampaigns')}
          value={known(filters.campaignId)}
          onChange={(id) => onChange({ campaignId: id ?? undefined })}
        />
      )}
      {filters.month !== undefined && (
        <Tag
          className={styles.chip ?? ''}
          closable
          variant="filled"
          onClose={() => onChange({ month: undefined })}
        >
          {filters.month === 'none' ? t('revenue.monthNone') : filters.month}
        </Tag>
      )}
      {filters.own === 'true' && (
        <Tag
          className={styles.chip ?? ''}
          closable
          variant="filled"
          onClose={() => onChange({ own: undefined })}
        >
          {t('revenue.ownOnly')}
        </Tag>
      )}
    </>
  );
}

/** A year, or months from–to: one puts the other out of force. */
function Period({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const thisYear = dayjs().year();
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => String(thisYear - back));
  if (filters.year !== undefined && !years.includes(filters.year)) years.push(filters.year);
  const month = (name: 'from' | 'to') => (
    <DateField
      unit="month"
      width={112}
      placeholder={t(`revenue.${name}`)}
      value={filters[name] ?? null}
      onChange={(chosen) => onChange({ [name]: chosen ?? undefined, year: undefined })}
    />
  );
  return (
    <Space.Compact>
      <Select
        style={{ width: 112 }}
        allowClear
        aria-label={t('revenue.year')}
        placeholder={t('revenue.allYears')}
        value={filters.year}
        onChange={(year: string | undefined) => onChange({ year, from: undefined, to: undefined })}
        options={years.map((year) => ({ value: year, label: t('revenue.yearOf', { year }) }))}
      />
      {month('from')}
      {month('to')}
    </Space.Compact>
  );
}
