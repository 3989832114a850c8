import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRemovePosition } from '../../api/contacts';
import type { Contact, Position } from '../../api/types';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { StateTag } from '../../ui/StateTag';
import styles from './ContactPage.module.css';
import { NewPositionDrawer, PositionDrawer } from './PositionDrawer';
import { StanceMark } from './StanceMark';

interface Props {
  contact: Contact;
  mayWrite: boolean;
}

type Open = { what: 'new' } | { what: 'edit' | 'remove'; position: Position };

/** Where somebody works, an entry for each account the reader sees. */
export function ContactPositions({ contact, mayWrite }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button icon={<PlusOutlined />} onClick={() => setOpen({ what: 'new' })}>
      {t('contacts.addPosition')}
    </Button>
  );
  return (
    <Card title={t('contacts.positions')} extra={mayWrite && contact.positions.length > 0 && add}>
      {contact.positions.length === 0 ? (
        <EmptyState
          small
          title={t('contacts.noPositionsTitle')}
          body={t('contacts.noPositionsBody')}
          action={mayWrite && add}
        />
      ) : (
        <ul className={styles.list}>
          {contact.positions.map((position) => (
            <PositionItem
              key={position.id}
              position={position}
              {...(mayWrite &&
                position.mayChange && { onOpen: (what: 'edit' | 'remove') => setOpen({ what, position }) })}
            />
          ))}
        </ul>
      )}
      {open?.what === 'new' && <NewPositionDrawer contactId={contact.id} onClose={close} />}
      {open?.what === 'edit' && (
        <PositionDrawer position={open.position} title={open.position.accountName} onClose={close} />
      )}
      {open?.what === 'remove' && <RemovePosition position={open.position} onClose={close} />}
    </Card>
  );
}

function PositionItem({
  position,
  onOpen,
}: {
  position: Position;
  onOpen?: (what: 'edit' | 'remove') => void;
}) {
  const { t } = useTranslation();
  const { title, department, role, rank, stance, strength, coveredBy, startedOn, endedOn } = position;
  const keepers = coveredBy.map(({ userName }) => userName ?? t('accounts.unseenPerson'));
  return (
    <li className={endedOn ? styles.left : undefined}>
      <div className={styles.head}>
        <Link to={`/accounts/${position.accountId}?tab=people`} className={styles.firm}>
          {position.accountName}
        </Link>
        {position.isPrimary && <StateTag tone="done">{t('contacts.primaryShort')}</StateTag>}
        {endedOn && <StateTag tone="stopped">{t('contacts.leftOn', { day: endedOn })}</StateTag>}
        {onOpen && (
          <span className={styles.end}>
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              aria-label={t('contacts.editPosition')}
              title={t('contacts.editPosition')}
              onClick={() => onOpen('edit')}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('contacts.removePosition')}
              title={t('contacts.removePosition')}
              onClick={() => onOpen('remove')}
            />
          </span>
        )}
      </div>
      <div className={styles.facts}>
        {[title, department].filter(Boolean).map((words) => (
          <span key={words}>{words}</span>
        ))}
        <span>{t(`contacts.roles.${role}`)}</span>
        <span>{t(`contacts.ranks.${rank}`)}</span>
        {startedOn && <span>{t('contacts.since', { day: startedOn })}</span>}
      </div>
      <div className={styles.facts}>
        <StanceMark stance={stance} />
        <span>{t('contacts.strengthOf', { strength })}</span>
        <span>
          {keepers.length === 0
            ? t('contacts.nobodyCovers')
            : t('contacts.coveredByNames', { names: keepers.join(t('common.separator')) })}
        </span>
      </div>
    </li>
  );
}

function RemovePosition({ position, onClose }: { position: Position; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useRemovePosition();
  return (
    <ConfirmDialog
      open
      danger
      title={t('contacts.removePosition')}
      action={t('contacts.remove')}
      busy={remove.isPending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() => remove.mutate(position.id, { onSuccess: onClose })}
    >
      {t('contacts.removePositionBody', { firm: position.accountName })}
    </ConfirmDialog>
  );
}
