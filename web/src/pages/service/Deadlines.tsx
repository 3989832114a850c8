import { useTranslation } from 'react-i18next';
import type { CaseDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { minute } from '../../ui/numbers';
import { timeWords } from './case-words';
import styles from './Deadlines.module.css';

/** What was promised, and how far the time has run: as a bar, and in words. */
export function Deadlines({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  const { clock } = about;
  return (
    <Card
      title={t('service.deadline.title')}
      extra={<span className="muted">{t('service.deadline.note')}</span>}
    >
      {clock === null ? (
        <p className="muted">{t('service.deadline.unseen')}</p>
      ) : (
        <div className={styles.runs}>
          <Run
            label={t('service.deadline.answer')}
            run={clock.answer}
            due={about.answerDueAt}
            done={about.answeredAt !== null}
          />
          <Run
            label={t('service.deadline.resolve')}
            run={clock.resolve}
            due={about.resolveDueAt}
            done={about.resolvedAt !== null}
          />
        </div>
      )}
    </Card>
  );
}

interface RunProps {
  label: string;
  run: NonNullable<CaseDetails['clock']>['answer'];
  due: string;
  done: boolean;
}

const HALF = 50;
const WHOLE = 100;

function Run({ label, run, due, done }: RunProps) {
  const { t } = useTranslation();
  if (run === null) return null;
  const late = run.over;
  const percent = late
    ? WHOLE
    : Math.min(WHOLE, Math.round((run.usedMinutes / Math.max(run.totalMinutes, 1)) * WHOLE));
  const tone = late ? styles.over : percent >= HALF && !done ? styles.half : styles.good;
  return (
    <div>
      <div className={styles.head}>
        <span>{label}</span>
        <span className={late ? styles.lateWords : undefined}>{words()}</span>
      </div>
      <div className={styles.bar} aria-hidden>
        <span className={`${styles.used} ${tone}`} style={{ width: `${percent}%` }} />
      </div>
      <div className={styles.by}>{t('service.deadline.by', { at: minute(due) })}</div>
    </div>
  );

  function words(): string {
    // Over since the working day ended: nobody has worked a minute past it.
    if (late && run!.leftMinutes === 0)
      return t(done ? 'service.deadline.lateAtAll' : 'service.deadline.past');
    if (done) {
      return late
        ? t('service.deadline.late', { time: timeWords(t, -run!.leftMinutes) })
        : t('service.deadline.kept', { time: timeWords(t, run!.usedMinutes) });
    }
    const time = timeWords(t, Math.abs(run!.leftMinutes));
    return t(late ? 'service.deadline.over' : 'service.deadline.left', { time });
  }
}
