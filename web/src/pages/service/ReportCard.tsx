import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveReport } from '../../api/service-desk';
import type { CaseDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Failure } from '../../ui/Failure';
import { minute } from '../../ui/numbers';
import { StateTag } from '../../ui/StateTag';
import styles from './CasePage.module.css';

type Report = NonNullable<CaseDetails['report']>;

/** What the client is told the same day: drafted from the facts, edited and marked as sent by the owner. */
export function ReportCard({ about, report }: { about: CaseDetails; report: Report }) {
  const { t } = useTranslation();
  return (
    <Card title={t('service.report.title')} extra={<Standing report={report} />}>
      {report.sentAt === null ? (
        <>
          <p className={report.overdue ? styles.warning : undefined}>
            {report.overdue ? t('service.report.overdue') : t(`service.report.why.${report.reason}`)}
          </p>
          {about.mayWork && <Editor key={report.version} about={about} report={report} />}
        </>
      ) : (
        <p className={styles.text}>{report.text}</p>
      )}
    </Card>
  );
}

function Standing({ report }: { report: Report }) {
  const { t } = useTranslation();
  if (report.sentAt === null) {
    const tone = report.overdue ? 'attention' : 'waiting';
    return <StateTag tone={tone}>{t('service.report.due', { at: minute(report.dueAt) })}</StateTag>;
  }
  const by = { name: report.sentByName ?? t('service.unseenPerson'), at: minute(report.sentAt) };
  return <StateTag tone="done">{t('service.report.sent', by)}</StateTag>;
}

function Editor({ about, report }: { about: CaseDetails; report: Report }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [text, setText] = useState(report.text ?? report.draft.zh);
  const [asking, setAsking] = useState(false);
  const save = useSaveReport(about.id);
  const keep = async (sent: boolean) => {
    await save.mutateAsync({ version: report.version, text, sent });
    setAsking(false);
    void message.success(t('service.report.saved'));
  };
  const tryTo = (sent: boolean) => void keep(sent).catch(() => undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    void message.success(t('service.report.copied'));
  };
  const empty = text.trim() === '';
  return (
    <>
      <div className={styles.actions}>
        <Button size="small" onClick={() => setText(report.draft.zh)}>
          {t('service.report.useZh')}
        </Button>
        <Button size="small" onClick={() => setText(report.draft.en)}>
          {t('service.report.useEn')}
        </Button>
        <Button size="small" onClick={() => void copy().catch(() => undefined)}>
          {t('common.copy')}
        </Button>
      </div>
      <Input.TextArea
        aria-label={t('service.report.text')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoSize={{ minRows: 8, maxRows: 20 }}
        maxLength={4000}
        style={{ marginTop: 8 }}
      />
      <div className={styles.actions}>
        <Button type="primary" disabled={empty} onClick={() => setAsking(true)}>
          {t('service.report.markSent')}
        </Button>
        <Button disabled={empty} loading={save.isPending} onClick={() => tryTo(false)}>
          {t('service.report.save')}
        </Button>
      </div>
      {save.error && !asking && <Failure error={save.error} />}
      <ConfirmDialog
        open={asking}
        title={t('service.report.sentTitle')}
        action={t('service.report.markSent')}
        busy={save.isPending}
        error={save.error}
        onConfirm={() => tryTo(true)}
        onCancel={() => setAsking(false)}
      >
        {t('service.report.sentBody')}
      </ConfirmDialog>
    </>
  );
}
