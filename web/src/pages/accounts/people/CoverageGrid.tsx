import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCoverage } from '../../../api/contacts';
import type { Coverage, Rank } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { Failure } from '../../../ui/Failure';
import { StateTag } from '../../../ui/StateTag';
import { ranks } from '../../contacts/contact-words';
import styles from './CoverageGrid.module.css';

/** Who of ours meets whom of theirs, rank against rank, and where nobody of equal rank does. */
export function CoverageGrid({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const coverage = useCoverage(accountId);
  if (coverage.error) return <Failure error={coverage.error} onRetry={() => void coverage.refetch()} />;
  if (!coverage.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <div className={styles.parts}>
      <Gaps coverage={coverage.data} />
      <Card flush>
        <div className={styles.scroll}>
          <Grid coverage={coverage.data} label={t('people.views.coverage')} />
        </div>
      </Card>
    </div>
  );
}

type Row = Coverage['rows'][number];

function Gaps({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const gaps = coverage.rows.filter(({ people, met }) => met < people);
  return (
    <Card title={t('people.gaps')}>
      {gaps.length === 0 ? (
        <StateTag tone="done">{t('people.noGaps')}</StateTag>
      ) : (
        <ul className={styles.gaps}>
          {gaps.map((row) => (
            <li key={row.rank}>
              <StateTag tone={row.met === 0 ? 'attention' : 'waiting'}>
                {t(row.met === 0 ? 'people.gapAll' : 'people.gapSome', {
                  rank: t(`contacts.ranks.${row.rank}`),
                  people: row.people,
                  met: row.met,
                })}
              </StateTag>
              <Names people={row.nobody} label={t('people.metByNobody')} />
              <Names people={row.below} label={t('people.metFromBelow')} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Names({ people, label }: { people: Row['nobody']; label: string }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <div className={styles.names}>
      {label}
      {people.map(({ contactId, name }, index) => (
        <span key={contactId}>
          {index > 0 && t('common.separator')}
          <Link to={`/contacts/${contactId}`}>{name}</Link>
        </span>
      ))}
    </div>
  );
}

const height = (rank: Rank) => ranks.indexOf(rank);

function Grid({ coverage, label }: { coverage: Coverage; label: string }) {
  const { t } = useTranslation();
  const meetings = new Map(coverage.cells.map((cell) => [`${cell.theirs} ${cell.ours}`, cell.meetings]));
  const nameOf = (name: string | null) => name ?? t('accounts.unseenPerson');
  return (
    <table className={styles.grid} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('people.theirsAndOurs')}</th>
          {coverage.ours.map(({ rank, members }) => (
            <th key={rank} scope="col">
              {t('people.ours', { rank: t(`people.ourRanks.${rank}`) })}
              <span className={styles.members}>
                {members.length === 0
                  ? t('people.vacant')
                  : members.map(({ userName }) => nameOf(userName)).join(t('common.separator'))}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {coverage.rows.map((row) => (
          <tr key={row.rank}>
            <th scope="row">
              {t('people.theirs', { rank: t(`contacts.ranks.${row.rank}`) })}
              <span className={styles.members}>
                {t('people.count', { people: row.people, met: row.met })}
              </span>
            </th>
            {ranks.map((ours) => {
              const found = meetings.get(`${row.rank} ${ours}`) ?? [];
              const equal = height(ours) <= height(row.rank);
              const gap = ours === row.rank && row.met < row.people;
              const tone =
                found.length > 0 ? (equal ? styles.met : styles.below) : gap ? styles.gap : undefined;
              return (
                <td key={ours} className={tone}>
                  {found.map(({ contactId, name, userId, userName }) => (
                    <div key={`${contactId} ${userId}`}>
                      {name} – {nameOf(userName)}
                    </div>
                  ))}
                  {gap && (
                    <div className={styles.missing}>
                      {t('people.missing', { count: row.people - row.met })}
                    </div>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
