import { Button, Skeleton, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../../api/session';
import { useHandOvers, type HandOver } from '../../../api/teams';
import type { Account } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { DownloadButton } from '../../../ui/DownloadButton';
import { Failure } from '../../../ui/Failure';
import { StateTag } from '../../../ui/StateTag';
import { day } from '../../../ui/numbers';
import { ConfirmHandOver } from './ConfirmHandOver';
import { HandOverChecklist } from './HandOverChecklist';
import { HandOverDrawer } from './HandOverDrawer';
import styles from './TeamTab.module.css';

/** How the account passed from one primary to the next, and what the next has to know. */
export function HandOverSection({ account }: { account: Account }) {
  const { t, i18n } = useTranslation();
  const may = usePermission();
  const handOvers = useHandOvers(account.id);
  const [open, setOpen] = useState(false);
  const mayWrite = may('accounts:write') && account.mayChange;
  const pack = `/api/accounts/${account.id}/hand-over-pack?language=${i18n.language === 'en' ? 'en' : 'zh'}`;
  return (
    <Card title={t('team.handOver.title')}>
      <div className={styles.actions}>
        <DownloadButton path={pack} name="hand-over.pdf" label={t('team.handOver.pack')} />
        {mayWrite && (
          <Tooltip title={t('team.handOver.fullHint')}>
            <DownloadButton
              path={`${pack}&numbers=full`}
              name="hand-over.pdf"
              label={t('team.handOver.fullPack')}
            />
          </Tooltip>
        )}
        {mayWrite && <Button onClick={() => setOpen(true)}>{t('team.handOver.action')}</Button>}
      </div>
      {handOvers.error ? (
        <Failure error={handOvers.error} onRetry={() => void handOvers.refetch()} />
      ) : !handOvers.data ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : handOvers.data.length === 0 ? (
        <p className="muted">{t('team.handOver.none')}</p>
      ) : (
        <ul>
          {handOvers.data.map((one) => (
            <Row key={one.id} handOver={one} />
          ))}
        </ul>
      )}
      {open && <HandOverDrawer account={account} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function Row({ handOver }: { handOver: HandOver }) {
  const { t } = useTranslation();
  const name = (known: string | null) => known ?? t('accounts.unseenPerson');
  const { promises } = handOver;
  return (
    <li className={styles.row}>
      <span className={styles.day}>{handOver.effectiveOn}</span>
      <span className={styles.who}>
        {handOver.fromId === null ? t('accounts.unassigned') : name(handOver.fromName)} →{' '}
        {name(handOver.toName)}
      </span>
      {handOver.undoneAt !== null ? (
        <StateTag tone="stopped">{t('team.handOver.undone')}</StateTag>
      ) : handOver.acknowledgedAt !== null ? (
        <StateTag tone="done">{t('team.handOver.confirmed', { day: day(handOver.acknowledgedAt) })}</StateTag>
      ) : (
        <StateTag tone="waiting">{t('team.handOver.waits')}</StateTag>
      )}
      {handOver.mayAcknowledge && <ConfirmHandOver handOver={handOver} />}
      <span className={styles.note}>
        {t('team.handOver.wasOpen', { cases: promises.openCases, campaigns: promises.campaigns })}
        {handOver.note && ` · ${handOver.note}`}
        {handOver.openReason && ` · ${t('team.checklist.confirmedOpen', { reason: handOver.openReason })}`}
      </span>
      {handOver.undoneAt === null && <HandOverChecklist handOver={handOver} />}
    </li>
  );
}
