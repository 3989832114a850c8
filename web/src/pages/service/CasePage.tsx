import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useCase } from '../../api/service-desk';
import type { CaseDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { KeyFacts } from '../../ui/KeyFacts';
import { count, minute } from '../../ui/numbers';
import { FollowButton } from '../../ui/FollowButton';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { StateTag } from '../../ui/StateTag';
import { AskCard } from './AskCard';
import { CaseStateTag, UrgencyMark } from './case-words';
import { CaseTimeline } from './CaseTimeline';
import { Deadlines } from './Deadlines';
import { EditCaseDrawer } from './EditCaseDrawer';
import { HandOverCard } from './HandOverCard';
import { NextSteps } from './NextSteps';
import { ReportCard } from './ReportCard';
import styles from './CasePage.module.css';

/** One case: what it is about, what comes next, by when, and what happened so far. */
export function CasePage() {
  const { id = '' } = useParams();
  const found = useCase(id);
  if (found.error && !found.data) {
    return <RecordFailure error={found.error} onRetry={() => void found.refetch()} back="/service" />;
  }
  if (!found.data) return <PageSkeleton />;
  return <Opened about={found.data} />;
}

function Opened({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const over = about.state === 'followed-up' || about.state === 'withdrawn';
  return (
    <>
      <PageHeader
        title={about.title}
        note={about.number}
        tag={
          <>
            <CaseStateTag state={about.state} />
            {about.urgency !== 'normal' && <UrgencyMark urgency={about.urgency} />}
            {about.escalationLevel > 0 && about.nextDueAt !== null && (
              <StateTag tone="attention">
                {t(`service.escalated.${about.escalationLevel === 2 ? '2' : '1'}`)}
              </StateTag>
            )}
          </>
        }
        back={{ to: '/service', label: t('service.title') }}
        actions={
          <>
            <FollowButton type="case" id={about.id} />
            {about.mayWrite && !over && (
              <Button onClick={() => setEditing(true)}>{t('service.editFacts')}</Button>
            )}
          </>
        }
      />
      <Facts about={about} />
      <div className={styles.pair}>
        <div className={styles.column}>
          <NextSteps about={about} />
          <div className={styles.story}>
            <Card title={t('service.description')}>
              <p className={about.description ? styles.text : 'muted'}>
                {about.description || t('service.noDescription')}
              </p>
              <Findings about={about} />
            </Card>
            <CaseTimeline about={about} />
          </div>
        </div>
        <div className={styles.column}>
          <div className={styles.urgent}>
            <Deadlines about={about} />
            {about.report && <ReportCard about={about} report={about.report} />}
          </div>
          <div className={styles.rest}>
            <HandOverCard about={about} over={over} />
            <AskCard about={about} />
          </div>
        </div>
      </div>
      {editing && <EditCaseDrawer about={about} onClose={() => setEditing(false)} />}
    </>
  );
}

function Facts({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  return (
    <KeyFacts
      facts={[
        {
          key: 'account',
          label: t('service.account'),
          value: (
            <Link to={`/accounts/${about.accountId}?tab=service`}>
              {about.accountName ?? t('common.unseenAccount')}
            </Link>
          ),
        },
        {
          key: 'kind',
          label: t('service.kind'),
          value: [t(`service.kinds.${about.kind}`), about.category].filter(Boolean).join(' · '),
        },
        { key: 'owner', label: t('service.owner'), value: about.ownerName ?? t('service.unseenPerson') },
        {
          key: 'openedBy',
          label: t('service.openedBy'),
          value: `${about.openedByName ?? t('service.unseenPerson')} · ${minute(about.openedAt)}`,
        },
        { key: 'contact', label: t('service.contact'), value: about.contactName ?? t('common.notSet') },
        {
          key: 'pieces',
          label: t('service.pieces'),
          value: about.affectedPieces === null ? t('common.notSet') : count(about.affectedPieces),
        },
      ]}
    />
  );
}

/** What was offered, and why it happened. */
function Findings({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  return (
    <>
      {about.remedy && (
        <div className={styles.finding}>
          <h3>{t('service.remedy')}</h3>
          <p className={styles.text}>{about.remedy}</p>
        </div>
      )}
      {about.cause && (
        <div className={styles.finding}>
          <h3>
            {t('service.causes.title')}
            {about.causeCategory && (
              <span className="muted"> · {t(`service.causes.${about.causeCategory}`)}</span>
            )}
          </h3>
          <p className={styles.text}>{about.cause}</p>
        </div>
      )}
    </>
  );
}
