import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAnswerLink } from '../../api/service-desk';
import type { CaseDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { Failure } from '../../ui/Failure';
import { minute } from '../../ui/numbers';
import styles from './CasePage.module.css';

/** Asks the client how it went, and shows what they said. */
export function AskCard({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  const link = useAnswerLink(about.id);
  const { answer } = about;
  const resolved = about.state === 'resolved' || about.state === 'followed-up';
  const answered = answer !== null && answer.score !== null && answer.ofThisRound;
  if (!resolved && answer === null) return null;
  return (
    <Card title={t('service.ask.title')}>
      <Standing about={about} />
      {about.mayWork && resolved && !answered && !link.data && (
        <div className={styles.actions}>
          <Button loading={link.isPending} onClick={() => link.mutate()}>
            {t(answer === null ? 'service.ask.make' : 'service.ask.again')}
          </Button>
        </div>
      )}
      {link.data && !answered && <FreshLink token={link.data.token} />}
      {link.error && <Failure error={link.error} />}
    </Card>
  );
}

function Standing({ about: { answer } }: { about: CaseDetails }) {
  const { t } = useTranslation();
  if (answer === null) return <p className="muted">{t('service.ask.none')}</p>;
  if (answer.score !== null) {
    return (
      <>
        <p>
          <strong>{t('service.ask.score', { score: answer.score })}</strong>
          <span className="muted"> · {minute(answer.answeredAt)}</span>
        </p>
        <p className={answer.comment ? styles.text : 'muted'}>
          {answer.comment || t('service.ask.noComment')}
        </p>
      </>
    );
  }
  if (!answer.open) return <p className="muted">{t('service.ask.expired')}</p>;
  return <p>{t('service.ask.waiting', { at: minute(answer.expiresAt) })}</p>;
}

/** The token stands behind the `#`, which browsers keep to themselves: no server logs it. */
function FreshLink({ token }: { token: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const url = `${location.origin}/answer#${token}`;
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    void message.success(t('common.copied'));
  };
  return (
    <>
      <div className={styles.link}>
        <Input
          readOnly
          value={url}
          aria-label={t('service.ask.title')}
          onFocus={(event) => event.target.select()}
        />
        <Button icon={<CopyOutlined />} onClick={() => void copy().catch(() => undefined)}>
          {t('common.copy')}
        </Button>
      </div>
      <p className={styles.hint}>{t('service.ask.once')}</p>
    </>
  );
}
