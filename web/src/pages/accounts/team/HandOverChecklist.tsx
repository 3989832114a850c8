import { CloseOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeChecklist, type CheckChange, type HandOver } from '../../../api/teams';
import { asApiError } from '../../../ui/api-error';
import { day } from '../../../ui/numbers';
import styles from './HandOverChecklist.module.css';

type Item = HandOver['items'][number];

/** What has to be done until the account is handed over; giver and receiver tick. */
export function HandOverChecklist({ handOver }: { handOver: HandOver }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const change = useChangeChecklist();
  const [title, setTitle] = useState('');
  const { items, mayTick } = handOver;
  if (items.length === 0) return null;
  const done = items.filter(({ doneAt }) => doneAt !== null).length;
  const save = (what: CheckChange, then?: () => void) =>
    change.mutate(what, {
      onSuccess: () => then?.(),
      onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
    });
  const add = () => {
    if (title.trim()) save({ handOverId: handOver.id, title }, () => setTitle(''));
  };
  return (
    <div className={styles.checklist}>
      <div className={styles.head}>
        {t('team.checklist.title')}
        <span className="muted">{t('team.checklist.done', { done, of: items.length })}</span>
      </div>
      <ul className={styles.items}>
        {items.map((item) => (
          <Line
            key={item.id}
            item={item}
            mayTick={mayTick}
            busy={change.isPending}
            onTick={(isDone) => save({ itemId: item.id, done: isDone })}
            onRemove={() => save({ itemId: item.id, remove: true })}
          />
        ))}
      </ul>
      {mayTick && (
        <div className={styles.add}>
          <Input
            size="small"
            value={title}
            maxLength={120}
            aria-label={t('team.checklist.add')}
            placeholder={t('team.checklist.addHint')}
            onChange={(event) => setTitle(event.target.value)}
            onPressEnter={add}
          />
          <Button size="small" disabled={!title.trim()} onClick={add}>
            {t('team.checklist.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface LineProps {
  item: Item;
  mayTick: boolean;
  busy: boolean;
  onTick: (done: boolean) => void;
  onRemove: () => void;
}

function Line({ item, mayTick, busy, onTick, onRemove }: LineProps) {
  const { t } = useTranslation();
  const { kind, title, mandatory, doneAt, doneByName } = item;
  return (
    <li className={styles.item}>
      <Checkbox
        checked={doneAt !== null}
        disabled={!mayTick || busy}
        onChange={(event) => onTick(event.target.checked)}
      >
        {kind === 'extra' ? title : t(`team.checklist.kinds.${kind}`)}
        {mandatory && <span className={styles.required}> {t('team.checklist.required')}</span>}
      </Checkbox>
      {doneAt !== null && (
        <span className="muted">
          {doneByName ?? t('accounts.unseenPerson')} · {day(doneAt)}
        </span>
      )}
      {mayTick && kind === 'extra' && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          disabled={busy}
          aria-label={t('team.checklist.remove', { title })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
