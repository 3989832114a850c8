import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAccountGroup, type GroupChild } from '../../../api/account-group';
import { Failure } from '../../../ui/Failure';
import { Money } from '../../../ui/Money';
import { count } from '../../../ui/numbers';
import { TierTag } from '../account-words';
import styles from './GroupRows.module.css';

const figure = (value: number | null): string => (value === null ? '–' : count(value));

/** The accounts directly below another, each with the sum of what is under it. */
export function GroupRows({ items, year }: { items: readonly GroupChild[]; year: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <table className={styles.rows}>
        <thead>
          <tr>
            <th scope="col">{t('accounts.name')}</th>
            <th scope="col">{t('accounts.branch')}</th>
            <th scope="col" className={styles.number}>
              {t('profile.group.accounts')}
            </th>
            <th scope="col" className={styles.number}>
              {t('profile.group.revenueYuan')}
            </th>
            <th scope="col" className={styles.number}>
              {t('profile.group.pieces')}
            </th>
            <th scope="col" className={styles.number}>
              {t('profile.group.campaigns')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <GroupRow key={item.id} item={item} year={year} depth={0} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  item: GroupChild;
  year: number;
  depth: number;
}

function GroupRow({ item, year, depth }: RowProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { total } = item;
  return (
    <>
      <tr>
        <th scope="row" style={{ paddingInlineStart: 12 + depth * 20 }}>
          <span className={styles.name}>
            {item.hasChildren ? (
              <Button
                type="text"
                size="small"
                aria-expanded={open}
                aria-label={t(open ? 'profile.group.close' : 'profile.group.open', { name: item.name })}
                icon={open ? <CaretDownOutlined /> : <CaretRightOutlined />}
                onClick={() => setOpen(!open)}
              />
            ) : (
              <span className={styles.leaf} />
            )}
            <Link to={`/accounts/${item.id}`}>{item.name}</Link>
            <TierTag tier={item.tier} />
          </span>
        </th>
        <td>{item.branchName ?? '–'}</td>
        <td className={styles.number}>{count(total.accounts)}</td>
        <td className={styles.number}>
          <Money fen={total.revenueFen} />
        </td>
        <td className={styles.number}>{figure(total.pieces)}</td>
        <td className={styles.number}>{figure(total.campaigns)}</td>
      </tr>
      {open && <Below id={item.id} year={year} depth={depth + 1} />}
    </>
  );
}

/** The next level, fetched when it is opened. */
function Below({ id, year, depth }: { id: string; year: number; depth: number }) {
  const { t } = useTranslation();
  const group = useAccountGroup(id, year);
  if (!group.data) {
    return (
      <tr>
        <td colSpan={6} className={styles.wait} role="status">
          {group.error ? (
            <Failure error={group.error} onRetry={() => void group.refetch()} />
          ) : (
            t('table.loading')
          )}
        </td>
      </tr>
    );
  }
  return group.data.children.map((item) => <GroupRow key={item.id} item={item} year={year} depth={depth} />);
}
