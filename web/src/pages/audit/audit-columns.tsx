import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from '../../api/types';
import { minute } from '../../ui/numbers';
import type { Column } from '../../ui/table/columns';
import { pathOf, shownFacts, useActivityWords } from '../timeline/activity-words';
import { Changes } from '../timeline/Changes';

export function useAuditColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation();
  const words = useActivityWords();
  return [
    { key: 'at', title: t('activity.audit.time'), render: (entry) => minute(entry.at), width: 148 },
    {
      key: 'who',
      title: t('activity.audit.who'),
      render: ({ actor }) => (
        <>
          {actor.name ?? t('activity.nobody')}
          {actor.via !== 'session' && <span className="muted"> · {words.via(actor.via)}</span>}
        </>
      ),
    },
    { key: 'what', title: t('activity.audit.what'), render: ({ kind }) => words.kind(kind), card: 'title' },
    { key: 'subject', title: t('activity.audit.subject'), render: (entry) => <Subject entry={entry} /> },
    { key: 'details', title: t('activity.audit.details'), render: (entry) => <Details entry={entry} /> },
    { key: 'branch', title: t('activity.audit.branch'), render: ({ branchName }) => branchName ?? '–' },
    {
      key: 'seq',
      title: t('activity.audit.seq'),
      numeric: true,
      render: ({ seq, hash }) =>
        seq === null ? (
          <span className="muted">{t('activity.audit.unsealed')}</span>
        ) : (
          <span title={hash ?? ''}>{seq}</span>
        ),
    },
    {
      key: 'request',
      title: t('activity.audit.request'),
      hidden: true,
      render: ({ requestId }) => <code className="muted">{requestId ?? '–'}</code>,
    },
  ];
}

function Subject({ entry: { subject, facts } }: { entry: AuditEntry }) {
  const words = useActivityWords();
  const known = [facts.name, facts.code].find((value) => typeof value === 'string');
  const name = known ?? words.topic(subject.type);
  const path = pathOf(subject);
  return path === null ? <>{name}</> : <Link to={path}>{name}</Link>;
}

function Details({ entry }: { entry: AuditEntry }) {
  const words = useActivityWords();
  const { changes, reason } = entry;
  if (changes.length > 0 || reason !== null) return <Changes changes={changes} reason={reason} />;
  return (
    <>
      {shownFacts(entry).map(([key, value]) => (
        <span key={key}>
          {words.field(key)} {words.value(key, value)}{' '}
        </span>
      ))}
    </>
  );
}
