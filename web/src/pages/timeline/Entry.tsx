import { PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type TimelineRecord, useTimelineActions } from '../../api/activity';
import { usePermission } from '../../api/session';
import { useContact } from '../../api/contacts';
import type { TimelineEntry } from '../../api/types';
import { asApiError } from '../../ui/api-error';
import { iconOf, pathOf, shownFacts, useActivityWords } from './activity-words';
import { Changes } from './Changes';
import { NoteEntry } from './NoteEntry';
import styles from './Timeline.module.css';

interface Props {
  entry: TimelineEntry;
  record: TimelineRecord;
}

const FEW_CHANGES = 2;

/** One thing that happened: who, what, and the record it leads to. */
export function Entry({ entry, record }: Props) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const words = useActivityWords();
  const may = usePermission();
  const { pin } = useTimelineActions(record);
  const { kind, actor, at, note, pinned } = entry;
  const togglePin = () =>
    pin.mutate(
      { entryId: entry.id, pinned: !pinned },
      { onError: (error) => void message.error(asApiError(error).sentence(i18n.language)) },
    );
  return (
    <li className={styles.entry}>
      <span className={styles.icon} aria-hidden>
        {iconOf(kind)}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.what}>
            {words.kind(kind)} <RecordName entry={entry} record={record} />
          </span>
          <span className={styles.who}>
            {actor.name ?? t('activity.nobody')}
            {actor.name !== null && actor.via !== 'session' && ` · ${words.via(actor.via)}`}
            <time dateTime={at}>{dayjs(at).format('HH:mm')}</time>
          </span>
          {may('notes:write') && (
            <Button
              type="text"
              size="small"
              className={pinned ? styles.pinned! : styles.pin!}
              icon={pinned ? <PushpinFilled /> : <PushpinOutlined />}
              aria-pressed={pinned}
              aria-label={t(pinned ? 'activity.unpin' : 'activity.pin')}
              onClick={togglePin}
            />
          )}
        </div>
        {note ? <NoteEntry note={note} record={record} /> : <Details entry={entry} />}
      </div>
    </li>
  );
}

/** The record the entry is about, unless it is the one whose timeline this is. */
function RecordName({ entry: { subject, related, facts, note }, record }: Props) {
  const words = useActivityWords();
  const isOther = ({ type, id }: { type: string; id: string }) => type !== record.type || id !== record.id;
  // A note is about the record it was written on, which may be another one around this one.
  const about = note ? related.find((ref) => pathOf(ref) !== null) : subject;
  const path = about ? pathOf(about) : null;
  const known = note ? undefined : [facts.name, facts.code].find((value) => typeof value === 'string');
  if (!about || !isOther(about)) return null;
  if (path === null) return <>{known}</>;
  const word = words.topic(about.type);
  return (
    <Link to={path}>
      {about.type === 'contact' ? <ContactName id={about.id} word={word} /> : (known ?? word)}
    </Link>
  );
}

/** History keeps no names of people: the name is the one the contact has now. */
function ContactName({ id, word }: { id: string; word: string }) {
  return <>{useContact(id).data?.name ?? word}</>;
}

function Details({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const words = useActivityWords();
  const [open, setOpen] = useState(false);
  const { changes, reason } = entry;
  // Who it is about is said with what changed; of other records the changes are enough.
  const facts = changes.length === 0 || entry.facts.member !== undefined ? shownFacts(entry) : [];
  const shown = open ? changes : changes.slice(0, FEW_CHANGES);
  return (
    <>
      <Changes changes={shown} reason={reason} />
      {changes.length > FEW_CHANGES && (
        <Button type="link" size="small" className={styles.more!} onClick={() => setOpen(!open)}>
          {open ? t('activity.fewer') : t('activity.allChanges', { count: changes.length })}
        </Button>
      )}
      {facts.length > 0 && (
        <p className={styles.facts}>
          {facts.map(([key, value]) => (
            <span key={key}>
              {words.field(key)} <b>{words.value(key, value)}</b>
            </span>
          ))}
        </p>
      )}
    </>
  );
}
