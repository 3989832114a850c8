import { Button, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useRevenueSummary, type RevenueGrouping } from '../../api/revenue';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { PageHeader } from '../../ui/PageHeader';
import { ExportButton } from './ExportButton';
import { PAGE_FILTERS, useRevenueFilters } from './filter-state';
import { GroupBars } from './GroupBars';
import { GroupTable } from './GroupTable';
import { useMoneyUnit, type MoneyUnit } from './money-unit';
import { MonthColumns } from './MonthColumns';
import { Monthless } from './Monthless';
import { groupings } from './revenue-groups';
import { RevenueFilterBar } from './RevenueFilterBar';
import styles from './RevenuePage.module.css';
import { RevenueTotal } from './RevenueTotal';

const MONTHS_HEIGHT = 208;

/** What was earned: the sum, its course over the year, and who and what it came from. */
export function RevenuePage() {
  const { t } = useTranslation();
  const [unit, setUnit] = useMoneyUnit();
  const { filters, change } = useRevenueFilters(PAGE_FILTERS);
  const months = useRevenueSummary(filters, 'month');
  const narrowed = Object.keys(filters).length > 0;
  const nothing = months.data?.total.lines === 0;
  const reset = () => change(Object.fromEntries(PAGE_FILTERS.map((name) => [name, undefined])));

  return (
    <>
      <PageHeader
        title={t('revenue.title')}
        note={t('revenue.note')}
        actions={
          <>
            <Segmented<MoneyUnit>
              aria-label={t('revenue.unit')}
              value={unit}
              onChange={setUnit}
              options={[
                { value: 'yuan', label: t('common.yuan') },
                { value: 'tenThousand', label: t('common.tenThousand') },
              ]}
            />
            <ExportButton filters={filters} />
          </>
        }
      />
      <div className={styles.filters}>
        <RevenueFilterBar filters={filters} onChange={change} />
        {narrowed && (
          <Button type="text" onClick={reset}>
            {t('table.reset')}
          </Button>
        )}
      </div>
      {(filters.from ?? filters.to) !== undefined && <p className={styles.hint}>{t('revenue.monthsHint')}</p>}
      {months.error ? (
        <Failure error={months.error} onRetry={() => void months.refetch()} />
      ) : nothing ? (
        <Card>
          {narrowed ? (
            <EmptyState
              title={t('revenue.noMatchTitle')}
              body={t('revenue.noMatchBody')}
              action={<Button onClick={reset}>{t('table.reset')}</Button>}
            />
          ) : (
            <EmptyState
              title={t('revenue.emptyTitle')}
              body={t('revenue.emptyBody')}
              action={<Link to="/campaigns">{t('revenue.toCampaigns')}</Link>}
            />
          )}
        </Card>
      ) : (
        <div className={months.isPlaceholderData ? `${styles.sheets} ${styles.stale}` : styles.sheets}>
          <section className={styles.first} aria-label={t('revenue.total')}>
            <RevenueTotal total={months.data?.total} unit={unit} />
            <div className={styles.months}>
              <h2 className={styles.chartTitle}>{t('revenue.byMonth')}</h2>
              {months.data ? (
                <>
                  <Monthless groups={months.data.groups} unit={unit} />
                  <MonthColumns summary={months.data} unit={unit} height={MONTHS_HEIGHT} />
                </>
              ) : (
                <Skeleton active title={false} paragraph={{ rows: 5 }} />
              )}
            </div>
          </section>
          <Breakdown unit={unit} />
        </div>
      )}
    </>
  );
}

/** The same sum, taken apart by what the reader chooses. */
function Breakdown({ unit }: { unit: MoneyUnit }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const { filters } = useRevenueFilters(PAGE_FILTERS);
  const by = groupings.find((grouping) => grouping === params.get('by')) ?? 'campaign';
  const summary = useRevenueSummary(filters, by);
  const choose = (next: RevenueGrouping) =>
    setParams(
      (now) => {
        const changed = new URLSearchParams(now);
        changed.set('by', next);
        return changed;
      },
      { replace: true },
    );
  return (
    <Card flush>
      <div className={styles.choice}>
        <Segmented<RevenueGrouping>
          aria-label={t('revenue.groupBy')}
          value={by}
          onChange={choose}
          options={groupings.map((grouping) => ({ value: grouping, label: t(`revenue.by.${grouping}`) }))}
        />
      </div>
      {summary.error ? (
        <div className={styles.inner}>
          <Failure error={summary.error} onRetry={() => void summary.refetch()} />
        </div>
      ) : !summary.data ? (
        <div className={styles.inner}>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </div>
      ) : (
        <>
          {summary.data.by !== 'month' && (
            <div className={styles.inner}>
              <GroupBars summary={summary.data} unit={unit} />
            </div>
          )}
          <GroupTable summary={summary.data} unit={unit} stale={summary.isPlaceholderData} />
        </>
      )}
    </Card>
  );
}
