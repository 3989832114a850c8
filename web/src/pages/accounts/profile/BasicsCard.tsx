import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Account } from '../../../api/types';
import { PartCard } from './PartCard';
import styles from './ProfileFacts.module.css';

/** Names, code and reach of the customer. */
export function BasicsCard({ account, onEdit }: { account: Account; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const { legalName, tradeNames, creditCode, phone, website, tags, classifications } = account;
  const facts: [string, ReactNode][] = [
    [t('profile.legalName'), legalName],
    [t('profile.tradeNames'), tradeNames.join(t('common.separator'))],
    [t('profile.creditCode'), <CreditCode key="code" account={account} />],
    [t('profile.phone'), phone && <a href={`tel:${phone}`}>{phone}</a>],
    [
      t('profile.website'),
      website && (
        <a href={website} target="_blank" rel="noreferrer noopener">
          {website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
        </a>
      ),
    ],
    [t('profile.tags'), tags.map((tag) => <TagLink key={tag} tag={tag} />)],
    [t('profile.classifications'), classifications.map((code) => <Tag key={code}>{code}</Tag>)],
  ];
  const known = [legalName, creditCode, phone, website, ...tradeNames, ...tags, ...classifications];
  return (
    <PartCard
      title={t('profile.basics')}
      onEdit={onEdit}
      empty={
        known.every((value) => value === null)
          ? { title: t('profile.noBasicsTitle'), body: t('profile.noBasicsBody') }
          : null
      }
    >
      <dl>
        {facts.map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>
              {value === null || value === '' || (Array.isArray(value) && value.length === 0) ? (
                <span className="muted">{t('common.notSet')}</span>
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
      </dl>
    </PartCard>
  );
}

function TagLink({ tag }: { tag: string }) {
  return (
    <Link to={`/accounts?tag=${encodeURIComponent(tag)}`}>
      <Tag>{tag}</Tag>
    </Link>
  );
}

/** The code, and who else in reach carries the same: perhaps one customer kept twice. */
function CreditCode({ account: { creditCode, sameCreditCode } }: { account: Account }) {
  const { t } = useTranslation();
  if (creditCode === null) return <span className="muted">{t('common.notSet')}</span>;
  return (
    <>
      <span className={styles.code}>{creditCode}</span>
      {sameCreditCode.length > 0 && (
        <p className={styles.warning} role="note">
          {t('profile.sameCreditCode')}{' '}
          {sameCreditCode.map(({ id, name, branchName }) => (
            <Link key={id} to={`/accounts/${id}`} className={styles.same}>
              {name}
              {branchName !== null && `（${branchName}）`}
            </Link>
          ))}
        </p>
      )}
    </>
  );
}
